//! Defaults: what is stored when nothing is given.

use limbeck_lex::{Token, TokenKind, name_of, significant, string_value};
use limbeck_schema::{Column, Expr, Family};

use super::{
    exprs::{self, Scope},
    types::{Affinity, affinity},
};

/// Settles what the default means, given the type of its column.
pub(super) fn fold(column: &mut Column, is_strict: bool) {
    let Some(default) = &column.default else { return };
    let inner = unwrapped(&default.text);
    let tokens = significant(Family::Sqlite, inner);
    let key = match &tokens[..] {
        // As good as none, and said all the same.
        [null] if null.is_word("null") => Some(String::new()),
        [only] => literal(only, false, column, is_strict),
        [sign, number] if matches!(sign.text, "+" | "-") && number.kind == TokenKind::Number => {
            literal(number, sign.text == "-", column, is_strict)
        }
        _ => None,
    };
    let key = key.unwrap_or_else(|| exprs::key(inner, &Scope::nothing()));
    column.default = Some(Expr { text: default.text.clone(), key: key.into() });
}

/// `((x))` is `x`.
fn unwrapped(text: &str) -> &str {
    let text = text.trim();
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    // Only where the parentheses match each other: not in `(a) + (b)`.
    match inner {
        Some(inner) if is_balanced(inner) => unwrapped(inner),
        _ => text,
    }
}

fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    let tokens = significant(Family::Sqlite, text);
    let never_below = tokens.iter().all(|token| {
        depth += i32::from(token.text == "(") - i32::from(token.text == ")");
        depth >= 0
    });
    never_below && depth == 0
}

/// The value a literal has once it is stored in the column; `None` where it is none.
fn literal(token: &Token<'_>, negative: bool, column: &Column, is_strict: bool) -> Option<String> {
    let affinity = affinity(&column.sql_type.text);
    match token.kind {
        TokenKind::String => Some(text_value(&string_value(Family::Sqlite, token)?, affinity, is_strict)),
        // Here a quoted name is a string.
        TokenKind::QuotedName => Some(text_value(&name_of(token)?, affinity, is_strict)),
        TokenKind::Blob => Some(format!("blob:{}", token.text.to_ascii_uppercase())),
        TokenKind::Number => number_value(token.text, negative, affinity, is_strict),
        TokenKind::Word => word_value(token.text, affinity, is_strict),
        _ => None,
    }
}

fn word_value(word: &str, affinity: Affinity, is_strict: bool) -> Option<String> {
    match word.to_ascii_lowercase().as_str() {
        // True and false are 1 and 0 (since 3.23).
        "true" => number_value("1", false, affinity, is_strict),
        "false" => number_value("0", false, affinity, is_strict),
        word @ ("current_timestamp" | "current_date" | "current_time") => Some(format!("word:{word}")),
        // A bare word is a string.
        _ => Some(text_value(word, affinity, is_strict)),
    }
}

/// A text in a column of numbers becomes a number if it looks like one. STRICT tables follow other
/// rules: there nothing is turned here.
fn text_value(text: &str, affinity: Affinity, is_strict: bool) -> String {
    let numeric = matches!(affinity, Affinity::Integer | Affinity::Real | Affinity::Numeric);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if numeric
        && is_number
        && !is_strict
        && let Ok(number) = text.parse::<i64>()
    {
        return integer(number, affinity);
    }
    format!("text:{text}")
}

fn number_value(text: &str, negative: bool, affinity: Affinity, is_strict: bool) -> Option<String> {
    let text = text.replace('_', "");
    let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let number = match hexadecimal {
        // Hexadecimal is sixty-four bits, two's complement.
        Some(digits) => i64::from_ne_bytes(u64::from_str_radix(digits, 16).ok()?.to_ne_bytes()),
        None => text.parse::<i64>().ok()?,
    };
    let number = if negative { number.checked_neg()? } else { number };
    if is_strict {
        return Some(format!("integer:{number}"));
    }
    Some(if affinity == Affinity::Text { format!("text:{number}") } else { integer(number, affinity) })
}

/// A whole number in a REAL column is read back as a real one.
fn integer(number: i64, affinity: Affinity) -> String {
    match affinity {
        Affinity::Real => format!("real:{number}"),
        _ => format!("integer:{number}"),
    }
}
