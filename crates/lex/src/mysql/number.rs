//! Numbers, and the names that begin like one.

use crate::TokenKind;

use super::token::{is_name, name_end, run};

/// The number at the start of `bytes`, or the name: `1a` and `0X41` are names, `0x41` is a blob.
pub(super) fn token(bytes: &[u8]) -> (TokenKind, usize) {
    let name = name_end(bytes);
    let digits = run(bytes, 0, |byte| byte.is_ascii_digit());
    match bytes {
        [b'0', b'x', ..] if name > 2 && run(bytes, 2, |byte| byte.is_ascii_hexdigit()) == name => {
            (TokenKind::Blob, name)
        }
        [b'0', b'b', ..] if name > 2 && run(bytes, 2, |byte| matches!(byte, b'0' | b'1')) == name => {
            (TokenKind::Blob, name)
        }
        [b'.', ..] => fraction(bytes),
        _ if name == digits => (TokenKind::Number, real(bytes, digits)),
        _ => match exponent(bytes, digits) {
            end if end > digits => (TokenKind::Number, end),
            _ => (TokenKind::Word, name),
        },
    }
}

/// `.5`; but in `t.5a` the dot stands between two names.
fn fraction(bytes: &[u8]) -> (TokenKind, usize) {
    let digits = run(bytes, 1, |byte| byte.is_ascii_digit());
    match exponent(bytes, digits) {
        end if bytes.get(end).is_some_and(|byte| is_name(*byte)) => (TokenKind::Operator, 1),
        end => (TokenKind::Number, end),
    }
}

/// The end of what begins with whole digits. In `1..2` the dots are between two numbers.
fn real(bytes: &[u8], digits: usize) -> usize {
    match bytes.get(digits..).unwrap_or_default() {
        [b'.', b'.', ..] => digits,
        [b'.', ..] => exponent(bytes, run(bytes, digits + 1, |byte| byte.is_ascii_digit())),
        _ => digits,
    }
}

/// The end of the exponent at `start`, or `start`.
fn exponent(bytes: &[u8], start: usize) -> usize {
    let end = |from| run(bytes, from, |byte: u8| byte.is_ascii_digit());
    match bytes.get(start..).unwrap_or_default() {
        [b'e' | b'E', b'0'..=b'9', ..] => end(start + 1),
        [b'e' | b'E', b'+' | b'-', b'0'..=b'9', ..] => end(start + 2),
        _ => start,
    }
}
