//! The tokens of MySQL and MariaDB.

use crate::TokenKind;

use super::{number, quoted};

/// The kind and the length of the first token of `text`.
pub(super) fn token(text: &str) -> (TokenKind, usize) {
    let bytes = text.as_bytes();
    match bytes {
        [first, ..] if is_space(*first) => (TokenKind::Space, run(bytes, 1, is_space)),
        // A byte order mark is no part of the name behind it: the clients skip one too.
        [0xef, 0xbb, 0xbf, ..] => (TokenKind::Space, 3),
        [b'#', ..] | [b'-', b'-'] => (TokenKind::Comment, line(bytes)),
        // `1--1` is a sum.
        [b'-', b'-', next, ..] if next.is_ascii_control() || *next == b' ' => {
            (TokenKind::Comment, line(bytes))
        }
        [b'/', b'*', ..] => comment(text),
        [b'\'' | b'"' | b'`', ..] => quoted::token(bytes),
        [b'x' | b'X' | b'b' | b'B', b'\'', ..] => quoted::blob(bytes),
        [b'$', ..] => quoted::dollar(text),
        [b'@', ..] => variable(bytes),
        [b'?', ..] => (TokenKind::Parameter, 1),
        [b'0'..=b'9', ..] | [b'.', b'0'..=b'9', ..] => number::token(bytes),
        [first, ..] if is_name(*first) => (TokenKind::Word, name_end(bytes)),
        _ => operator(bytes),
    }
}

/// The end of the bytes from `start` that `belongs` holds for.
pub(super) fn run(bytes: &[u8], start: usize, belongs: impl Fn(u8) -> bool) -> usize {
    bytes.iter().skip(start).position(|byte| !belongs(*byte)).map_or(bytes.len(), |length| start + length)
}

/// Every byte of a character beyond ASCII belongs to names, and digits begin one too.
pub(super) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

/// The end of the name at the start of `bytes`.
pub(super) fn name_end(bytes: &[u8]) -> usize {
    run(bytes, 0, is_name)
}

/// Whether the token opens what is a comment only to other servers or versions: `/*!`, `/*!50100`, `/*M!100301`.
pub(super) fn opens_version(text: &str) -> bool {
    text.starts_with("/*!") || text.starts_with("/*M!")
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn line(bytes: &[u8]) -> usize {
    run(bytes, 0, |byte| byte != b'\n')
}

/// A comment; or the opener of one that versions from some on read as text. One that is never closed is an
/// error, and in `/*/` the second slash closes nothing.
fn comment(text: &str) -> (TokenKind, usize) {
    let mark = match text.as_bytes() {
        [_, _, b'!', ..] => 3,
        [_, _, b'M', b'!', ..] => 4,
        _ => return closed(text),
    };
    let digits = text.bytes().skip(mark).take(6).take_while(u8::is_ascii_digit).count();
    // `/*M!999999\- enable the sandbox mode */`, the first line of MariaDB's dumps, is for its client alone.
    if digits == 6 && text.get(mark + digits..).is_some_and(|behind| behind.starts_with("\\-")) {
        return closed(text);
    }
    // Fewer than five digits are no version but the text.
    (TokenKind::Operator, if digits < 5 { mark } else { mark + digits })
}

fn closed(text: &str) -> (TokenKind, usize) {
    match text.get(2..).and_then(|inside| inside.find("*/")) {
        Some(at) => (TokenKind::Comment, at + 4),
        None => (TokenKind::Unknown, text.len()),
    }
}

/// `@a`, `@a.b`, `@'a b'`, `@@a`; and the host of an account: `@localhost`.
fn variable(bytes: &[u8]) -> (TokenKind, usize) {
    let (start, is_system) = if bytes.starts_with(b"@@") { (2, true) } else { (1, false) };
    if let Some(rest @ [b'\'' | b'"' | b'`', ..]) = bytes.get(start..) {
        return match quoted::token(rest) {
            (TokenKind::Unknown, length) => (TokenKind::Unknown, start + length),
            (_, length) => (TokenKind::Parameter, start + length),
        };
    }
    match run(bytes, start, |byte| is_name(byte) || byte == b'.' && !is_system) {
        end if end > start => (TokenKind::Parameter, end),
        _ => (TokenKind::Operator, start),
    }
}

fn operator(bytes: &[u8]) -> (TokenKind, usize) {
    let length = match bytes {
        // `2*/* a */3` has a comment in it.
        [b'*', b'/', b'*', ..] => 1,
        [b'-', b'>', b'>', ..] | [b'<', b'=', b'>', ..] => 3,
        [b'*', b'/', ..]
        | [b'-', b'>', ..]
        | [b'|', b'|', ..]
        | [b'&', b'&', ..]
        | [b':' | b'!', b'=', ..]
        | [b'<', b'=' | b'>' | b'<', ..]
        | [b'>', b'=' | b'>', ..]
        | [b'.', b'.', ..] => 2,
        [first, ..] if b"()[]{},;:.+-*/%^&|~!=<>".contains(first) => 1,
        _ => return (TokenKind::Unknown, 1),
    };
    (TokenKind::Operator, length)
}

#[cfg(test)]
mod tests;
