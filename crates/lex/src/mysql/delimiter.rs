//! The client's `DELIMITER` lines.

use crate::{Token, TokenKind};

/// The delimiter and the length of the line, at the start of a text: `DELIMITER //`. The clients read the
/// word in any case, take what stands in quotes whole, and do not look at what is behind it.
pub(super) fn line(text: &str) -> Option<(&str, usize)> {
    let word = text.get(.."delimiter".len())?;
    let behind = text.get(word.len()..)?;
    if !word.eq_ignore_ascii_case("delimiter") || !behind.starts_with([' ', '\t']) {
        return None;
    }
    let length = text.find('\n').unwrap_or(text.len());
    let rest = text.get(word.len()..length)?.trim();
    let quote = rest.chars().next().filter(|first| matches!(first, '\'' | '"' | '`'));
    let delimiter = match quote {
        Some(quote) => rest.get(1..)?.split(quote).next()?,
        None => rest.split_whitespace().next()?,
    };
    (!delimiter.is_empty()).then_some((delimiter, length))
}

/// Where in a token the delimiter begins. It may be in the middle of one: `END$$`.
pub(super) fn find(script: &str, token: &Token<'_>, delimiter: &str) -> Option<usize> {
    let begins = |at: &usize| script.get(*at..).is_some_and(|rest| rest.starts_with(delimiter));
    match token.kind {
        TokenKind::Space | TokenKind::Comment | TokenKind::QuotedName | TokenKind::Blob => None,
        // `$$` would open a string that runs to the next delimiter.
        TokenKind::String => Some(token.start).filter(|at| token.text.starts_with('$') && begins(at)),
        _ => (token.start..token.end()).find(begins),
    }
}
