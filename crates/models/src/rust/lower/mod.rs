//! A model as a table of the schema.

mod constraint;

use limbeck_schema::{
    Column, Expr, Family, Generated, Identity, Name, ObjectName, PrimaryKey, Sequence, Table, TableOptions,
};
use proc_macro2::Span;
use syn::LitStr;

use super::{
    attributes::constraint::ColumnRef,
    model::{Field, FieldType, Model},
};
use crate::ddl;

/// Where references to other structs are looked up.
pub(in crate::rust) trait Models {
    /// The struct of that name; `Ok(None)` where it is not for this reader to say.
    fn find(&self, ident: &syn::Ident) -> syn::Result<Option<&Model>>;
}

/// The table of a model, with all that is wrong with what it refers to.
pub(in crate::rust) fn lower(
    model: &Model,
    family: Family,
    models: &dyn Models,
) -> (Option<Table>, Vec<syn::Error>) {
    let mut lowering = Lowering { model, family, models, problems: Vec::new() };
    let table = lowering.table();
    (table, lowering.problems)
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
    problems: Vec<syn::Error>,
}

impl Lowering<'_> {
    fn table(&mut self) -> Option<Table> {
        let model = self.model;
        let said = &model.attributes;
        let mut table = Table::new(object_name(model)?);
        table.options = TableOptions {
            strict: said.strict,
            without_rowid: said.without_rowid,
            comment: said.comment.as_ref().map(LitStr::value),
            ..TableOptions::default()
        };
        let key = self.primary_key();
        for field in &model.fields {
            let column = self.column(field, &key)?;
            if table.columns.add(column).is_err() {
                self.complain(field.ident.span(), format!("column `{}` is declared twice", field.column));
            }
        }
        table.primary_key = self.finish_key(key);
        self.constraints(&mut table);
        Some(table)
    }

    fn column(&mut self, field: &Field, key: &[Name]) -> Option<Column> {
        let said = &field.attributes;
        let name = Name::new(&field.column).ok()?;
        let sql_type = self.sql_type(field, key == [name.clone()])?;
        let counted = said.auto_increment.and_then(|_| (ddl::of(self.family).identity)(&sql_type));
        Some(Column {
            nullable: field.nullable,
            default: said.default.as_ref().map(|text| Expr::new(text.clone())),
            collation: said
                .collate
                .as_ref()
                .and_then(|name| Name::new(name.value()).ok())
                .map(ObjectName::plain),
            generated: said
                .generated
                .as_ref()
                .map(|decl| Generated { expr: Expr::new(decl.expr.value()), stored: decl.stored }),
            identity: counted.map(|number| Identity {
                always: false,
                sequence_name: None,
                sequence: Sequence::over(number),
            }),
            comment: said.comment.as_ref().map(LitStr::value),
            ..Column::new(name, sql_type)
        })
    }

    fn sql_type(&mut self, field: &Field, is_sole_key: bool) -> Option<String> {
        let words = ddl::of(self.family);
        match &field.sql_type {
            FieldType::Written(exact) => Some(exact.clone()),
            FieldType::Kind(kind) => {
                let plain = (words.rust)(*kind);
                let sole = if is_sole_key { (words.sole_key)(plain) } else { None };
                Some(sole.unwrap_or(plain).to_owned())
            }
            FieldType::Array(kind) => {
                let array = (words.generic)("Array", (words.rust)(*kind));
                if array.is_none() {
                    let message = format!(
                        "{} has no arrays\nhelp: add #[limbeck(sql_type = \"...\")], or #[limbeck(skip)] if it is no column",
                        self.family
                    );
                    self.complain(field.ident.span(), message);
                }
                array
            }
        }
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
            return self.columns(listed);
        }
        let fields = if marked.is_empty() { model.field("id").into_iter().collect() } else { marked };
        fields.into_iter().filter_map(|field| Name::new(&field.column).ok()).collect()
    }

    fn finish_key(&mut self, key: Vec<Name>) -> Option<PrimaryKey> {
        let counted =
            self.model.fields.iter().find_map(|field| Some((field, field.attributes.auto_increment?)));
        if let Some((field, span)) = counted {
            let sole = matches!(key.as_slice(), [only] if only.as_str() == field.column);
            if !sole {
                let message = "`auto_increment` belongs on the only column of the primary key";
                self.complain(span, message.to_owned());
            }
        }
        if key.is_empty() {
            return None;
        }
        Some(PrimaryKey { autoincrement: counted.is_some(), ..PrimaryKey::over(key) })
    }

    /// The columns meant: fields by their Rust names, else columns by their SQL names.
    fn columns(&mut self, columns: &[ColumnRef]) -> Vec<Name> {
        columns.iter().filter_map(|column| self.resolve(column)).collect()
    }

    fn resolve(&mut self, wanted: &ColumnRef) -> Option<Name> {
        let model = self.model;
        let by_column = || model.fields.iter().find(|field| field.column == wanted.name);
        match model.field(&wanted.name).or_else(by_column) {
            Some(field) => Name::new(&field.column).ok(),
            None => {
                let message = format!("`{}` has no column `{}`", model.ident, wanted.name);
                self.complain(wanted.span, message);
                None
            }
        }
    }

    fn complain(&mut self, span: Span, message: String) {
        self.problems.push(syn::Error::new(span, message));
    }
}
