//! The tokens of PostgreSQL.

use crate::TokenKind;

use super::{number, operator, quoted};

/// The kind and the length of the first token of `text`.
pub(super) fn token(text: &str) -> (TokenKind, usize) {
    let bytes = text.as_bytes();
    match bytes {
        [first, ..] if is_space(*first) => (TokenKind::Space, run(bytes, 1, is_space)),
        // A byte order mark is no part of the name behind it: psql skips one too.
        [0xef, 0xbb, 0xbf, ..] => (TokenKind::Space, 3),
        [b'-', b'-', ..] => (TokenKind::Comment, line(bytes)),
        [b'/', b'*', ..] => block_comment(bytes),
        [b'\\', ..] => meta_command(text),
        [b'\'' | b'"', ..]
        | [b'e' | b'E' | b'b' | b'B' | b'x' | b'X', b'\'', ..]
        | [b'u' | b'U', b'&', b'\'' | b'"', ..] => quoted::token(bytes),
        [b'$', ..] => dollar(text),
        [b'0'..=b'9', ..] | [b'.', b'0'..=b'9', ..] => number::token(bytes),
        [first, ..] if begins_name(*first) => (TokenKind::Word, run(bytes, 1, is_name)),
        _ => operator::token(bytes),
    }
}

/// The end of the bytes from `start` that `belongs` holds for.
pub(super) fn run(bytes: &[u8], start: usize, belongs: impl Fn(u8) -> bool) -> usize {
    bytes.iter().skip(start).position(|byte| !belongs(*byte)).map_or(bytes.len(), |length| start + length)
}

/// A vertical tab is one since 16.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// Every byte of a character beyond ASCII belongs to names.
pub(super) fn begins_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn is_name(byte: u8) -> bool {
    begins_name(byte) || byte.is_ascii_digit() || byte == b'$'
}

/// To the end of the line, without the break.
pub(super) fn line(bytes: &[u8]) -> usize {
    run(bytes, 0, |byte| !matches!(byte, b'\n' | b'\r'))
}

/// One inside another counts; one that is never closed is an error.
fn block_comment(bytes: &[u8]) -> (TokenKind, usize) {
    let (mut at, mut depth) = (2, 1_usize);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        match rest {
            [b'/', b'*', ..] => (at, depth) = (at + 2, depth + 1),
            [b'*', b'/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            return (TokenKind::Comment, at);
        }
    }
    (TokenKind::Unknown, bytes.len())
}

/// What psql does by itself is no SQL. `\restrict` and `\unrestrict`, which pg_dump writes around every
/// dump (since 13.22, 14.19, 15.14, 16.10, 17.6), only forbid psql the others.
fn meta_command(text: &str) -> (TokenKind, usize) {
    let length = line(text.as_bytes());
    let word = text.get(..length).and_then(|line| line.split_ascii_whitespace().next());
    match word {
        Some("\\restrict" | "\\unrestrict") => (TokenKind::Comment, length),
        _ => (TokenKind::Unknown, length),
    }
}

/// `$1`, or a string between tags: `$body$...$body$`.
fn dollar(text: &str) -> (TokenKind, usize) {
    let bytes = text.as_bytes();
    match run(bytes, 1, |byte| byte.is_ascii_digit()) {
        1 => {}
        // `$1a` is one token, and a wrong one.
        end if bytes.get(end).is_some_and(|byte| begins_name(*byte)) => {
            return (TokenKind::Unknown, run(bytes, end, is_name));
        }
        end => return (TokenKind::Parameter, end),
    }
    let Some(tag) = quoted::tag(text) else { return (TokenKind::Unknown, 1) };
    match text.get(tag.len()..).and_then(|inside| inside.find(tag)) {
        Some(length) => (TokenKind::String, length + 2 * tag.len()),
        None => (TokenKind::Unknown, text.len()),
    }
}

/// The end of the name that begins at `start`.
pub(super) fn name_end(bytes: &[u8], start: usize) -> usize {
    run(bytes, start, is_name)
}

#[cfg(test)]
mod tests;
