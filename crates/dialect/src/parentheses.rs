//! Parentheses around a whole.

use std::collections::BTreeMap;

use limbeck_lex::significant;
use limbeck_schema::Family;

/// `((x))` is `x`.
pub(crate) fn unwrapped(family: Family, text: &str) -> &str {
    let tokens = significant(family, text);
    // Where each parenthesis is closed; the outer ones must close each other: not so in `(a) + (b)`.
    let (mut open, mut closed_at) = (Vec::new(), BTreeMap::new());
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "(" => open.push(at),
            ")" => match open.pop() {
                Some(begin) => drop(closed_at.insert(begin, at)),
                None => return text.trim(),
            },
            _ => {}
        }
    }
    let (mut first, mut last) = (0, tokens.len().saturating_sub(1));
    while first + 1 < last && closed_at.get(&first) == Some(&last) {
        (first, last) = (first + 1, last - 1);
    }
    match (tokens.get(first), tokens.get(last)) {
        (Some(from), Some(to)) => text.get(from.start..to.end()).unwrap_or(text),
        _ => text.trim(),
    }
}
