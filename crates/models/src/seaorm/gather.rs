//! Types of the project that fields may have.

use syn::{Expr, Fields, Item, ItemEnum, ItemStruct, Lit, UnOp, ext::IdentExt, spanned::Spanned};

use super::{
    attributes::{Said, derives},
    compact::unknown_style,
    names,
    types::{ActiveEnum, EnumValue, Known},
};

/// The type that an item defines, by its name; `None` where SeaORM has nothing to do with it.
pub(super) fn known(item: &Item, problems: &mut Vec<syn::Error>) -> Option<(String, Known)> {
    let name = |ident: &syn::Ident| ident.unraw().to_string();
    match item {
        Item::Enum(item) if derives(&item.attrs, "DeriveActiveEnum") => {
            Some((name(&item.ident), Known::Enum(active_enum(item, problems)?)))
        }
        Item::Struct(item) if derives(&item.attrs, "DeriveValueType") => {
            Some((name(&item.ident), value_type(item, problems)?))
        }
        Item::Enum(item) if derives(&item.attrs, "DeriveValueType") => {
            let said = Said::read(&item.attrs, problems);
            Some((name(&item.ident), text_like(&said, problems)?))
        }
        Item::Struct(item) if derives(&item.attrs, "FromJsonQueryResult") => {
            Some((name(&item.ident), Known::Json))
        }
        Item::Enum(item) if derives(&item.attrs, "FromJsonQueryResult") => {
            Some((name(&item.ident), Known::Json))
        }
        Item::Type(item) if item.generics.params.is_empty() => {
            Some((name(&item.ident), Known::Like((*item.ty).clone())))
        }
        _ => None,
    }
}

/// A newtype is kept as what it holds; one over `value_type = "String"` as a text.
fn value_type(item: &ItemStruct, problems: &mut Vec<syn::Error>) -> Option<Known> {
    let said = Said::read(&item.attrs, problems);
    if said.has("value_type") {
        return text_like(&said, problems);
    }
    if let Some(expr) = said.text_expr("column_type", problems) {
        return Some(Known::Written(expr));
    }
    match &item.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.first().map(|field| Known::Like(field.ty.clone()))
        }
        _ => None,
    }
}

fn text_like(said: &Said, problems: &mut Vec<syn::Error>) -> Option<Known> {
    if let Some(expr) = said.text_expr("column_type", problems) {
        return Some(Known::Written(expr));
    }
    syn::parse_str("String").ok().map(Known::Like)
}

fn active_enum(item: &ItemEnum, problems: &mut Vec<syn::Error>) -> Option<ActiveEnum> {
    let said = Said::read(&item.attrs, problems);
    let own = item.ident.unraw().to_string();
    let name = said.text("enum_name", problems).map_or_else(|| names::variant(&own), |name| name.value());
    let Some(kept) = said.text("db_type", problems) else {
        let message = "this enumeration does not say what it is kept as\nhelp: add #[sea_orm(db_type = \"Enum\")], or a type such as \"Integer\"";
        problems.push(syn::Error::new(item.ident.span(), message));
        return None;
    };
    let db_type = match kept.value().trim() {
        "Enum" => None,
        _ => Some(kept.parse::<Expr>().map_err(|problem| problems.push(problem)).ok()?),
    };
    let style = said.text("rename_all", problems);
    let mut values = Vec::new();
    for variant in &item.variants {
        let said = Said::read(&variant.attrs, problems);
        let ident = variant.ident.unraw().to_string();
        let own_style = said.text("rename", problems).or_else(|| style.clone());
        let discriminant = variant.discriminant.as_ref().map(|(_, value)| value);
        let value = if let Some(text) = said.text("string_value", problems) {
            Some(EnumValue::Text(text.value()))
        } else if let Some(number) = said.value("num_value").and_then(integer) {
            Some(EnumValue::Number(number))
        } else if let Some(style) = own_style {
            let restyled = names::restyled(&ident, &style.value());
            if restyled.is_none() {
                problems.push(unknown_style(&style));
                continue;
            }
            restyled.map(EnumValue::Text)
        } else {
            discriminant.and_then(integer).map(EnumValue::Number)
        };
        match value {
            Some(value) => values.push((ident, value)),
            None => {
                let message = "this variant does not say what is kept of it\nhelp: add #[sea_orm(string_value = \"...\")] or #[sea_orm(num_value = 0)]";
                problems.push(syn::Error::new(variant.span(), message));
            }
        }
    }
    Some(ActiveEnum { name, db_type, values })
}

fn integer(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => Some(number.base10_digits().to_owned()),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
            integer(&unary.expr).map(|number| format!("-{number}"))
        }
        _ => None,
    }
}
