//! One struct that derives `Model`, as its source says it.

use limbeck_schema::Family;
use proc_macro2::Span;
use quote::ToTokens;
use syn::{
    Data, DeriveInput, Expr, Fields, Generics, Ident, Lit, Meta, Token, Type, ext::IdentExt,
    punctuated::Punctuated, spanned::Spanned,
};

use super::{
    attributes::{FieldAttributes, StructAttributes},
    names,
    types::{self, Named},
};
use crate::{attributes::metas, ddl::Kind};

/// A struct and what its attributes say.
pub(super) struct Model {
    pub(super) ident: Ident,
    pub(super) table: String,
    pub(super) attributes: StructAttributes,
    /// Those that are columns.
    pub(super) fields: Vec<Field>,
}

/// A field that is a column.
pub(super) struct Field {
    pub(super) ident: Ident,
    pub(super) column: String,
    pub(super) nullable: bool,
    pub(super) sql_type: FieldType,
    /// What it may be an enum by, and what its whole type is called.
    pub(super) named: Option<(Named, String)>,
    pub(super) attributes: FieldAttributes,
}

/// Where a column's type comes from.
pub(super) enum FieldType {
    /// From `sql_type`, word for word.
    Written(String),
    /// From the Rust type.
    Kind(Kind),
    /// From the Rust type, which holds any number of values.
    Array(Kind),
    /// From the enum that the Rust type is, if it is one.
    Named,
    /// From `sql_type`, word for word, on another family than the one that is read for.
    Elsewhere,
}

impl Model {
    /// Reads the struct for that family, or says everything that is wrong with it.
    pub(super) fn read(input: &DeriveInput, family: Family) -> Result<Self, Vec<syn::Error>> {
        let mut problems = Vec::new();
        let said = metas(&input.attrs);
        let attributes = StructAttributes::read(&said, family, &mut problems);
        let table = match (&attributes.table, diesel_word(&said, "table_name")) {
            (Some(table), _) => table.value(),
            (None, Some(table)) => table,
            (None, None) => names::table(&input.ident.unraw().to_string()),
        };
        let mut fields = Vec::new();
        match named_fields(input) {
            Ok(named) => {
                fields.extend(
                    named
                        .iter()
                        .filter_map(|field| Field::read(field, &input.generics, family, &mut problems)),
                );
            }
            Err(problem) => problems.push(problem),
        }
        if fields.is_empty() && problems.is_empty() {
            problems.push(syn::Error::new(
                input.ident.span(),
                "a table needs at least one column\nhelp: add a field, or remove the derive",
            ));
        }
        if problems.is_empty() {
            Ok(Self { ident: input.ident.clone(), table, attributes, fields })
        } else {
            Err(problems)
        }
    }

    /// The field of that Rust name.
    pub(super) fn field(&self, ident: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.ident.unraw() == ident)
    }
}

impl Field {
    /// `None` for a field that is skipped, or has something wrong with it.
    fn read(
        field: &syn::Field,
        generics: &Generics,
        family: Family,
        problems: &mut Vec<syn::Error>,
    ) -> Option<Self> {
        let ident = field.ident.clone()?;
        let said = metas(&field.attrs);
        let before = problems.len();
        let attributes = FieldAttributes::read(&said, family, problems);
        if problems.len() > before {
            return None;
        }
        if attributes.generated.is_some() && attributes.default.is_some() {
            problems.push(syn::Error::new(
                ident.span(),
                "a generated column cannot have a default\nhelp: keep one of `generated` and `default`",
            ));
        }
        if let Some(identity) = &attributes.identity
            && (attributes.generated.is_some()
                || attributes.default.is_some()
                || attributes.auto_increment.is_some())
        {
            let message = "an identity says what the column holds\nhelp: keep one of `identity`, `auto_increment`, `default` and `generated`";
            problems.push(syn::Error::new(identity.span, message));
        }
        if attributes.skip {
            return None;
        }
        let reading = types::read(&field.ty, generics);
        let sql_type = match (&attributes.sql_type, reading.sql_type) {
            (Some(written), _) => FieldType::Written(written.value()),
            (None, Some(FieldType::Named)) if attributes.typed_elsewhere => FieldType::Elsewhere,
            (None, Some(read)) => read,
            (None, None) if attributes.typed_elsewhere => FieldType::Elsewhere,
            (None, None) => {
                problems.push(unknown_type(&name_of(&field.ty), field.ty.span()));
                return None;
            }
        };
        let column = match (&attributes.column, diesel_word(&said, "column_name")) {
            (Some(column), _) => column.value(),
            (None, Some(column)) => column,
            (None, None) => ident.unraw().to_string(),
        };
        let nullable = attributes.nullable.unwrap_or(reading.nullable);
        let named = reading.named.map(|named| (named, name_of(&field.ty)));
        Some(Self { ident, column, nullable, sql_type, named, attributes })
    }
}

fn name_of(field: &Type) -> String {
    field.to_token_stream().to_string().replace(' ', "")
}

/// Of a type that is neither known nor an enum.
pub(super) fn unknown_type(name: &str, span: Span) -> syn::Error {
    let message = format!(
        "limbeck does not know the SQL type of `{name}`\nhelp: add #[limbeck(sql_type = \"...\")], or #[limbeck(skip)] if it is no column; an enum derives `SqlEnum`, in a file that is listed among the models"
    );
    syn::Error::new(span, message)
}

fn named_fields(input: &DeriveInput) -> syn::Result<&Punctuated<syn::Field, Token![,]>> {
    let refuse = |span: Span, what: &str| {
        Err(syn::Error::new(
            span,
            format!(
                "a model is a struct with named fields, and this is {what}\nhelp: name the fields, or remove the derive"
            ),
        ))
    };
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => Ok(&fields.named),
            Fields::Unnamed(_) => refuse(input.ident.span(), "a tuple struct"),
            Fields::Unit => refuse(input.ident.span(), "a unit struct"),
        },
        Data::Enum(_) => refuse(input.ident.span(), "an enum"),
        Data::Union(_) => refuse(input.ident.span(), "a union"),
    }
}

/// `#[diesel(table_name = schema::users)]` and `#[diesel(column_name = "name")]`: the last segment.
fn diesel_word(metas: &[Meta], key: &str) -> Option<String> {
    metas.iter().filter(|meta| meta.path().is_ident("diesel")).find_map(|meta| {
        let list = meta.require_list().ok()?;
        let inner = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok()?;
        inner.iter().find_map(|meta| match meta {
            Meta::NameValue(pair) if pair.path.is_ident(key) => last_word(&pair.value),
            _ => None,
        })
    })
}

fn last_word(value: &Expr) -> Option<String> {
    match value {
        Expr::Path(path) => path.path.segments.last().map(|segment| segment.ident.unraw().to_string()),
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) if !text.value().is_empty() => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
