//! Where strings and quoted names end.

use crate::TokenKind;

use super::token::run;

/// A string or a name in quotes. A backslash escapes in strings alone.
pub(super) fn token(bytes: &[u8]) -> (TokenKind, usize) {
    let quote = bytes.first().copied().unwrap_or_default();
    let (kind, escapes) = match quote {
        b'`' => (TokenKind::QuotedName, false),
        _ => (TokenKind::String, true),
    };
    let mut at = 1;
    loop {
        at = run(bytes, at, |byte| byte != quote && !(escapes && byte == b'\\'));
        match bytes.get(at..).unwrap_or_default() {
            [] => return (TokenKind::Unknown, bytes.len()),
            [b'\\', ..] => at += 2,
            [_, next, ..] if *next == quote => at += 2,
            _ => return (kind, at + 1),
        }
    }
}

/// `x'00ff'` and `b'01'`.
pub(super) fn blob(bytes: &[u8]) -> (TokenKind, usize) {
    let is_hex = matches!(bytes, [b'x' | b'X', ..]);
    let end = run(bytes, 2, |byte| match is_hex {
        true => byte.is_ascii_hexdigit(),
        false => matches!(byte, b'0' | b'1'),
    });
    if bytes.get(end) == Some(&b'\'') && !(is_hex && end % 2 == 1) {
        return (TokenKind::Blob, end + 1);
    }
    let end = run(bytes, end, |byte| byte != b'\'');
    (TokenKind::Unknown, (end + 1).min(bytes.len()))
}

/// The body of a routine in another language, `$$...$$` (MySQL 9); or a name.
pub(super) fn dollar(text: &str) -> (TokenKind, usize) {
    let closed = tag(text).and_then(|tag| Some((tag.len(), text.get(tag.len()..)?.find(tag)?)));
    match closed {
        Some((tag, inside)) => (TokenKind::String, inside + 2 * tag),
        None => (TokenKind::Word, super::token::name_end(text.as_bytes())),
    }
}

/// The `$tag$` at the start of the text.
pub(super) fn tag(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('$')?;
    let end = run(inside.as_bytes(), 0, |byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80);
    inside.get(end..)?.starts_with('$').then(|| text.get(..end + 2))?
}

/// What is open where a token that takes the rest of the text is no token.
pub(super) fn open(text: &str) -> Option<&'static str> {
    match text.trim_start_matches('@').as_bytes() {
        [b'/', b'*', ..] => Some("comment"),
        [b'`', ..] => Some("quoted name"),
        [b'\'' | b'"', ..] => Some("string"),
        // A blob with odd digits is closed and still no blob.
        [b'x' | b'X' | b'b' | b'B', b'\'', inside @ ..] => (!inside.ends_with(b"'")).then_some("blob"),
        _ => None,
    }
}
