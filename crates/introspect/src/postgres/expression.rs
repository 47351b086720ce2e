//! Texts of expressions, and of options, as the server prints them.

use std::collections::BTreeMap;

use limbeck_lex::significant;
use limbeck_schema::{Expr, Family};

/// The expression without the parentheses the server puts around it.
pub(super) fn bare(text: &str) -> Expr {
    let mut bare = text.trim();
    while let Some(inside) = enclosed(bare) {
        bare = inside.trim();
    }
    Expr::new(bare)
}

/// What stands inside, if the parenthesis that opens at the start closes at the end.
fn enclosed(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('(')?.strip_suffix(')')?;
    let mut depth = 0_usize;
    for token in significant(Family::Postgres, text) {
        if token.is_operator("(") {
            depth += 1;
        } else if token.is_operator(")") {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return (token.end() == text.len()).then_some(inside);
            }
        }
    }
    None
}

/// `name=value` texts by their names.
pub(super) fn options(texts: Option<&Vec<String>>) -> BTreeMap<String, String> {
    texts
        .into_iter()
        .flatten()
        .map(|text| text.split_once('=').unwrap_or((text, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
