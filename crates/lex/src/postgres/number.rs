//! Numbers.

use crate::TokenKind;

use super::token::{begins_name, name_end};

/// The number at the start of `bytes`. Underscores and other bases are read since 16.
pub(super) fn token(bytes: &[u8]) -> (TokenKind, usize) {
    let end = match bytes {
        [b'0', b'x' | b'X', ..] => based(bytes, |byte| byte.is_ascii_hexdigit()),
        [b'0', b'o' | b'O', ..] => based(bytes, |byte| matches!(byte, b'0'..=b'7')),
        [b'0', b'b' | b'B', ..] => based(bytes, |byte| matches!(byte, b'0' | b'1')),
        _ => None,
    };
    let end = end.unwrap_or_else(|| decimal(bytes));
    // `12abc` is one token, and a wrong one (since 15).
    match bytes.get(end) {
        Some(byte) if begins_name(*byte) => (TokenKind::Unknown, name_end(bytes, end)),
        _ => (TokenKind::Number, end),
    }
}

fn based(bytes: &[u8], is_digit: impl Fn(u8) -> bool + Copy) -> Option<usize> {
    let end = digits(bytes, 2, is_digit, true);
    (end > 2).then_some(end)
}

fn decimal(bytes: &[u8]) -> usize {
    let run = |start| digits(bytes, start, |byte| byte.is_ascii_digit(), false);
    let mut end = run(0);
    // In `1..2` the dots are between two numbers.
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1) != Some(&b'.') {
        end = run(end + 1);
    }
    match bytes.get(end..).unwrap_or_default() {
        [b'e' | b'E', b'0'..=b'9', ..] => run(end + 1),
        [b'e' | b'E', b'+' | b'-', b'0'..=b'9', ..] => run(end + 2),
        _ => end,
    }
}

/// Digits from `start`, with single underscores between them, and before them where `led` says so.
fn digits(bytes: &[u8], start: usize, is_digit: impl Fn(u8) -> bool, led: bool) -> usize {
    let mut end = start;
    loop {
        end = match bytes.get(end..).unwrap_or_default() {
            [digit, ..] if is_digit(*digit) => end + 1,
            [b'_', digit, ..] if is_digit(*digit) && (led || end > start) => end + 2,
            _ => return end,
        };
    }
}
