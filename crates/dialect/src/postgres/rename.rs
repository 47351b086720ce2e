//! Expressions in other names.

use limbeck_lex::{Token, TokenKind, folded_name, tokens};
use limbeck_schema::Family;

use super::{keywords, names, types};
use crate::rules::RenamedNames;

/// The expression with every column, and the table in front of one, under its new name.
pub(super) fn in_expr(text: &str, renamed: &RenamedNames<'_>) -> String {
    let tokens = tokens(Family::Postgres, text);
    let significant: Vec<Token<'_>> = tokens.iter().filter(|token| !token.is_blank()).copied().collect();
    let mut new_names =
        (0..significant.len()).map(|at| new_name(&significant, at, renamed)).collect::<Vec<_>>();
    forget_types(&significant, &mut new_names);
    let mut new_names = new_names.into_iter();
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
    let name = folded_name(Family::Postgres, token)?;
    if token.kind == TokenKind::Word && keywords::is_reserved(&name) {
        return None;
    }
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let is_before = |back: usize, word: &str| before(back).is_some_and(|token| token.is_word(word));
    let is_name = |token: &Token<'_>| matches!(token.kind, TokenKind::Word | TokenKind::QuotedName);
    // `(row).field` is no column, `at time zone` no three.
    let is_other = (before(1).is_some_and(|token| token.text == ".") && !before(2).is_some_and(is_name))
        || is_before(1, "collate")
        || (token.is_word("time") && is_before(1, "at"))
        || (token.is_word("zone") && is_before(1, "time") && is_before(2, "at"))
        || (is_before(2, "extract") && before(1).is_some_and(|token| token.text == "("));
    let next = tokens.get(at + 1);
    if is_other
        || next.is_some_and(|next| next.kind == TokenKind::String || matches!(next.text, "(" | "=>" | ":="))
    {
        return None;
    }
    match (next.map(|next| next.text), renamed.table) {
        (Some("."), Some((old, new))) if old.key() == name => Some(new.as_str().to_owned()),
        (Some("."), _) => None,
        _ => renamed.columns.get(name.as_str()).map(|new| new.as_str().to_owned()),
    }
}

/// What stands behind `::`, or behind the AS of a CAST, is a type.
fn forget_types(tokens: &[Token<'_>], new_names: &mut [Option<String>]) {
    for (at, token) in tokens.iter().enumerate() {
        if token.is_operator("::") || token.is_word("as") {
            let behind = tokens.get(at + 1..).unwrap_or_default();
            new_names.iter_mut().skip(at + 1).take(types::length(behind)).for_each(|name| *name = None);
        }
    }
}
