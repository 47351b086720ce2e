//! Types of the database that the sources define for Diesel.

use syn::{Item, Lit, LitStr, Meta, Token, punctuated::Punctuated};

use super::lower::CustomTypes;
use crate::attributes::metas;

/// Adds every struct with `#[diesel(postgres_type(name = "...", schema = "..."))]`, in whatever module;
/// `definition` is the family's word.
pub(super) fn gather(items: &[Item], definition: &str, types: &mut CustomTypes) {
    for item in items {
        match item {
            Item::Mod(module) => {
                if let Some((_, items)) = &module.content {
                    gather(items, definition, types);
                }
            }
            Item::Struct(item) => {
                let said = metas(&item.attrs);
                let defined = said
                    .iter()
                    .filter(|meta| meta.path().is_ident("diesel"))
                    .find_map(|meta| defined(meta, definition));
                if let Some(defined) = defined {
                    types.insert(item.ident.to_string(), defined);
                }
            }
            _ => {}
        }
    }
}

/// The namespace and the name. A type given by its `oid` alone has none that could be read.
fn defined(diesel: &Meta, definition: &str) -> Option<(Option<String>, String)> {
    let defined = inside(diesel)?.into_iter().find(|meta| meta.path().is_ident(definition))?;
    let said = inside(&defined)?;
    let text = |key: &str| {
        said.iter().find(|meta| meta.path().is_ident(key)).and_then(value).filter(|text| !text.is_empty())
    };
    Some((text("schema"), text("name")?))
}

fn inside(meta: &Meta) -> Option<Punctuated<Meta, Token![,]>> {
    meta.require_list().ok()?.parse_args_with(Punctuated::parse_terminated).ok()
}

fn value(meta: &Meta) -> Option<String> {
    match &meta.require_name_value().ok()?.value {
        syn::Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(LitStr::value(text)),
            _ => None,
        },
        _ => None,
    }
}
