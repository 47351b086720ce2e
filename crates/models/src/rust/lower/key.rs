//! Unique constraints, checks and exclusion constraints of a model.

use limbeck_schema::{
    Check, Deferral, Exclusion, Expr, Family, KeyName, KeyPart, Name, PrimaryKey, Table, Unique, Validity,
};
use syn::{LitStr, ext::IdentExt};

use super::Lowering;
use crate::rust::{
    attributes::key::{CheckDecl, ColumnRef, ExclusionDecl, KeyColumn, KeyDecl, Order},
    model::Field,
};

impl Lowering<'_> {
    /// Constraints and indexes: those of the fields, in their order, then those of the struct.
    pub(super) fn constraints(&mut self, table: &mut Table) {
        let model = self.model;
        for field in &model.fields {
            self.of_field(table, field);
        }
        let said = &model.attributes;
        for decl in &said.uniques {
            let unique = self.unique(&decl.columns, decl);
            table.uniques.add(unique);
        }
        for decl in &said.indexes {
            self.index(table, None, decl);
        }
        for decl in &said.foreign_keys {
            self.foreign_key(table, &decl.columns, decl);
        }
        self.checks(table, &said.checks);
        for decl in &said.exclusions {
            self.exclusion(table, decl);
        }
    }

    fn of_field(&mut self, table: &mut Table, field: &Field) {
        let said = &field.attributes;
        let own = ColumnRef { name: field.ident.unraw().to_string(), span: field.ident.span() };
        if let Some(decl) = &said.unique {
            let first = KeyColumn { column: own.clone(), order: Order::default() };
            let columns: Vec<KeyColumn> = std::iter::once(&first).chain(&decl.columns).cloned().collect();
            let unique = self.unique(&columns, decl);
            table.uniques.add(unique);
        }
        if let Some(decl) = &said.index {
            self.index(table, Some(own.clone()), decl);
        }
        for decl in &said.references {
            self.foreign_key(table, std::slice::from_ref(&own), decl);
        }
        self.checks(table, &said.checks);
        self.enumeration_check(table, field);
    }

    fn unique(&mut self, columns: &[KeyColumn], decl: &KeyDecl) -> Unique {
        if columns.is_empty() {
            self.complain(decl.span, "`unique` of a struct names its columns: unique(a, b)".to_owned());
        }
        self.key_rules(decl);
        Unique {
            name: key_name(decl.name.as_ref()),
            parts: self.key_parts(columns),
            on_conflict: decl.on_conflict,
            deferral: decl.deferral,
            include: self.columns(&decl.beside.include),
            nulls_not_distinct: decl.beside.nulls_not_distinct,
            without_overlaps: decl.without_overlaps,
            parameters: self.parameters(&decl.beside.parameters),
        }
    }

    /// A primary key that the struct lists.
    pub(super) fn listed_key(&mut self, decl: &KeyDecl) -> PrimaryKey {
        self.key_rules(decl);
        if decl.beside.nulls_not_distinct {
            self.complain(decl.span, "no column of a primary key takes NULL".to_owned());
        }
        PrimaryKey {
            name: key_name(decl.name.as_ref()),
            parts: self.key_parts(&decl.columns),
            on_conflict: decl.on_conflict,
            deferral: decl.deferral,
            include: self.columns(&decl.beside.include),
            without_overlaps: decl.without_overlaps,
            parameters: self.parameters(&decl.beside.parameters),
            ..PrimaryKey::over([])
        }
    }

    fn key_rules(&mut self, decl: &KeyDecl) {
        let rare = [
            (decl.deferral != Deferral::NotDeferrable, "keys that are checked later"),
            (!decl.beside.include.is_empty(), "keys with more columns beside"),
            (decl.beside.nulls_not_distinct, "`nulls_not_distinct`"),
            (decl.without_overlaps, "`without_overlaps`"),
        ];
        for (is_said, what) in rare {
            self.only_on(&[Family::Postgres], is_said, decl.span, what);
        }
        self.only_on(&[Family::Sqlite], decl.on_conflict.is_some(), decl.span, "`on_conflict`");
    }

    /// The columns of a key; those that are not there are told once, with the key.
    fn key_parts(&mut self, columns: &[KeyColumn]) -> Vec<KeyPart> {
        let mut parts = Vec::new();
        for KeyColumn { column, order } in columns {
            if order.nulls_first.is_some() || order.operator_class.is_some() {
                self.complain(column.span, "this can be said of an index, not of a key".to_owned());
            }
            let is_sorted = order.descending || order.collation.is_some();
            self.only_on(&[Family::Sqlite], is_sorted, column.span, "keys with an order of their own");
            self.only_on(
                &[Family::Mysql],
                order.length.is_some(),
                column.span,
                "keys over the head of a column",
            );
            let collation = order.collation.as_ref().and_then(|said| Name::new(said.name.value()).ok());
            parts.extend(self.resolve(column).map(|column| KeyPart {
                descending: order.descending,
                collation,
                length: order.length,
                ..KeyPart::plain(column)
            }));
        }
        parts
    }

    fn checks(&mut self, table: &mut Table, decls: &[CheckDecl]) {
        for decl in decls {
            let is_rare = decl.no_inherit || decl.not_valid;
            self.only_on(
                &[Family::Postgres],
                is_rare,
                decl.expr.span(),
                "checks that do not hold for all rows",
            );
            table.checks.add(Check {
                name: key_name(decl.name.as_ref()),
                no_inherit: decl.no_inherit,
                validity: validity(decl.not_valid),
                ..Check::new(Expr::new(decl.expr.value()))
            });
        }
    }

    fn exclusion(&mut self, table: &mut Table, decl: &ExclusionDecl) {
        self.only_on(&[Family::Postgres], true, decl.definition.span(), "exclusion constraints");
        let definition = Expr::new(format!("{EXCLUDE}{}", decl.definition.value()));
        table.exclusions.add(Exclusion { name: key_name(decl.name.as_ref()), definition });
    }
}

/// How the server begins the definition of an exclusion constraint; attributes say it by their own word.
pub(in crate::rust) const EXCLUDE: &str = "EXCLUDE ";

pub(super) fn key_name(name: Option<&LitStr>) -> KeyName {
    name.and_then(|name| Name::new(name.value()).ok()).map_or(KeyName::Implied, KeyName::Given)
}

pub(super) fn validity(not_valid: bool) -> Validity {
    if not_valid { Validity::NotValid } else { Validity::Valid }
}
