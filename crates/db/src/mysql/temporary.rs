//! Temporary tables, which live as long as the session.

use std::collections::BTreeSet;

use limbeck_lex::{Token, TokenKind, significant};
use limbeck_schema::Family;

/// Adds the names of those that statements make, as they are written. What procedures make is not seen.
pub(super) fn collect(sql: &str, names: &mut BTreeSet<String>) {
    let word = b"TEMPORARY";
    if !sql.as_bytes().windows(word.len()).any(|window| window.eq_ignore_ascii_case(word)) {
        return;
    }
    let tokens = significant(Family::Mysql, sql);
    for (at, token) in tokens.iter().enumerate() {
        if token.is_word("TEMPORARY")
            && let Some(rest) = tokens.get(at + 1..)
            && rest.first().is_some_and(|token| token.is_word("TABLE"))
            // Not where one is dropped.
            && at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(is_making)
        {
            names.extend(name(rest.get(1..).unwrap_or_default()));
        }
    }
}

/// `CREATE`, or the end of `CREATE OR REPLACE`.
fn is_making(token: &Token<'_>) -> bool {
    token.is_word("CREATE") || token.is_word("REPLACE")
}

fn name(tokens: &[Token<'_>]) -> Option<String> {
    let is_not = |token: &&Token<'_>| ["IF", "NOT", "EXISTS"].iter().any(|word| token.is_word(word));
    let mut rest = tokens.iter().skip_while(is_not);
    let is_name = |token: &&Token<'_>| matches!(token.kind, TokenKind::Word | TokenKind::QuotedName);
    let first = rest.next().filter(is_name)?;
    match (rest.next(), rest.next().filter(is_name)) {
        (Some(dot), Some(second)) if dot.text == "." => Some(format!("{}.{}", first.text, second.text)),
        _ => Some(first.text.to_owned()),
    }
}
