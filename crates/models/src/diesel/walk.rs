//! Where `table!` and `view!` stand in a file.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{Item, spanned::Spanned};

use super::table::MacroKind;
use crate::attributes::{conditional, only_in_tests};

/// A declaration that was met.
pub(super) enum Found {
    /// `table! { ... }`, `diesel::table! { ... }`, `view! { ... }`.
    Declared {
        kind: MacroKind,
        tokens: TokenStream,
        /// Whether it or a module around it stands under `#[cfg]`.
        conditional: bool,
        /// The macro's path.
        span: Span,
    },
    /// A `table!` that another macro would write.
    Hidden { inside: String, span: Span },
}

/// All of them, in the order of the file, in whatever inline module; those of test builds left out.
/// What stands in the body of a function is that function's own. The items are taken apart: copies of the tokens
/// of a large schema would take longer than reading them.
pub(super) fn macros(items: Vec<Item>) -> Vec<Found> {
    let mut found = Vec::new();
    walk(items, false, &mut found);
    found
}

fn walk(items: Vec<Item>, under_cfg: bool, found: &mut Vec<Found>) {
    for item in items {
        match item {
            Item::Mod(module) if !only_in_tests(&module.attrs) => {
                let under_cfg = under_cfg || conditional(&module.attrs);
                if let Some((_, items)) = module.content {
                    walk(items, under_cfg, found);
                }
            }
            Item::Macro(item) if !only_in_tests(&item.attrs) => {
                let under_cfg = under_cfg || conditional(&item.attrs);
                found.extend(look(item.mac, under_cfg));
            }
            _ => {}
        }
    }
}

fn look(mac: syn::Macro, conditional: bool) -> Option<Found> {
    let last = mac.path.segments.last()?.ident.to_string();
    match MacroKind::named(&last) {
        Some(kind) => {
            let span = mac.path.span();
            Some(Found::Declared { kind, tokens: mac.tokens, conditional, span })
        }
        None => hidden(&mac.tokens).map(|span| Found::Hidden { inside: last, span }),
    }
}

/// The first `table !` among the tokens, however deep.
fn hidden(tokens: &TokenStream) -> Option<Span> {
    let mut word = None;
    for token in tokens.clone() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '!' && word.is_some() => return word,
            TokenTree::Group(group) => {
                if let Some(span) = hidden(&group.stream()) {
                    return Some(span);
                }
            }
            _ => {}
        }
        word = match token {
            TokenTree::Ident(ident) if ident == "table" => Some(ident.span()),
            _ => None,
        };
    }
    None
}
