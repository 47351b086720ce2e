//! Defaults: equal when they store the same. Few rules, for what models say: whatever is left over, the server
//! says in its own words. Run on MySQL 9.7 and MariaDB 10.11.

use limbeck_lex::{Token, TokenKind, significant, string_value};
use limbeck_schema::{Expr, Family};

use super::{texts, types::Type};
use crate::parentheses::unwrapped;

/// Functions that all are the moment the statement began.
const NOW: [&str; 4] = ["now", "current_timestamp", "localtime", "localtimestamp"];

/// One key for every spelling of one default; an empty one for NULL.
pub(super) fn fold(default: &mut Expr, sql_type: &str) {
    let tokens = significant(Family::Mysql, unwrapped(Family::Mysql, &default.text));
    let key = match &tokens[..] {
        [null] if null.is_word("null") => Some(String::new()),
        _ => now(&tokens).or_else(|| constant(&tokens, &Type::read(sql_type)?)),
    };
    default.key = key.unwrap_or_else(|| texts::expr_key(&default.text)).into();
}

/// `NOW()`, `CURRENT_TIMESTAMP(0)`, ...
fn now(tokens: &[Token<'_>]) -> Option<String> {
    let (name, rest) = tokens.split_first()?;
    if !NOW.iter().any(|word| name.is_word(word)) {
        return None;
    }
    let said: Vec<&str> = rest.iter().map(|token| token.text).collect();
    match said[..] {
        // A bare `now` is a name.
        [] if name.is_word("now") => None,
        [] | ["(", ")"] | ["(", "0", ")"] => Some("current_timestamp".to_owned()),
        ["(", digits, ")"] => Some(format!("current_timestamp({digits})")),
        _ => None,
    }
}

fn constant(tokens: &[Token<'_>], sql_type: &Type) -> Option<String> {
    let (negative, token) = match tokens {
        [sign, token] if sign.is_operator("-") => (true, token),
        [sign, token] if sign.is_operator("+") => (false, token),
        [token] => (false, token),
        _ => return None,
    };
    let is_bare = tokens.len() == 1;
    if sql_type.name == "bit" && is_bare {
        return bits(token).map(|value| value.to_string());
    }
    let text = match token.kind {
        TokenKind::String if is_bare => string_value(Family::Mysql, token)?,
        TokenKind::Number => token.text.to_owned(),
        TokenKind::Word if is_bare && token.is_word("true") => "1".to_owned(),
        TokenKind::Word if is_bare && token.is_word("false") => "0".to_owned(),
        _ => return None,
    };
    match (sql_type.is_number(), token.kind) {
        (true, _) => number(&text, negative),
        // What is no text is written as the server would write it: left to the server.
        (false, TokenKind::String) => Some(texts::string(&text)),
        (false, _) if sql_type.name == "varchar" && is_bare && is_digits(&text) => Some(texts::string(&text)),
        _ => None,
    }
}

/// A decimal number without zeros that say nothing; one with an exponent is left to the server.
fn number(text: &str, negative: bool) -> Option<String> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (!negative, rest),
        None => (negative, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = is_digits(whole) && (fraction.is_empty() || is_digits(fraction));
    if !is_number {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    let sign = if negative && !(whole == "0" && fraction.is_empty()) { "-" } else { "" };
    Some(format!("{sign}{whole}{point}{fraction}"))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `b'00000101'` is `b'101'`, and 5.
fn bits(token: &Token<'_>) -> Option<u64> {
    match token.kind {
        TokenKind::Blob => {
            let digits = token.text.strip_prefix(['b', 'B'])?.trim_matches('\'');
            u64::from_str_radix(digits, 2).ok()
        }
        TokenKind::Number => token.text.parse().ok(),
        TokenKind::Word if token.is_word("true") => Some(1),
        TokenKind::Word if token.is_word("false") => Some(0),
        _ => None,
    }
}
