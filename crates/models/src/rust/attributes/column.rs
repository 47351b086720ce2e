//! What makes a column's values, as attributes spell it.

use proc_macro2::Span;
use syn::{Ident, LitInt, LitStr, Token, ext::IdentExt, parse::ParseStream};

use super::literal::{after_equals, comma, nothing_left, take_word, text};

/// `generated("expr", stored)`.
pub(in crate::rust) struct GeneratedDecl {
    pub(in crate::rust) expr: LitStr,
    pub(in crate::rust) stored: bool,
}

/// `identity`, or `identity(always, start = 100, ...)`; what is not said is as the database has it.
pub(in crate::rust) struct IdentityDecl {
    pub(in crate::rust) always: bool,
    pub(in crate::rust) sequence_name: Option<LitStr>,
    pub(in crate::rust) start: Option<i64>,
    pub(in crate::rust) increment: Option<i64>,
    pub(in crate::rust) min: Option<i64>,
    pub(in crate::rust) max: Option<i64>,
    pub(in crate::rust) cache: Option<i64>,
    pub(in crate::rust) cycle: bool,
    pub(in crate::rust) span: Span,
}

impl IdentityDecl {
    /// One of which nothing is said.
    pub(in crate::rust) fn plain(span: Span) -> Self {
        Self {
            always: false,
            sequence_name: None,
            start: None,
            increment: None,
            min: None,
            max: None,
            cache: None,
            cycle: false,
            span,
        }
    }
}

/// What stands in the parentheses of `generated(...)`.
pub(in crate::rust) fn generated(input: ParseStream<'_>) -> syn::Result<GeneratedDecl> {
    let expr: LitStr = input.parse()?;
    let kind = "`stored` or `virtual` is expected here\nhelp: write `generated(\"a + b\", stored)`";
    if input.parse::<Option<Token![,]>>()?.is_none() {
        return Err(input.error(kind));
    }
    let stored = take_word(input, "stored");
    if !stored && !take_word(input, "virtual") {
        return Err(input.error(kind));
    }
    comma(input)?;
    nothing_left(input)?;
    Ok(GeneratedDecl { expr, stored })
}

/// What stands in the parentheses of `identity(...)`.
pub(in crate::rust) fn identity(input: ParseStream<'_>, span: Span) -> syn::Result<IdentityDecl> {
    let mut decl = IdentityDecl::plain(span);
    while !input.is_empty() {
        let word = input.call(Ident::parse_any)?;
        match word.to_string().as_str() {
            "always" => decl.always = true,
            "by_default" => decl.always = false,
            "cycle" => decl.cycle = true,
            "name" => decl.sequence_name = Some(text(input)?),
            "start" => decl.start = Some(number(input)?),
            "increment" => decl.increment = Some(number(input)?),
            "min" => decl.min = Some(number(input)?),
            "max" => decl.max = Some(number(input)?),
            "cache" => decl.cache = Some(number(input)?),
            _ => {
                let known = "`always`, `by_default`, `start`, `increment`, `min`, `max`, `cache`, `cycle` or `name` is expected here";
                return Err(syn::Error::new(word.span(), known));
            }
        }
        comma(input)?;
    }
    Ok(decl)
}

fn number(input: ParseStream<'_>) -> syn::Result<i64> {
    let minus = after_equals(input)?.parse::<Option<Token![-]>>()?.is_some();
    let literal: LitInt = input.parse()?;
    let sign = if minus { "-" } else { "" };
    let too_large = |_| syn::Error::new(literal.span(), "this is beyond 64 bits");
    format!("{sign}{}", literal.base10_digits()).parse().map_err(too_large)
}
