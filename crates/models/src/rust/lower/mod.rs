//! A model as a table of the schema.

mod column;
mod enumeration;
mod foreign_key;
mod index;
mod key;

use std::collections::BTreeMap;

use limbeck_schema::{Family, Name, ObjectName, PrimaryKey, Table, TableOptions, TypeCoverage};
use proc_macro2::Span;
use syn::LitStr;

pub(in crate::rust) use key::EXCLUDE;

use super::{
    attributes::key::{CollationDecl, ColumnRef},
    enumeration::Enumeration,
    model::{Field, Model},
};
use crate::ddl;

/// Where references to other structs, and the types of fields, are looked up.
pub(in crate::rust) trait Models {
    /// The struct of that name; `Ok(None)` where it is not for this reader to say.
    fn find(&self, ident: &syn::Ident) -> syn::Result<Option<&Model>>;

    /// The enum at the end of that path.
    fn enumeration(&self, path: &syn::Path) -> Lookup<'_>;
}

/// What a path leads to.
pub(in crate::rust) enum Lookup<'a> {
    /// An enum; `is_near` where its file or the path says that it is this one and no other of the name.
    Found { enumeration: &'a Enumeration, is_near: bool },
    /// That is not for this reader to say.
    Unseen,
    /// No enum.
    Missing,
    /// So many enums of one name.
    Several(usize),
}

/// A model as a table, and what is wrong with it.
pub(in crate::rust) struct Lowered {
    pub(in crate::rust) table: Option<Table>,
    /// How much is said of the types of its columns, where it is more than their kind.
    pub(in crate::rust) types: BTreeMap<Name, TypeCoverage>,
    /// Whatever database it is meant for.
    pub(in crate::rust) problems: Vec<syn::Error>,
    /// On this family alone.
    pub(in crate::rust) of_family: Vec<syn::Error>,
}

/// The table of a model, with all that is wrong with what it refers to.
pub(in crate::rust) fn lower(model: &Model, family: Family, models: &dyn Models) -> Lowered {
    let (types, problems, of_family) = (BTreeMap::new(), Vec::new(), Vec::new());
    let mut lowering = Lowering { model, family, models, types, problems, of_family };
    let table = lowering.table();
    let Lowering { types, problems, of_family, .. } = lowering;
    Lowered { table, types, problems, of_family }
}

/// The table's name.
pub(in crate::rust) fn object_name(model: &Model) -> Option<ObjectName> {
    let namespace = model.attributes.schema.as_ref().and_then(|schema| Name::new(schema.value()).ok());
    Some(ObjectName { namespace, name: Name::new(&model.table).ok()? })
}

struct Lowering<'a> {
    model: &'a Model,
    family: Family,
    models: &'a dyn Models,
    types: BTreeMap<Name, TypeCoverage>,
    problems: Vec<syn::Error>,
    of_family: Vec<syn::Error>,
}

