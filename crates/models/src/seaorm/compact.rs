//! `#[derive(DeriveEntityModel)]`, with relations beside it or, under `#[sea_orm::model]`, inside.

use syn::{Expr, Field, Fields, ItemStruct, Lit, Type, ext::IdentExt, spanned::Spanned};

use super::{
    attributes::Said,
    entity::{Column, Entity, Written},
    names, relation,
    types::{without_option, word},
};

/// What the struct may say; the last row names other items, or is for other derives.
const OF_STRUCT: &[&str] = &[
    "table_name",
    "schema_name",
    "comment",
    "rename_all",
    "table_iden",
    "model_attrs",
    "model_ex_attrs",
    "arrow_schema",
    "compact_model",
    "entity",
    "model",
    "model_ex",
    "active_model",
    "active_model_ex",
    "column",
    "primary_key",
    "relation",
];

/// What a field that is a column may say.
const OF_FIELD: &[&str] = &[
    "primary_key",
    "auto_increment",
    "column_name",
    "column_type",
    "nullable",
    "unique",
    "unique_key",
    "indexed",
    "default_value",
    "default_expr",
    "comment",
    "extra",
    "renamed_from",
    "ignore",
    "select_as",
    "save_as",
    "enum_name",
    "arrow_type",
    "arrow_skip",
    "arrow_comment",
    "arrow_field",
    "arrow_precision",
    "arrow_scale",
    "arrow_timestamp_unit",
    "arrow_timezone",
];

/// `sea-orm-cli` writes such an entity for a table without a key.
pub(super) const WITHOUT_KEY: &str = "SeaORM takes no entity without a primary key: the database's key stays\nhelp: mark the fields of the key: #[sea_orm(primary_key)]";

/// What is worth telling: words that SeaORM 2.0 does not know, which it passes over.
pub(super) type Doubts = Vec<(proc_macro2::Span, String)>;

/// The entity of the struct; its table may be named by an `impl EntityName` instead.
pub(super) fn read(
    item: &ItemStruct,
    named: Option<(String, Option<String>)>,
    problems: &mut Vec<syn::Error>,
    doubts: &mut Doubts,
) -> Option<Entity> {
    let said = Said::read(&item.attrs, problems);
    doubt(&said, OF_STRUCT, doubts);
    let schema = said.text("schema_name", problems).map(|name| name.value());
    let (table, schema) = match (said.text("table_name", problems), named) {
        (Some(table), _) => (table.value(), schema),
        (None, Some((table, of_impl))) => (table, schema.or(of_impl)),
        (None, None) => {
            let message = "this entity names no table\nhelp: add #[sea_orm(table_name = \"...\")]";
            problems.push(syn::Error::new(item.ident.span(), message));
            return None;
        }
    };
    let mut entity = Entity {
        span: item.ident.span(),
        table,
        schema,
        comment: said.text("comment", problems).map(|text| text.value()),
        columns: Vec::new(),
        ignored: Vec::new(),
        key: Vec::new(),
        auto_increment: false,
        relations: Vec::new(),
        reached: Vec::new(),
        skipped: Vec::new(),
    };
    let style = said.text("rename_all", problems);
    let restyled = |variant: &str| {
        let style = style.as_ref()?;
        Some(names::restyled(variant, &style.value()).ok_or_else(|| unknown_style(style)))
    };
    let Fields::Named(fields) = &item.fields else {
        problems.push(syn::Error::new(item.ident.span(), "an entity's model is a struct with named fields"));
        return None;
    };
    let mut counted = None;
    for field in &fields.named {
        if relation::is_relation(&field.ty) {
            relation::of_field(field, &mut entity, problems);
            continue;
        }
        column(field, &restyled, &mut entity, &mut counted, (problems, doubts));
    }
    entity.auto_increment = counted.unwrap_or(true) && entity.key.len() == 1;
    if entity.key.is_empty() && problems.is_empty() {
        doubts.push((item.ident.span(), WITHOUT_KEY.to_owned()));
    }
    Some(entity)
}

