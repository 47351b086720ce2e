//! Expressions in other names.

use limbeck_lex::{Token, TokenKind, name_of, tokens};
use limbeck_schema::Family;

use super::{keywords, names};
use crate::rules::RenamedNames;

/// The expression with every column, and the table in front of one, under its new name.
pub(super) fn in_expr(text: &str, renamed: &RenamedNames<'_>) -> String {
    let tokens = tokens(Family::Mysql, text);
    let significant: Vec<Token<'_>> = tokens.iter().filter(|token| !token.is_blank()).copied().collect();
    let mut new_names = (0..significant.len()).map(|at| new_name(&significant, at, renamed));
    let mut out = String::new();
    for token in &tokens {
        match if token.is_blank() { None } else { new_names.next().flatten() } {
            Some(new) => out.push_str(&names::quoted(&new)),
            None => out.push_str(token.text),
        }
    }
    out
}

fn new_name(tokens: &[Token<'_>], at: usize, renamed: &RenamedNames<'_>) -> Option<String> {
    let token = tokens.get(at)?;
    let name = name_of(token)?;
    let next = tokens.get(at + 1);
    if token.kind == TokenKind::Word && is_no_name(tokens, at, &name) {
        return None;
    }
    let is_before =
        |word: &str| at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|t| t.is_word(word));
    // The server prints names of columns in quotes, and functions, collations and character sets without.
    if is_before("collate") || (next.is_some_and(|next| next.text == "(") && token.kind == TokenKind::Word) {
        return None;
    }
    match (next.map(|next| next.text), renamed.table) {
        (Some("."), Some((old, new))) if old.as_str() == name || old.key() == names::key(&name) => {
            Some(new.as_str().to_owned())
        }
        (Some("."), _) => None,
        _ => renamed.columns.get(names::key(&name).as_str()).map(|new| new.as_str().to_owned()),
    }
}

/// A bare word that is a keyword, a unit (`interval 1 day`), a type (`as date`), or in front of a constant:
/// `_utf8mb4'a'`, `date '2020-01-01'`.
fn is_no_name(tokens: &[Token<'_>], at: usize, name: &str) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let is_before = |back: usize, word: &str| before(back).is_some_and(|token| token.is_word(word));
    let next = tokens.get(at + 1);
    keywords::is_reserved(&name.to_ascii_lowercase())
        || next.is_some_and(|next| matches!(next.kind, TokenKind::String | TokenKind::Blob))
        || is_before(1, "as")
        || is_before(1, "using")
        || is_before(2, "interval")
        || (is_before(2, "extract") && before(1).is_some_and(|token| token.text == "("))
        || (is_before(2, "timestampdiff") || is_before(2, "timestampadd"))
}
