//! The grammar of `table!` and `view!`.

use proc_macro2::{Span, TokenStream};
use syn::{
    Attribute, Ident, ItemUse, Token, braced,
    ext::IdentExt,
    parenthesized,
    parse::{ParseStream, Parser},
    punctuated::Punctuated,
    token,
};

use super::column::{ColumnDecl, sql_name};

/// Which of the two macros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MacroKind {
    Table,
    /// Since Diesel 2.4; it has no primary key.
    View,
}

impl MacroKind {
    pub(super) fn named(last_segment: &str) -> Option<Self> {
        match last_segment {
            "table" => Some(Self::Table),
            "view" => Some(Self::View),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::View => "view",
        }
    }

    pub(super) fn shape(self) -> &'static str {
        match self {
            Self::Table => "`table! { users (id) { id -> Integer, name -> Nullable<Text>, } }`",
            Self::View => "`view! { adults { id -> Integer, name -> Nullable<Text>, } }`",
        }
    }
}

/// One `table!` or `view!`, as written.
pub(super) struct TableDecl {
    pub(super) kind: MacroKind,
    pub(super) attributes: Vec<Attribute>,
    pub(super) namespace: Option<Ident>,
    pub(super) ident: Ident,
    pub(super) sql_name: String,
    /// Rust names of columns; `None` where no list is written, which means `id`.
    pub(super) primary_key: Option<Vec<Ident>>,
    pub(super) columns: Vec<ColumnDecl>,
}

/// Reads what stands between the macro's brackets; `span` is where an error without a place belongs.
pub(super) fn parse(kind: MacroKind, tokens: TokenStream, span: Span) -> syn::Result<TableDecl> {
    (|input: ParseStream<'_>| declaration(kind, input)).parse2(tokens).map_err(|error| {
        // Where the tokens end too early, the error has no place of its own.
        let placeless = error.span().byte_range() == (0..0);
        if placeless { syn::Error::new(span, error) } else { error }
    })
}

fn declaration(kind: MacroKind, input: ParseStream<'_>) -> syn::Result<TableDecl> {
    while is_use(input) {
        input.parse::<ItemUse>()?;
    }
    let attributes = input.call(Attribute::parse_outer)?;
    let first = input.call(Ident::parse_any)?;
    let (namespace, ident) = if input.peek(Token![.]) {
        input.parse::<Token![.]>()?;
        (Some(first), input.call(Ident::parse_any)?)
    } else {
        (None, first)
    };
    let primary_key = if kind == MacroKind::Table && input.peek(token::Paren) {
        let keys;
        parenthesized!(keys in input);
        let keys: Punctuated<Ident, Token![,]> = keys.parse_terminated(Ident::parse_any, Token![,])?;
        Some(keys.into_iter().collect())
    } else {
        None
    };
    let body;
    braced!(body in input);
    let columns: Punctuated<ColumnDecl, Token![,]> = Punctuated::parse_terminated(&body)?;
    let sql_name = table_name(&attributes, namespace.as_ref(), &ident)?;
    let columns = columns.into_iter().collect();
    Ok(TableDecl { kind, attributes, namespace, ident, sql_name, primary_key, columns })
}

/// Attributes may stand before a `use` as well as before the table.
fn is_use(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    ahead.call(Attribute::parse_outer).is_ok()
        && ahead.parse::<syn::Visibility>().is_ok()
        && ahead.peek(Token![use])
}

/// diesel_cli 2.3 writes the schema into `sql_name` too when it had to rename a table outside the
/// default schema: `#[sql_name = "auth.self"] auth.self_ (id)`.
fn table_name(attributes: &[Attribute], namespace: Option<&Ident>, ident: &Ident) -> syn::Result<String> {
    let name = sql_name(attributes, ident)?;
    let prefix = namespace.map(|namespace| format!("{}.", namespace.unraw()));
    Ok(match prefix.and_then(|prefix| name.strip_prefix(&prefix).map(str::to_owned)) {
        Some(rest) => rest,
        None => name,
    })
}