type Restyled<'a> = dyn Fn(&str) -> Option<syn::Result<String>> + 'a;

/// Adds the field; `counted` is what fields have said of `auto_increment` so far.
fn column(
    field: &Field,
    restyled: &Restyled<'_>,
    entity: &mut Entity,
    counted: &mut Option<bool>,
    (problems, doubts): (&mut Vec<syn::Error>, &mut Doubts),
) {
    let Some(ident) = &field.ident else { return };
    let said = Said::read(&field.attrs, problems);
    doubt(&said, OF_FIELD, doubts);
    let rust = ident.unraw().to_string();
    let made_up = names::variant(&rust);
    let name = match (said.text("column_name", problems), restyled(&made_up)) {
        (Some(name), _) => name.value(),
        (None, Some(Ok(name))) => name,
        (None, Some(Err(problem))) => {
            problems.push(problem);
            return;
        }
        (None, None) => names::column_of_field(&rust),
    };
    if said.has("ignore") {
        entity.ignored.push((names::variant(&rust), name));
        return;
    }
    let (inner, optional) = without_option(&field.ty);
    let variant = said.text("enum_name", problems).map_or(made_up, |name| name.value());
    if said.has("primary_key") {
        entity.key.push(variant.clone());
        if let Some(says) = flag(&said, "auto_increment", problems) {
            *counted = Some(says);
        } else if counted.is_none()
            && word(inner).is_some_and(|word| word.ends_with("String") || word.ends_with("Uuid"))
        {
            *counted = Some(false);
        }
    } else if flag(&said, "auto_increment", problems) == Some(true) {
        let message = "`auto_increment` belongs on the primary key";
        problems.push(syn::Error::new(ident.span(), message));
    }
    let Some(column_type) = column_type(&said, inner, problems) else { return };
    let default = match said.text_expr("default_expr", problems) {
        Some(expr) => Some(expr),
        None => said.value("default_value").cloned(),
    };
    entity.columns.push(Column {
        span: ident.span(),
        variant,
        name,
        column_type,
        nullable: optional || said.has("nullable"),
        unique: said.has("unique"),
        unique_key: said.text("unique_key", problems).map(|key| key.value()),
        indexed: said.has("indexed"),
        default,
        comment: said.text("comment", problems).map(|text| text.value()),
        extra: said.text("extra", problems),
        renamed_from: said.text("renamed_from", problems),
        of_field: None,
    });
}

/// What is written, else the field's type without its `Option`.
fn column_type(said: &Said, inner: &Type, problems: &mut Vec<syn::Error>) -> Option<Written> {
    match said.text("column_type", problems) {
        Some(text) => text.parse::<Expr>().map(Written::Expr).map_err(|problem| problems.push(problem)).ok(),
        None => Some(Written::Rust(inner.clone())),
    }
}

fn flag(said: &Said, word: &str, problems: &mut Vec<syn::Error>) -> Option<bool> {
    match said.value(word)? {
        Expr::Lit(literal) if let Lit::Bool(value) = &literal.lit => Some(value.value),
        other => {
            problems.push(syn::Error::new(other.span(), format!("`{word}` is `true` or `false`")));
            None
        }
    }
}

pub(super) fn doubt(said: &Said, known: &[&str], doubts: &mut Doubts) {
    for (word, span) in said.beyond(known) {
        doubts.push((span, format!("`{word}` is no attribute of SeaORM 2.0, and says nothing here")));
    }
}

pub(super) fn unknown_style(style: &syn::LitStr) -> syn::Error {
    let message = format!(
        "SeaORM knows no style `{}`\nhelp: write one such as \"camelCase\", \"snake_case\" or \"SCREAMING_SNAKE_CASE\"",
        style.value()
    );
    syn::Error::new(style.span(), message)
}
