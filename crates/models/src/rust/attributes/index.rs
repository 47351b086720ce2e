//! Indexes as attributes spell them.

use proc_macro2::Span;
use syn::{Ident, LitStr, ext::IdentExt, parse::ParseStream};

use super::{
    key::{Beside, ColumnRef, Order, column, is_call, only, order},
    literal::{comma, is_option, take_word, text},
};

/// `index(a, b desc, expr("lower(c)"), name = "...", unique, where = "...", method = "gin", ...)`.
pub(in crate::rust) struct IndexDecl {
    /// What is said of the field's own column, at a field.
    pub(in crate::rust) own: Order,
    pub(in crate::rust) terms: Vec<Term>,
    pub(in crate::rust) name: Option<LitStr>,
    pub(in crate::rust) unique: bool,
    pub(in crate::rust) predicate: Option<LitStr>,
    pub(in crate::rust) method: Option<LitStr>,
    pub(in crate::rust) beside: Beside,
    pub(in crate::rust) tablespace: Option<LitStr>,
    pub(in crate::rust) span: Span,
}

impl IndexDecl {
    /// One of which nothing is said.
    pub(in crate::rust) fn plain(span: Span) -> Self {
        Self {
            own: Order::default(),
            terms: Vec::new(),
            name: None,
            unique: false,
            predicate: None,
            method: None,
            beside: Beside::default(),
            tablespace: None,
            span,
        }
    }
}

/// One term of an index.
pub(in crate::rust) struct Term {
    pub(in crate::rust) what: What,
    pub(in crate::rust) order: Order,
}

/// What a term is.
pub(in crate::rust) enum What {
    Column(ColumnRef),
    Expr(LitStr),
}

/// What stands in the parentheses of `index(...)` on a field: words of order in front are of its own column.
pub(in crate::rust) fn of_field(input: ParseStream<'_>, span: Span) -> syn::Result<IndexDecl> {
    let start = input.cursor();
    let own = order(input)?;
    if input.cursor() != start {
        comma(input)?;
    }
    Ok(IndexDecl { own, ..index(input, span)? })
}

/// What stands in the parentheses of `index(...)`.
pub(in crate::rust) fn index(input: ParseStream<'_>, span: Span) -> syn::Result<IndexDecl> {
    let mut decl = IndexDecl::plain(span);
    while !input.is_empty() {
        if is_option(input) {
            option(input, &mut decl)?;
        } else if take_word(input, "unique") {
            decl.unique = true;
        } else if !decl.beside.take(input)? {
            decl.terms.push(term(input)?);
        }
        comma(input)?;
    }
    Ok(decl)
}

fn option(input: ParseStream<'_>, decl: &mut IndexDecl) -> syn::Result<()> {
    let word = input.call(Ident::parse_any)?;
    match word.to_string().as_str() {
        "name" => decl.name = Some(text(input)?),
        "where" => decl.predicate = Some(text(input)?),
        "method" => decl.method = Some(text(input)?),
        "tablespace" => decl.tablespace = Some(text(input)?),
        _ => return Err(syn::Error::new(word.span(), format!("`{word}` is not known here"))),
    }
    Ok(())
}

fn term(input: ParseStream<'_>) -> syn::Result<Term> {
    let what =
        if is_call(input, "expr") { What::Expr(only(input, "expr")?) } else { What::Column(column(input)?) };
    Ok(Term { what, order: order(input)? })
}
