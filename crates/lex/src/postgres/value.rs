//! What strings and quoted names stand for.

use super::quoted::{continued, tag};

/// The name in double quotes, with Unicode escapes or without.
pub(crate) fn name(text: &str) -> Option<String> {
    match unicode_body(text) {
        Some(body) => with_unicode(body, '"'),
        None => Some(pieces(text, '"').0),
    }
}

/// The value of a string in any of the four ways to write one.
pub(crate) fn string(text: &str) -> Option<String> {
    if let Some(tag) = tag(text) {
        return text.strip_prefix(tag)?.strip_suffix(tag).map(str::to_owned);
    }
    match text.as_bytes() {
        [b'e' | b'E', ..] => escaped(text.get(1..)?),
        [b'u' | b'U', ..] => with_unicode(unicode_body(text)?, '\''),
        _ => Some(pieces(text, '\'').0),
    }
}

/// What stands between quotes, over all the pieces of a string that goes on, with doubled quotes as one; and
/// where the last quote ends.
fn pieces(text: &str, quote: char) -> (String, usize) {
    let mut value = String::new();
    let mut at = quote.len_utf8();
    while let Some(rest) = text.get(at..) {
        let Some(end) = rest.find(quote) else { break };
        value.push_str(rest.get(..end).unwrap_or_default());
        at += end + 1;
        if text.get(at..).is_some_and(|rest| rest.starts_with(quote)) {
            value.push(quote);
            at += 1;
        } else {
            match continued(text.as_bytes(), at) {
                Some(more) => at = more,
                None => break,
            }
        }
    }
    (value, at)
}

/// The value of a string or a name behind `U&`. What stands behind its last quote is a `UESCAPE`, with the
/// character last but one.
fn with_unicode(body: &str, quote: char) -> Option<String> {
    let (text, end) = pieces(body, quote);
    let escape = body.get(end..).and_then(|clause| clause.chars().nth_back(1));
    unicode(&text, escape.unwrap_or('\\'))
}

fn unicode_body(text: &str) -> Option<&str> {
    text.strip_prefix("U&").or_else(|| text.strip_prefix("u&"))
}

/// `\0041`, `\+000041`, `\\`, with whatever begins them.
fn unicode(text: &str, escape: char) -> Option<String> {
    let mut units = Units::default();
    let mut rest = text.chars();
    while let Some(next) = rest.next() {
        if next != escape {
            units.character(next)?;
            continue;
        }
        let behind = rest.as_str();
        if behind.starts_with(escape) {
            rest.next();
            units.character(escape)?;
            continue;
        }
        let (skip, digits) = if behind.starts_with('+') { (1, 6) } else { (0, 4) };
        units.code(u32::from_str_radix(behind.get(skip..skip + digits)?, 16).ok()?)?;
        rest = behind.get(skip + digits..)?.chars();
    }
    units.finish()
}

/// The value of `E'...'`, given from its quote on.
fn escaped(text: &str) -> Option<String> {
    let mut units = Units::default();
    let mut at = 1;
    while let Some(rest) = text.get(at..) {
        let next = rest.chars().next()?;
        at += next.len_utf8();
        match next {
            '\\' => at += escape_sequence(rest.get(1..)?, &mut units)?,
            '\'' if rest.starts_with("''") => {
                units.character('\'')?;
                at += 1;
            }
            '\'' => match continued(text.as_bytes(), at) {
                Some(more) => at = more,
                None => return units.finish(),
            },
            other => units.character(other)?,
        }
    }
    None
}

/// Adds what stands behind a backslash; says how long it is.
fn escape_sequence(rest: &str, units: &mut Units) -> Option<usize> {
    let digits = |from: usize, most: usize, radix: u32| -> Option<(u32, usize)> {
        let all = rest.get(from..)?;
        let count = all.chars().take(most).take_while(|c| c.is_digit(radix)).count();
        Some((u32::from_str_radix(all.get(..count)?, radix).ok()?, from + count))
    };
    let first = rest.chars().next()?;
    let plain = match first {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0'..='7' => {
            let (byte, length) = digits(0, 3, 8)?;
            units.byte(u8::try_from(byte & 0xff).ok()?)?;
            return Some(length);
        }
        'x' if rest.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_hexdigit())) => {
            let (byte, length) = digits(1, 2, 16)?;
            units.byte(u8::try_from(byte).ok()?)?;
            return Some(length);
        }
        'u' | 'U' => {
            let wanted = if first == 'u' { 4 } else { 8 };
            let (code, length) = digits(1, wanted, 16)?;
            units.code((length == wanted + 1).then_some(code)?)?;
            return Some(length);
        }
        other => other,
    };
    units.character(plain)?;
    Some(first.len_utf8())
}

/// Text put together of characters, bytes of UTF-8 and code points, of which two may be one character.
#[derive(Default)]
struct Units {
    bytes: Vec<u8>,
    high: Option<u32>,
}

impl Units {
    fn character(&mut self, character: char) -> Option<()> {
        self.text(character.encode_utf8(&mut [0; 4]).as_bytes())
    }

    fn byte(&mut self, byte: u8) -> Option<()> {
        self.text(&[byte])
    }

    /// The first half of a pair must be followed by the second.
    fn text(&mut self, bytes: &[u8]) -> Option<()> {
        if self.high.is_some() {
            return None;
        }
        self.bytes.extend(bytes);
        Some(())
    }

    fn code(&mut self, code: u32) -> Option<()> {
        match (self.high.take(), code) {
            (None, 0xd800..=0xdbff) => {
                self.high = Some(code);
                Some(())
            }
            (Some(high), 0xdc00..=0xdfff) => {
                let whole = 0x10000 + ((high - 0xd800) << 10) + (code - 0xdc00);
                self.character(char::from_u32(whole)?)
            }
            (Some(_), _) => None,
            (None, code) => self.character(char::from_u32(code)?),
        }
    }

    /// A string holds no zero and nothing that is no UTF-8.
    fn finish(self) -> Option<String> {
        if self.high.is_some() || self.bytes.contains(&0) {
            return None;
        }
        String::from_utf8(self.bytes).ok()
    }
}
