//! Values of attributes.

use std::collections::BTreeMap;

use proc_macro2::Span;
use syn::{
    Ident, Lit, LitStr, Path, Token,
    ext::IdentExt,
    meta::ParseNestedMeta,
    parenthesized,
    parse::{ParseBuffer, ParseStream},
};

/// `= "text"`, which may not be empty.
pub(super) fn text(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let text: LitStr = after_equals(input)?.parse()?;
    if text.value().is_empty() {
        return Err(syn::Error::new(text.span(), "this cannot be empty"));
    }
    Ok(text)
}

/// Takes the `=`.
pub(super) fn after_equals(input: ParseStream<'_>) -> syn::Result<ParseStream<'_>> {
    input.parse::<Token![=]>()?;
    Ok(input)
}

/// What stands in parentheses.
pub(super) fn arguments<'a>(input: ParseStream<'a>) -> syn::Result<ParseBuffer<'a>> {
    let inside;
    parenthesized!(inside in input);
    Ok(inside)
}

/// The comma between two arguments; none is needed after the last.
pub(super) fn comma(input: ParseStream<'_>) -> syn::Result<()> {
    if input.is_empty() { Ok(()) } else { input.parse::<Token![,]>().map(drop) }
}

/// Takes the word if it is next.
pub(super) fn take_word(input: ParseStream<'_>, word: &str) -> bool {
    let ahead = input.fork();
    let next = ahead.call(Ident::parse_any).is_ok_and(|ident| ident == word);
    next && input.call(Ident::parse_any).is_ok()
}

/// Whether `word =` is next: an option, not a column of that name.
pub(super) fn is_option(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    ahead.call(Ident::parse_any).is_ok() && ahead.peek(Token![=])
}

/// What a column has where nothing is said.
pub(in crate::rust) enum DefaultDecl {
    /// An SQL expression.
    Sql(String),
    /// A variant of an enum.
    Variant(Path),
}

/// `= Level::Low`, or a value.
pub(super) fn default(input: ParseStream<'_>) -> syn::Result<DefaultDecl> {
    let input = after_equals(input)?;
    let ahead = input.fork().call(Path::parse_mod_style);
    if ahead.is_ok_and(|path| path.segments.len() > 1) {
        return input.call(Path::parse_mod_style).map(DefaultDecl::Variant);
    }
    value(input).map(DefaultDecl::Sql)
}

/// `0`, `-1.5`, `true`, `"text"`, or `sql("expression")`, as an SQL expression.
pub(super) fn value(input: ParseStream<'_>) -> syn::Result<String> {
    if take_word(input, "sql") {
        let inside = arguments(input)?;
        let text: LitStr = inside.parse()?;
        nothing_left(&inside)?;
        return Ok(text.value());
    }
    let minus = input.parse::<Option<Token![-]>>()?.is_some();
    let sign = if minus { "-" } else { "" };
    let literal: Lit = input.parse().map_err(|error| {
        syn::Error::new(
            error.span(),
            "a default is a literal, a variant of an enum or an expression of the database\nhelp: write `default = 0`, `default = \"new\"`, `default = State::New` or `default = sql(\"CURRENT_TIMESTAMP\")`",
        )
    })?;
    match &literal {
        Lit::Int(number) => Ok(format!("{sign}{}", number.base10_digits())),
        Lit::Float(number) => Ok(format!("{sign}{}", number.base10_digits())),
        _ if minus => Err(syn::Error::new(literal.span(), "only a number can be negative")),
        Lit::Bool(value) => Ok(if value.value { "TRUE" } else { "FALSE" }.to_owned()),
        Lit::Str(value) => string(&value.value(), value.span()),
        Lit::Char(value) => string(&value.value().to_string(), value.span()),
        _ => Err(syn::Error::new(literal.span(), "a default is a number, a string, `true` or `false`")),
    }
}

/// `fillfactor = 70, autosummarize = true, "toast.autovacuum_enabled" = false`, with the values as they are
/// written in SQL.
pub(super) fn parameters(input: ParseStream<'_>) -> syn::Result<BTreeMap<String, String>> {
    let mut parameters = BTreeMap::new();
    while !input.is_empty() {
        let (name, span) = if input.peek(LitStr) {
            let name: LitStr = input.parse()?;
            (name.value(), name.span())
        } else {
            let name = input.call(Ident::parse_any)?;
            (name.unraw().to_string(), name.span())
        };
        let value = parameter(after_equals(input)?)?;
        if parameters.insert(name, value).is_some() {
            return Err(syn::Error::new(span, "this is said twice"));
        }
        comma(input)?;
    }
    Ok(parameters)
}

fn parameter(input: ParseStream<'_>) -> syn::Result<String> {
    let minus = input.parse::<Option<Token![-]>>()?.is_some();
    let sign = if minus { "-" } else { "" };
    match input.parse()? {
        Lit::Int(number) => Ok(format!("{sign}{}", number.base10_digits())),
        Lit::Float(number) => Ok(format!("{sign}{}", number.base10_digits())),
        Lit::Str(text) if !minus => Ok(text.value()),
        Lit::Bool(value) if !minus => Ok(value.value.to_string()),
        other => Err(syn::Error::new(other.span(), "a number, a string, `true` or `false` is expected here")),
    }
}

/// Refuses what stands after the last argument that is known.
pub(super) fn nothing_left(input: ParseStream<'_>) -> syn::Result<()> {
    if input.is_empty() { Ok(()) } else { Err(input.error("nothing more is expected here")) }
}

/// Keeps one value, refuses a second.
pub(super) fn once<T>(slot: &mut Option<T>, value: T, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    if slot.is_some() {
        return Err(meta.error("this is said twice"));
    }
    *slot = Some(value);
    Ok(())
}

fn string(value: &str, span: Span) -> syn::Result<String> {
    if value.contains('\0') {
        return Err(syn::Error::new(span, "no database keeps a NUL character in a text literal"));
    }
    Ok(format!("'{}'", value.replace('\'', "''")))
}
