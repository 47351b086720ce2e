//! Primary keys, unique constraints, checks and exclusion constraints as attributes spell them.

use std::collections::BTreeMap;

use limbeck_schema::{Conflict, Deferral};
use proc_macro2::Span;
use syn::{Ident, LitInt, LitStr, ext::IdentExt, parse::ParseStream, token};

use super::{
    foreign_key::{deferral, value_word},
    literal::{arguments, comma, is_option, nothing_left, parameters, take_word, text},
};

/// A column: by the field's name, or by its SQL name.
#[derive(Debug, Clone)]
pub(in crate::rust) struct ColumnRef {
    pub(in crate::rust) name: String,
    pub(in crate::rust) span: Span,
}

/// `a`, or `a desc`: a column of a key, and what is said of it there.
#[derive(Debug, Clone)]
pub(in crate::rust) struct KeyColumn {
    pub(in crate::rust) column: ColumnRef,
    pub(in crate::rust) order: Order,
}

/// `desc nulls_last collate("C") ops("text_pattern_ops") length(10)`, in any order.
#[derive(Debug, Clone, Default)]
pub(in crate::rust) struct Order {
    pub(in crate::rust) descending: bool,
    pub(in crate::rust) nulls_first: Option<bool>,
    pub(in crate::rust) collation: Option<CollationDecl>,
    pub(in crate::rust) operator_class: Option<LitStr>,
    pub(in crate::rust) length: Option<u32>,
}

/// `"C"`, or `"app", "german"`: the namespace first.
#[derive(Debug, Clone)]
pub(in crate::rust) struct CollationDecl {
    pub(in crate::rust) namespace: Option<LitStr>,
    pub(in crate::rust) name: LitStr,
}

/// `primary_key(a, b, ...)` and `unique(a, b, ...)`.
pub(in crate::rust) struct KeyDecl {
    pub(in crate::rust) columns: Vec<KeyColumn>,
    pub(in crate::rust) name: Option<LitStr>,
    pub(in crate::rust) deferral: Deferral,
    pub(in crate::rust) on_conflict: Option<Conflict>,
    pub(in crate::rust) without_overlaps: bool,
    pub(in crate::rust) beside: Beside,
    pub(in crate::rust) span: Span,
}

/// What keys and indexes of PostgreSQL's have beside their columns:
/// `include(c), with(fillfactor = 70), nulls_not_distinct`.
#[derive(Default)]
pub(in crate::rust) struct Beside {
    pub(in crate::rust) include: Vec<ColumnRef>,
    pub(in crate::rust) parameters: BTreeMap<String, String>,
    pub(in crate::rust) nulls_not_distinct: bool,
}

impl Beside {
    /// Whether one of these words was next, and was taken.
    pub(super) fn take(&mut self, input: ParseStream<'_>) -> syn::Result<bool> {
        if is_call(input, "include") {
            take_word(input, "include");
            self.include = columns(&arguments(input)?)?;
        } else if is_call(input, "with") {
            take_word(input, "with");
            self.parameters = parameters(&arguments(input)?)?;
        } else if take_word(input, "nulls_not_distinct") {
            self.nulls_not_distinct = true;
        } else {
            return Ok(false);
        }
        Ok(true)
    }
}

impl KeyDecl {
    /// One of which nothing is said.
    pub(in crate::rust) fn plain(span: Span) -> Self {
        Self {
            columns: Vec::new(),
            name: None,
            deferral: Deferral::NotDeferrable,
            on_conflict: None,
            without_overlaps: false,
            beside: Beside::default(),
            span,
        }
    }
}

/// `check("expr", ...)`.
pub(in crate::rust) struct CheckDecl {
    pub(in crate::rust) expr: LitStr,
    pub(in crate::rust) name: Option<LitStr>,
    pub(in crate::rust) no_inherit: bool,
    pub(in crate::rust) not_valid: bool,
}

/// `exclude("USING gist (room WITH =, during WITH &&)", name = "...")`.
pub(in crate::rust) struct ExclusionDecl {
    pub(in crate::rust) definition: LitStr,
    pub(in crate::rust) name: Option<LitStr>,
}

/// `a, "b", c`.
pub(in crate::rust) fn columns(input: ParseStream<'_>) -> syn::Result<Vec<ColumnRef>> {
    let mut columns = Vec::new();
    while !input.is_empty() {
        columns.push(column(input)?);
        comma(input)?;
    }
    Ok(columns)
}

/// What stands in the parentheses of `unique(...)` and `primary_key(...)`.
pub(in crate::rust) fn key(input: ParseStream<'_>, span: Span) -> syn::Result<KeyDecl> {
    let mut decl = KeyDecl::plain(span);
    while !input.is_empty() {
        if is_option(input) {
            option(input, &mut decl)?;
        } else if take_word(input, "deferrable") {
            decl.deferral = Deferral::InitiallyImmediate;
        } else if take_word(input, "without_overlaps") {
            decl.without_overlaps = true;
        } else if !decl.beside.take(input)? {
            decl.columns.push(KeyColumn { column: column(input)?, order: order(input)? });
        }
        comma(input)?;
    }
    Ok(decl)
}

