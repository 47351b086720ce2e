//! SQLite's tokens.

use crate::{Token, TokenKind};

pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = next(rest);
        // Never nothing, and never into the middle of a character.
        let length =
            (length.max(1)..=rest.len()).find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
        found.push(Token { kind, text: rest.get(..length).unwrap_or(rest), start });
        start += length;
    }
    found
}

/// The kind and the length in bytes of the first token of a text that is not empty.
fn next(rest: &str) -> (TokenKind, usize) {
    let bytes = rest.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or(0);
    match at(0) {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0c => (TokenKind::Space, run(rest, is_space)),
        // A byte order mark is blank.
        0xef if rest.starts_with('\u{feff}') => (TokenKind::Space, '\u{feff}'.len_utf8()),
        b'-' if at(1) == b'-' => (TokenKind::Comment, rest.find('\n').unwrap_or(rest.len())),
        b'/' if at(1) == b'*' => {
            // SQLite takes one that is never closed as a comment to the end.
            let end = rest.get(2..).and_then(|inner| inner.find("*/")).map_or(rest.len(), |end| end + 4);
            (TokenKind::Comment, end)
        }
        b'\'' => quoted(rest, '\'', TokenKind::String),
        b'"' => quoted(rest, '"', TokenKind::QuotedName),
        b'`' => quoted(rest, '`', TokenKind::QuotedName),
        b'[' => match rest.find(']') {
            Some(end) => (TokenKind::QuotedName, end + 1),
            None => (TokenKind::Unknown, rest.len()),
        },
        b'x' | b'X' if at(1) == b'\'' => {
            let (kind, length) = quoted(rest.get(1..).unwrap_or_default(), '\'', TokenKind::Blob);
            (kind, length + 1)
        }
        b'0'..=b'9' => (TokenKind::Number, number(rest)),
        b'.' if at(1).is_ascii_digit() => (TokenKind::Number, number(rest)),
        b'?' => (TokenKind::Parameter, 1 + run(rest.get(1..).unwrap_or_default(), |c| c.is_ascii_digit())),
        b'$' | b'@' | b':' | b'#' => {
            let length = run(rest.get(1..).unwrap_or_default(), is_word);
            if length > 0 { (TokenKind::Parameter, 1 + length) } else { (TokenKind::Operator, 1) }
        }
        _ if rest.starts_with(is_word) => (TokenKind::Word, run(rest, is_word)),
        _ => (TokenKind::Operator, operator(rest)),
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Every character beyond ASCII may be part of a name.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$') || !c.is_ascii()
}

/// The length of the run of such characters at the start.
fn run(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.find(|c| !of(c)).unwrap_or(text.len())
}

/// From a quote to its match; a doubled one does not end it.
fn quoted(rest: &str, quote: char, kind: TokenKind) -> (TokenKind, usize) {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return (kind, at + c.len_utf8());
        }
    }
    (TokenKind::Unknown, rest.len())
}

/// `12`, `0x1f`, `1.5`, `.5`, `1e-3`, `1_000`; letters stuck to the end stay with it, as in SQLite.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    if bytes.first() == Some(&b'0') && matches!(bytes.get(1), Some(b'x' | b'X')) {
        return run(rest, is_word);
    }
    let digits =
        |from: usize| from + run(rest.get(from..).unwrap_or_default(), |c| c.is_ascii_digit() || c == '_');
    let mut end = digits(0);
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if bytes.get(end + 1 + sign).is_some_and(u8::is_ascii_digit) {
            end = digits(end + 1 + sign);
        }
    }
    end + run(rest.get(end..).unwrap_or_default(), is_word)
}

fn operator(rest: &str) -> usize {
    let long = ["->>", "||", "<<", ">>", "<=", ">=", "<>", "!=", "==", "->"];
    long.iter().find(|operator| rest.starts_with(**operator)).map_or(1, |operator| operator.len())
}
