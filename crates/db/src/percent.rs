//! How characters stand in URLs that mean something there.

use crate::UrlError;

/// None where nothing stands.
pub(crate) fn filled(text: &str) -> Result<Option<String>, UrlError> {
    Ok(Some(decoded(text)?).filter(|text| !text.is_empty()))
}

/// `%40` is `@`.
pub(crate) fn decoded(text: &str) -> Result<String, UrlError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digit = |at: usize| behind.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        let (Some(high), Some(low)) = (digit(0), digit(1)) else { return Err(UrlError::Percent) };
        // Two hexadecimal digits are a byte; a NUL ends texts in the protocol.
        match u8::try_from(high * 16 + low) {
            Ok(byte) if byte != 0 => bytes.push(byte),
            _ => return Err(UrlError::Percent),
        }
        rest = behind.get(2..).unwrap_or_default();
    }
    String::from_utf8(bytes).map_err(|_| UrlError::Percent)
}

/// The text with everything encoded that could mean something in a URL.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-' | b'~' => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