fn option(input: ParseStream<'_>, decl: &mut KeyDecl) -> syn::Result<()> {
    let word = input.call(Ident::parse_any)?;
    match word.to_string().as_str() {
        "name" => decl.name = Some(text(input)?),
        "deferrable" => decl.deferral = deferral(input)?,
        "on_conflict" => decl.on_conflict = Some(conflict(input)?),
        _ => return Err(syn::Error::new(word.span(), format!("`{word}` is not known here"))),
    }
    Ok(())
}

/// `= rollback`, and what else SQLite does with a row that is one too many.
fn conflict(input: ParseStream<'_>) -> syn::Result<Conflict> {
    let word = value_word(input)?;
    match word.name.to_ascii_lowercase().as_str() {
        "rollback" => Ok(Conflict::Rollback),
        "fail" => Ok(Conflict::Fail),
        "ignore" => Ok(Conflict::Ignore),
        "replace" => Ok(Conflict::Replace),
        _ => Err(syn::Error::new(word.span, "`rollback`, `fail`, `ignore` or `replace` is expected here")),
    }
}

/// What stands in the parentheses of `check(...)`.
pub(in crate::rust) fn check(input: ParseStream<'_>) -> syn::Result<CheckDecl> {
    let expr: LitStr = input.parse()?;
    if expr.value().trim().is_empty() {
        return Err(syn::Error::new(expr.span(), "a check needs an expression"));
    }
    let mut decl = CheckDecl { expr, name: None, no_inherit: false, not_valid: false };
    comma(input)?;
    while !input.is_empty() {
        if take_word(input, "no_inherit") {
            decl.no_inherit = true;
        } else if take_word(input, "not_valid") {
            decl.not_valid = true;
        } else {
            decl.name = Some(option_name(input)?);
        }
        comma(input)?;
    }
    Ok(decl)
}

/// What stands in the parentheses of `exclude(...)`.
pub(in crate::rust) fn exclusion(input: ParseStream<'_>) -> syn::Result<ExclusionDecl> {
    let definition: LitStr = input.parse()?;
    if definition.value().trim().is_empty() {
        return Err(syn::Error::new(
            definition.span(),
            "an exclusion constraint needs what excludes\nhelp: write `exclude(\"USING gist (room WITH =, during WITH &&)\")`",
        ));
    }
    comma(input)?;
    let name = if input.is_empty() { None } else { Some(option_name(input)?) };
    comma(input)?;
    nothing_left(input)?;
    Ok(ExclusionDecl { definition, name })
}

/// `name = "..."` and no other option.
pub(super) fn option_name(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let word = input.call(Ident::parse_any)?;
    if word != "name" {
        return Err(syn::Error::new(word.span(), format!("`{word}` is not known here")));
    }
    text(input)
}

/// What stands behind a column of a key or an index.
pub(super) fn order(input: ParseStream<'_>) -> syn::Result<Order> {
    let mut order = Order::default();
    loop {
        if take_word(input, "desc") {
            order.descending = true;
        } else if take_word(input, "asc") {
            order.descending = false;
        } else if take_word(input, "nulls_first") {
            order.nulls_first = Some(true);
        } else if take_word(input, "nulls_last") {
            order.nulls_first = Some(false);
        } else if is_call(input, "collate") {
            take_word(input, "collate");
            order.collation = Some(collation(&arguments(input)?)?);
        } else if is_call(input, "ops") {
            order.operator_class = Some(only(input, "ops")?);
        } else if is_call(input, "length") {
            order.length = Some(only::<LitInt>(input, "length")?.base10_parse()?);
        } else {
            return Ok(order);
        }
    }
}

/// What stands in the parentheses of `collate(...)`.
pub(super) fn collation(input: ParseStream<'_>) -> syn::Result<CollationDecl> {
    let first: LitStr = input.parse()?;
    comma(input)?;
    let second = if input.is_empty() { None } else { Some(input.parse()?) };
    comma(input)?;
    nothing_left(input)?;
    Ok(match second {
        Some(name) => CollationDecl { namespace: Some(first), name },
        None => CollationDecl { namespace: None, name: first },
    })
}

/// Whether `word(` is next.
pub(super) fn is_call(input: ParseStream<'_>, word: &str) -> bool {
    let ahead = input.fork();
    take_word(&ahead, word) && ahead.peek(token::Paren)
}

/// The one value of `word(value)`.
pub(super) fn only<T: syn::parse::Parse>(input: ParseStream<'_>, word: &str) -> syn::Result<T> {
    take_word(input, word);
    let inside = arguments(input)?;
    let value = inside.parse()?;
    nothing_left(&inside)?;
    Ok(value)
}

/// A column by its field or its name.
pub(super) fn column(input: ParseStream<'_>) -> syn::Result<ColumnRef> {
    if input.peek(LitStr) {
        let name: LitStr = input.parse()?;
        return Ok(ColumnRef { name: name.value(), span: name.span() });
    }
    let ident = input.call(Ident::parse_any)?;
    Ok(ColumnRef { name: ident.unraw().to_string(), span: ident.span() })
}
