//! Operators and punctuation.

use crate::TokenKind;

use super::token::run;

/// The operator at the start of `bytes`, or one stray character.
pub(super) fn token(bytes: &[u8]) -> (TokenKind, usize) {
    let length = match bytes {
        [b':', b':' | b'=', ..] | [b'.', b'.', ..] => 2,
        [b',' | b'(' | b')' | b'[' | b']' | b'.' | b';' | b':', ..] => 1,
        [first, ..] if is_operator(*first) => operator(bytes),
        _ => return (TokenKind::Unknown, 1),
    };
    (TokenKind::Operator, length)
}

fn is_operator(byte: u8) -> bool {
    b"~!@#^&|`?+-*/%<>=".contains(&byte)
}

/// As long as can be, but not into a comment; and it ends in a sign only where it holds a character
/// that no operator of SQL has, so that `a=-1` is read as it is meant.
fn operator(bytes: &[u8]) -> usize {
    let run = run(bytes, 0, is_operator);
    let whole = bytes.get(..run).unwrap_or_default();
    let comment = whole.windows(2).position(|two| two == b"/*" || two == b"--");
    let mut length = comment.unwrap_or(run);
    let is_sign = |at: usize| matches!(whole.get(at), Some(b'+' | b'-'));
    let is_own = |byte: &u8| b"~!@#^&|`?%".contains(byte);
    if length > 1 && is_sign(length - 1) && !whole.iter().take(length - 1).any(is_own) {
        while length > 1 && is_sign(length - 1) {
            length -= 1;
        }
    }
    length
}