impl Lowering<'_> {
    fn table(&mut self) -> Option<Table> {
        let model = self.model;
        let mut table = Table::new(object_name(model)?);
        table.options = self.options();
        let key = self.primary_key();
        for field in &model.fields {
            let Some(column) = self.column(field, &key) else { continue };
            if table.columns.add(column).is_err() {
                self.complain(field.ident.span(), format!("column `{}` is declared twice\nhelp: give one of the two fields another `column`, or `skip`", field.column));
            }
        }
        table.primary_key = self.finish_key(key);
        self.constraints(&mut table);
        Some(table)
    }

    fn options(&mut self) -> TableOptions {
        let said = &self.model.attributes;
        let span = self.model.ident.span();
        let is_kept_apart = said.unlogged || said.tablespace.is_some();
        self.only_on(&[Family::Postgres], is_kept_apart, span, "`unlogged` and `tablespace`");
        let is_charset = |name: &String| name.to_ascii_lowercase().contains("char");
        if self.family == Family::Mysql && said.options.iter().flat_map(BTreeMap::keys).any(is_charset) {
            let message = "the character set is a part of the collation\nhelp: write `options(collate = \"utf8mb4_bin\")`";
            self.of_family.push(syn::Error::new(span, message));
        }
        TableOptions {
            strict: said.strict,
            without_rowid: said.without_rowid,
            comment: said.comment.as_ref().map(LitStr::value),
            unlogged: said.unlogged,
            tablespace: said.tablespace.as_ref().and_then(|name| Name::new(name.value()).ok()),
            parameters: said.options.as_ref().map(|options| self.parameters(options)).unwrap_or_default(),
            ..TableOptions::default()
        }
    }

    /// Parameters under the names that the family prints: MySQL shouts.
    fn parameters(&mut self, said: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let span = self.model.ident.span();
        let servers = [Family::Postgres, Family::Mysql];
        self.only_on(&servers, !said.is_empty(), span, "options with values");
        said.iter().map(|(name, value)| ((ddl::of(self.family).parameter)(name), value.clone())).collect()
    }

    /// What the struct lists, else the fields that are marked, else a field `id`, as Diesel has it.
    /// `primary_key()` says that there is none.
    fn primary_key(&mut self) -> Vec<Name> {
        let model = self.model;
        let marked: Vec<&Field> = model.fields.iter().filter(|field| field.attributes.primary_key).collect();
        if let Some(listed) = &model.attributes.primary_key {
            if let Some(field) = marked.first() {
                let message =
                    "the primary key is said both on the struct and on a field\nhelp: keep one of the two";
                self.complain(field.ident.span(), message.to_owned());
            }
            // One that is not there is told with the key.
            return listed.columns.iter().filter_map(|part| self.find(&part.column)).collect();
        }
        let fields = if marked.is_empty() { model.field("id").into_iter().collect() } else { marked };
        fields.into_iter().filter_map(|field| Name::new(&field.column).ok()).collect()
    }

    fn finish_key(&mut self, key: Vec<Name>) -> Option<PrimaryKey> {
        let mut all =
            self.model.fields.iter().filter_map(|field| Some((field, field.attributes.auto_increment?)));
        let (counted, again) = (all.next(), all.next());
        if let Some((_, span)) = again {
            self.complain(span, "one column of a table counts by `auto_increment`".to_owned());
        }
        let is_sole = counted
            .is_some_and(|(field, _)| matches!(key.as_slice(), [only] if only.as_str() == field.column));
        if let Some((_, span)) = counted
            && !is_sole
            && !ddl::of(self.family).counts_in_any_key
        {
            let message = "`auto_increment` belongs on the only column of the primary key\nhelp: on MySQL any key may begin with it: `mysql(auto_increment)`";
            self.complain(span, message.to_owned());
        }
        let identity = self.model.fields.iter().find_map(|field| field.attributes.identity.as_ref());
        if let (Some(identity), Some(_)) = (identity, counted) {
            let message =
                "a struct says `identity` of every column that counts, or `auto_increment` of its key";
            self.complain(identity.span, message.to_owned());
        }
        let autoincrement = is_sole;
        match &self.model.attributes.primary_key {
            Some(listed) if !listed.columns.is_empty() => {
                Some(PrimaryKey { autoincrement, ..self.listed_key(listed) })
            }
            None if !key.is_empty() => Some(PrimaryKey { autoincrement, ..PrimaryKey::over(key) }),
            _ => None,
        }
    }

    /// The columns meant: fields by their Rust names, else columns by their SQL names.
    fn columns(&mut self, columns: &[ColumnRef]) -> Vec<Name> {
        columns.iter().filter_map(|column| self.resolve(column)).collect()
    }

    fn resolve(&mut self, wanted: &ColumnRef) -> Option<Name> {
        let found = self.find(wanted);
        if found.is_none() {
            let message = format!(
                "`{}` has no column `{}`\nhelp: name a field, or a column as the database calls it",
                self.model.ident, wanted.name
            );
            self.complain(wanted.span, message);
        }
        found
    }

    fn find(&self, wanted: &ColumnRef) -> Option<Name> {
        let by_column = || self.model.fields.iter().find(|field| field.column == wanted.name);
        let field = self.model.field(&wanted.name).or_else(by_column)?;
        Name::new(&field.column).ok()
    }

    /// Complains of what is said to a family that has no such thing.
    fn only_on(&mut self, families: &[Family], is_said: bool, span: Span, what: &str) {
        if is_said && !families.contains(&self.family) {
            let words: Vec<String> =
                families.iter().map(|family| format!("{}(...)", ddl::of(*family).attribute)).collect();
            let message = format!(
                "{} has no {what}\nhelp: say it inside `{}`, to a database that has it",
                self.family,
                words.join("` or `")
            );
            self.of_family.push(syn::Error::new(span, message));
        }
    }

    fn complain(&mut self, span: Span, message: String) {
        self.problems.push(syn::Error::new(span, message));
    }
}

fn collation(said: &CollationDecl) -> Option<ObjectName> {
    let namespace = said.namespace.as_ref().and_then(|namespace| Name::new(namespace.value()).ok());
    Some(ObjectName { namespace, name: Name::new(said.name.value()).ok()? })
}
