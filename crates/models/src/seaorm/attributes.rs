//! What `#[sea_orm(...)]` says.

use proc_macro2::Span;
use syn::{Attribute, Expr, Lit, LitStr, Meta, Token, punctuated::Punctuated, spanned::Spanned};

use crate::attributes::metas;

/// All that the `sea_orm` attributes of one item say, in order.
pub(super) struct Said(Vec<Meta>);

impl Said {
    /// Reads them; what cannot be read is a problem, and the rest is kept.
    pub(super) fn read(attributes: &[Attribute], problems: &mut Vec<syn::Error>) -> Self {
        let mut said = Vec::new();
        for meta in metas(attributes).iter().filter(|meta| meta.path().is_ident("sea_orm")) {
            match meta
                .require_list()
                .and_then(|list| list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated))
            {
                Ok(inside) => said.extend(inside),
                Err(problem) => {
                    let message =
                        format!("{problem}\nhelp: nothing of this attribute can be read before it is mended");
                    problems.push(syn::Error::new(problem.span(), message));
                }
            }
        }
        Self(said)
    }

    /// Whether the word is there, with a value or without.
    pub(super) fn has(&self, word: &str) -> bool {
        self.last(word).is_some()
    }

    /// The value of the word where it stands last: SeaORM takes that one.
    pub(super) fn value(&self, word: &str) -> Option<&Expr> {
        match self.last(word)? {
            Meta::NameValue(pair) => Some(&pair.value),
            _ => None,
        }
    }

    /// The text that the word has as its value.
    pub(super) fn text(&self, word: &str, problems: &mut Vec<syn::Error>) -> Option<LitStr> {
        let meta = self.last(word)?;
        match self.value(word) {
            Some(Expr::Lit(literal)) if let Lit::Str(text) = &literal.lit => Some(text.clone()),
            _ => {
                let message = format!("`{word}` takes a text\nhelp: write `{word} = \"...\"`");
                problems.push(syn::Error::new(meta.span(), message));
                None
            }
        }
    }

    /// The expression that stands in the text that the word has as its value.
    pub(super) fn text_expr(&self, word: &str, problems: &mut Vec<syn::Error>) -> Option<Expr> {
        self.text(word, problems)?.parse().map_err(|problem| problems.push(problem)).ok()
    }

    /// Words that are none of `known`.
    pub(super) fn beyond<'a>(&'a self, known: &'a [&str]) -> impl Iterator<Item = (String, Span)> + 'a {
        self.0.iter().filter_map(|meta| {
            let word =
                meta.path().get_ident().map(ToString::to_string).unwrap_or_else(|| "a path".to_owned());
            (!known.contains(&word.as_str())).then(|| (word, meta.span()))
        })
    }

    fn last(&self, word: &str) -> Option<&Meta> {
        self.0.iter().rev().find(|meta| meta.path().is_ident(word))
    }
}

/// Whether one of the derives has that name, by whatever path.
pub(super) fn derives(attributes: &[Attribute], name: &str) -> bool {
    metas(attributes).iter().filter(|meta| meta.path().is_ident("derive")).any(|derive| {
        let Ok(list) = derive.require_list() else { return false };
        list.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated)
            .is_ok_and(|paths| paths.iter().any(|path| is_last(path, name)))
    })
}

/// Whether the path ends in that name.
pub(super) fn is_last(path: &syn::Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}
