//! Keys, indexes and checks of a model.

use limbeck_schema::{
    Check, Expr, ForeignKey, Index, IndexPart, IndexTerm, KeyName, KeyPart, Name, ObjectName, Table, Unique,
};
use syn::{Ident, LitStr, ext::IdentExt};

use super::{Lowering, object_name};
use crate::rust::{
    attributes::constraint::{
        CheckDecl, ColumnRef, ForeignKeyDecl, IndexDecl, Target, Term, UniqueDecl, What,
    },
    model::{Field, Model},
    names,
};

impl Lowering<'_> {
    /// Those of the fields, in their order, then those of the struct.
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
        said.checks.iter().for_each(|decl| table.checks.add(check(decl)));
    }

    fn of_field(&mut self, table: &mut Table, field: &Field) {
        let said = &field.attributes;
        let own = ColumnRef { name: field.ident.unraw().to_string(), span: field.ident.span() };
        if let Some(decl) = &said.unique {
            let columns: Vec<ColumnRef> = std::iter::once(&own).chain(&decl.columns).cloned().collect();
            let unique = self.unique(&columns, decl);
            table.uniques.add(unique);
        }
        if let Some(decl) = &said.index {
            self.index(table, Some(own.clone()), decl);
        }
        for decl in &said.references {
            self.foreign_key(table, std::slice::from_ref(&own), decl);
        }
        said.checks.iter().for_each(|decl| table.checks.add(check(decl)));
    }

    fn unique(&mut self, columns: &[ColumnRef], decl: &UniqueDecl) -> Unique {
        if columns.is_empty() {
            self.complain(decl.span, "`unique` of a struct names its columns: unique(a, b)".to_owned());
        }
        let parts = self.columns(columns).into_iter().map(KeyPart::plain).collect();
        Unique { name: key_name(decl.name.as_ref()), parts, ..Unique::over([]) }
    }

    /// `own` is the column of the field that the attribute stands on.
    fn index(&mut self, table: &mut Table, own: Option<ColumnRef>, decl: &IndexDecl) {
        let own = own.and_then(|column| Some(IndexPart::plain(IndexTerm::Column(self.resolve(&column)?))));
        let mut parts: Vec<IndexPart> = own.into_iter().collect();
        for term in &decl.terms {
            parts.extend(self.part(term));
        }
        if parts.is_empty() {
            self.complain(decl.span, "`index` of a struct names its columns: index(a, b desc)".to_owned());
            return;
        }
        let Some(name) = self.index_name(decl, &parts) else { return };
        let predicate = decl.predicate.as_ref().map(|text| Expr::new(text.value()));
        let index = Index { unique: decl.unique, predicate, ..Index::new(name.clone(), parts) };
        if table.indexes.add(index).is_err() {
            let message = format!(
                "two indexes are called `{name}`\nhelp: give one of them a name: index(..., name = \"...\")"
            );
            self.complain(decl.span, message);
        }
    }

    fn part(&mut self, term: &Term) -> Option<IndexPart> {
        let what = match &term.what {
            What::Column(column) => IndexTerm::Column(self.resolve(column)?),
            What::Expr(text) => IndexTerm::Expr(Expr::new(text.value())),
        };
        Some(IndexPart { descending: term.descending, ..IndexPart::plain(what) })
    }

    /// One is made up from columns; from an expression none could be that stays readable.
    fn index_name(&mut self, decl: &IndexDecl, parts: &[IndexPart]) -> Option<Name> {
        if let Some(name) = &decl.name {
            return Name::new(name.value()).ok();
        }
        let columns: Option<Vec<&str>> = parts
            .iter()
            .map(|part| match &part.term {
                IndexTerm::Column(name) => Some(name.as_str()),
                IndexTerm::Expr(_) => None,
            })
            .collect();
        if columns.is_none() {
            let message =
                "an index over an expression needs a name\nhelp: write index(expr(\"...\"), name = \"...\")";
            self.complain(decl.span, message.to_owned());
        }
        Name::new(names::index(&self.model.table, &columns?)).ok()
    }

    fn foreign_key(&mut self, table: &mut Table, columns: &[ColumnRef], decl: &ForeignKeyDecl) {
        let columns = self.columns(columns);
        let Some((references, referenced)) = self.target(decl) else { return };
        if !referenced.is_empty() && referenced.len() != columns.len() {
            let message = format!("{} columns cannot refer to {}", columns.len(), referenced.len());
            self.complain(decl.span, message);
        }
        table.foreign_keys.add(ForeignKey {
            name: key_name(decl.rules.name.as_ref()),
            on_delete: decl.rules.on_delete,
            on_update: decl.rules.on_update,
            deferral: decl.rules.deferral,
            ..ForeignKey::new(columns, references, referenced)
        });
    }

    fn target(&mut self, decl: &ForeignKeyDecl) -> Option<(ObjectName, Vec<Name>)> {
        match &decl.target {
            Target::Table { namespace, table, columns } => {
                let namespace = namespace.as_ref().and_then(|name| Name::new(name).ok());
                let name = ObjectName { namespace, name: Name::new(table).ok()? };
                Some((name, columns.iter().filter_map(|column| Name::new(column).ok()).collect()))
            }
            Target::Model { model, fields } if model == "Self" || *model == self.model.ident => {
                self.of_model(self.model, fields)
            }
            Target::Model { model, fields } => match self.models.find(model) {
                Ok(found) => self.of_model(found?, fields),
                Err(problem) => {
                    self.problems.push(problem);
                    None
                }
            },
        }
    }

    fn of_model(&mut self, model: &Model, fields: &[Ident]) -> Option<(ObjectName, Vec<Name>)> {
        let mut columns = Vec::new();
        for ident in fields {
            match model.field(&ident.unraw().to_string()) {
                Some(field) => columns.push(Name::new(&field.column).ok()?),
                None => self.complain(ident.span(), format!("`{}` has no field `{ident}`", model.ident)),
            }
        }
        Some((object_name(model)?, columns))
    }
}

fn check(decl: &CheckDecl) -> Check {
    Check { name: key_name(decl.name.as_ref()), ..Check::new(Expr::new(decl.expr.value())) }
}

fn key_name(name: Option<&LitStr>) -> KeyName {
    name.and_then(|name| Name::new(name.value()).ok()).map_or(KeyName::Implied, KeyName::Given)
}
