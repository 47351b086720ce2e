//! Where strings and quoted names end.

use crate::TokenKind;

use super::token::{begins_name, is_space, line, run};

/// A string, a name or bits that begin with a quote or with a letter and a quote.
pub(super) fn token(bytes: &[u8]) -> (TokenKind, usize) {
    let (kind, start, quote, escapes) = match bytes {
        [b'"', ..] => (TokenKind::QuotedName, 1, b'"', false),
        [b'u' | b'U', b'&', quote @ b'"', ..] => (TokenKind::QuotedName, 3, *quote, false),
        [b'u' | b'U', b'&', quote, ..] => (TokenKind::String, 3, *quote, false),
        [b'e' | b'E', quote, ..] => (TokenKind::String, 2, *quote, true),
        [b'b' | b'B' | b'x' | b'X', quote, ..] => (TokenKind::Blob, 2, *quote, false),
        _ => (TokenKind::String, 1, b'\'', false),
    };
    let Some(mut end) = close(bytes, start, quote, escapes) else {
        return (TokenKind::Unknown, bytes.len());
    };
    while quote == b'\''
        && let Some(more) = continued(bytes, end)
    {
        match close(bytes, more, quote, escapes) {
            Some(closed) => end = closed,
            None => return (TokenKind::Unknown, bytes.len()),
        }
    }
    if matches!(bytes, [b'u' | b'U', ..]) {
        end = uescape(bytes, end).unwrap_or(end);
    }
    (kind, end)
}

/// What is open where a token that takes the rest of the text is no token.
pub(super) fn open(text: &str) -> Option<&'static str> {
    let bytes = text.as_bytes();
    match bytes {
        [b'/', b'*', ..] => Some("comment"),
        [b'"', ..] | [b'u' | b'U', b'&', b'"', ..] => Some("quoted name"),
        [b'\'', ..] | [b'e' | b'E', b'\'', ..] | [b'u' | b'U', b'&', b'\'', ..] => Some("string"),
        [b'b' | b'B' | b'x' | b'X', b'\'', ..] => Some("bit string"),
        [b'$', ..] => tag(text).map(|_| "dollar-quoted string"),
        _ => None,
    }
}

/// The `$tag$` at the start of the text.
pub(super) fn tag(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let end = match bytes.get(1) {
        Some(byte) if begins_name(*byte) => run(bytes, 2, |byte| begins_name(byte) || byte.is_ascii_digit()),
        _ => 1,
    };
    if bytes.first() == Some(&b'$') && bytes.get(end) == Some(&b'$') { text.get(..=end) } else { None }
}

/// Behind the quote that closes what begins at `start`.
fn close(bytes: &[u8], start: usize, quote: u8, escapes: bool) -> Option<usize> {
    let mut at = start;
    loop {
        at = run(bytes, at, |byte| byte != quote && !(escapes && byte == b'\\'));
        match bytes.get(at..).unwrap_or_default() {
            [] => return None,
            [b'\\', ..] => at += 2,
            [_, next, ..] if *next == quote => at += 2,
            _ => return Some(at + 1),
        }
    }
}

/// Behind the quote by which a string goes on: there is a line break between the two quotes, and
/// nothing but blanks and `--` comments beside it.
pub(super) fn continued(bytes: &[u8], end: usize) -> Option<usize> {
    let (next, broken) = blanks(bytes, end);
    (broken && bytes.get(next) == Some(&b'\'')).then_some(next + 1)
}

/// The end of the blanks and line comments at `start`, and whether a line break is among them.
fn blanks(bytes: &[u8], start: usize) -> (usize, bool) {
    let (mut at, mut broken) = (start, false);
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        match rest {
            [byte, ..] if is_space(*byte) => {
                broken |= matches!(byte, b'\n' | b'\r');
                at += 1;
            }
            [b'-', b'-', ..] => at += line(rest),
            _ => return (at, broken),
        }
    }
}

/// `UESCAPE '!'` behind a string or a name with Unicode escapes says how those begin; the clause is taken
/// as part of the token.
fn uescape(bytes: &[u8], end: usize) -> Option<usize> {
    let (word, _) = blanks(bytes, end);
    let (quote, _) = blanks(bytes, word + 7);
    let is_word = bytes.get(word..word + 7)?.eq_ignore_ascii_case(b"uescape");
    match bytes.get(quote..)? {
        [b'\'', _, b'\'', ..] if is_word => Some(quote + 3),
        _ => None,
    }
}
