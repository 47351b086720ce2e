//! The tokens of SQLite.

use crate::TokenKind;

/// The kind and the length of the first token of `text`.
pub(super) fn token(text: &str) -> (TokenKind, usize) {
    let bytes = text.as_bytes();
    match bytes {
        // Nothing else ends a run of blanks, but a vertical tab cannot begin one.
        [b' ' | b'\t' | b'\n' | b'\r' | 0x0c, ..] => (TokenKind::Space, run(bytes, 1, is_space)),
        // A byte order mark counts as a blank wherever a token may start.
        [0xef, 0xbb, 0xbf, ..] => (TokenKind::Space, 3),
        [b'-', b'-', ..] => (TokenKind::Comment, run(bytes, 2, |byte| byte != b'\n')),
        // `/*` as the very last two characters is two operators.
        [b'/', b'*', _, ..] => (TokenKind::Comment, block_comment(text)),
        [quote @ (b'\'' | b'"' | b'`'), ..] => quoted(bytes, *quote),
        [b'[', ..] => bracketed(bytes),
        [b'x' | b'X', b'\'', ..] => blob(bytes),
        [b'0'..=b'9', ..] | [b'.', b'0'..=b'9', ..] => number(bytes),
        [b'?', ..] => (TokenKind::Parameter, run(bytes, 1, |byte| byte.is_ascii_digit())),
        [b'$' | b'@' | b':' | b'#', ..] => parameter(bytes),
        [first, ..] if is_name(*first) => (TokenKind::Word, run(bytes, 1, is_name)),
        _ => operator(bytes),
    }
}

/// What is open where a token that takes the rest of the text is no token.
pub(super) fn open(text: &str) -> Option<&'static str> {
    match text.as_bytes() {
        [b'\'', ..] => Some("string"),
        [b'"' | b'`' | b'[', ..] => Some("quoted name"),
        // A blob with odd digits is closed and still no blob.
        [b'x' | b'X', b'\'', inside @ ..] => (!inside.ends_with(b"'")).then_some("blob"),
        _ => None,
    }
}

/// The end of the bytes from `start` that `belongs` holds for.
fn run(bytes: &[u8], start: usize, belongs: impl Fn(u8) -> bool) -> usize {
    bytes.iter().skip(start).position(|byte| !belongs(*byte)).map_or(bytes.len(), |length| start + length)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// Every byte of a character beyond ASCII belongs to names. A digit or `$` does, but cannot begin one:
/// those are numbers and parameters.
fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

/// Not nested; one that is never closed runs to the end of the text, and SQLite is content with it.
/// In `/*/` the second slash closes nothing.
fn block_comment(text: &str) -> usize {
    text.get(2..).and_then(|inside| inside.find("*/")).map_or(text.len(), |at| at + 4)
}

fn quoted(bytes: &[u8], quote: u8) -> (TokenKind, usize) {
    let kind = if quote == b'\'' { TokenKind::String } else { TokenKind::QuotedName };
    let mut at = 1;
    loop {
        at = run(bytes, at, |byte| byte != quote);
        match (bytes.get(at), bytes.get(at + 1)) {
            (None, _) => return (TokenKind::Unknown, bytes.len()),
            (Some(_), Some(next)) if *next == quote => at += 2,
            _ => return (kind, at + 1),
        }
    }
}

fn bracketed(bytes: &[u8]) -> (TokenKind, usize) {
    match run(bytes, 1, |byte| byte != b']') {
        end if end < bytes.len() => (TokenKind::QuotedName, end + 1),
        end => (TokenKind::Unknown, end),
    }
}

fn blob(bytes: &[u8]) -> (TokenKind, usize) {
    let digits = run(bytes, 2, |byte| byte.is_ascii_hexdigit());
    if bytes.get(digits) == Some(&b'\'') && digits.is_multiple_of(2) {
        return (TokenKind::Blob, digits + 1);
    }
    let end = run(bytes, digits, |byte| byte != b'\'');
    (TokenKind::Unknown, (end + 1).min(bytes.len()))
}

fn number(bytes: &[u8]) -> (TokenKind, usize) {
    let end = match bytes {
        [b'0', b'x' | b'X', digit, ..] if digit.is_ascii_hexdigit() => {
            run(bytes, 3, |byte| byte.is_ascii_hexdigit() || byte == b'_')
        }
        _ => decimal(bytes),
    };
    // `12abc` is one token to SQLite, and a wrong one.
    match run(bytes, end, is_name) {
        behind if behind > end => (TokenKind::Unknown, behind),
        _ => (TokenKind::Number, end),
    }
}

fn decimal(bytes: &[u8]) -> usize {
    let digits = |start| run(bytes, start, |byte| byte.is_ascii_digit() || byte == b'_');
    let mut end = digits(0);
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1);
    }
    match bytes.get(end..).unwrap_or_default() {
        [b'e' | b'E', b'0'..=b'9', ..] => digits(end + 2),
        [b'e' | b'E', b'+' | b'-', b'0'..=b'9', ..] => digits(end + 3),
        _ => end,
    }
}

/// `$name`, and Tcl's `$space::name(index)`.
fn parameter(bytes: &[u8]) -> (TokenKind, usize) {
    let mut end = 1;
    let mut named = false;
    loop {
        match bytes.get(end..).unwrap_or_default() {
            [byte, ..] if is_name(*byte) => (named, end) = (true, end + 1),
            [b':', b':', ..] => end += 2,
            [b'(', ..] if named => {
                let close = run(bytes, end + 1, |byte| byte != b')' && !is_space(byte));
                return match bytes.get(close) {
                    Some(b')') => (TokenKind::Parameter, close + 1),
                    _ => (TokenKind::Unknown, close),
                };
            }
            _ if named => return (TokenKind::Parameter, end),
            _ => return (TokenKind::Unknown, end),
        }
    }
}

fn operator(bytes: &[u8]) -> (TokenKind, usize) {
    let length = match bytes {
        [b'-', b'>', b'>', ..] => 3,
        [b'-', b'>', ..]
        | [b'|', b'|', ..]
        | [b'=', b'=', ..]
        | [b'!', b'=', ..]
        | [b'<', b'=' | b'>' | b'<', ..]
        | [b'>', b'=' | b'>', ..] => 2,
        [
            b'-' | b'/' | b'|' | b'=' | b'<' | b'>' | b'(' | b')' | b';' | b'+' | b'*' | b'%' | b',' | b'&'
            | b'~' | b'.',
            ..,
        ] => 1,
        _ => return (TokenKind::Unknown, 1),
    };
    (TokenKind::Operator, length)
}

#[cfg(test)]
mod tests;
