//! What strings stand for.

use super::quoted::tag;

/// The value of a string in single quotes, in double quotes or between dollars.
pub(super) fn string(text: &str) -> Option<String> {
    if let Some(tag) = tag(text) {
        return text.strip_prefix(tag)?.strip_suffix(tag).map(str::to_owned);
    }
    let quote = text.chars().next()?;
    let mut rest = text.strip_prefix(quote)?.strip_suffix(quote)?.chars();
    let mut value = String::new();
    while let Some(next) = rest.next() {
        match next {
            '\\' => escape(rest.next()?, &mut value),
            // A quote inside is doubled.
            next if next == quote => value.push(rest.next()?),
            next => value.push(next),
        }
    }
    Some(value)
}

/// Adds what a backslash and `next` stand for. Those in front of the wildcards of `LIKE` stay.
fn escape(next: char, value: &mut String) {
    if matches!(next, '%' | '_') {
        value.push('\\');
    }
    value.push(match next {
        '0' => '\0',
        'b' => '\u{8}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'Z' => '\u{1a}',
        other => other,
    });
}
