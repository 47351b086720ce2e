//! Attributes as they hold under whatever configuration: `cfg_attr` is looked through.

use syn::{
    Attribute, Expr, Lit, Meta, Token,
    parse::{ParseStream, Parser},
    punctuated::Punctuated,
};

/// What the attributes say. Those inside `cfg_attr(condition, ...)` count as if the condition held:
/// a struct is a model even where only the server's build derives it.
pub(crate) fn metas(attributes: &[Attribute]) -> Vec<Meta> {
    let mut found = Vec::new();
    for attribute in attributes {
        collect(&attribute.meta, &mut found);
    }
    found
}

/// Whether only a test build has the item.
pub(crate) fn only_in_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            list.parse_args::<Meta>().is_ok_and(|m| means_test(&m))
        }
        _ => false,
    })
}

/// Whether some builds do not have the item.
pub(crate) fn conditional(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg"))
}

/// What stands in the parentheses of an attribute.
pub(crate) fn inside(meta: &Meta) -> Option<Punctuated<Meta, Token![,]>> {
    meta.require_list().ok()?.parse_args_with(Punctuated::parse_terminated).ok()
}

/// The string of `key = "..."`.
pub(crate) fn text_of(meta: &Meta) -> Option<String> {
    match &meta.require_name_value().ok()?.value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

fn collect(meta: &Meta, found: &mut Vec<Meta>) {
    match meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => {
            for inner in conditioned.parse2(list.tokens.clone()).unwrap_or_default() {
                collect(&inner, found);
            }
        }
        other => found.push(other.clone()),
    }
}

/// What follows the condition of a `cfg_attr`; the condition itself need not be understood.
fn conditioned(input: ParseStream<'_>) -> syn::Result<Punctuated<Meta, Token![,]>> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    if input.is_empty() {
        return Ok(Punctuated::new());
    }
    input.parse::<Token![,]>()?;
    Punctuated::parse_terminated(input)
}

fn means_test(condition: &Meta) -> bool {
    match condition {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|all| all.iter().any(means_test)),
        _ => false,
    }
}
