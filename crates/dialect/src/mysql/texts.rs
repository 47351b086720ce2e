//! Texts as the server prints them: one key for all that differ in blanks, comments, quotes around names, and
//! the case of what has none. Nothing is understood here: what an expression means is the server's to say.

use limbeck_lex::{Token, TokenKind, name_of, significant, string_value};
use limbeck_schema::{Expr, Family, Statement};

use super::{keywords, names};
use crate::parentheses::unwrapped;

/// An expression names columns and functions alone, and the case of those counts nowhere.
pub(super) fn expr_key(text: &str) -> String {
    let tokens = significant(Family::Mysql, unwrapped(Family::Mysql, text));
    joined(&without_idle_parentheses(without_idle_introducers(tokens)), true)
}

/// Which characters an ASCII string is written in says nothing where these are: MySQL 9.7 writes down those
/// of the column that it is compared with, and leaves them there when the column gets others.
fn without_idle_introducers(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    const ALIKE: [&str; 5] = ["_utf8mb4", "_utf8mb3", "_utf8", "_latin1", "_ascii"];
    let is_idle = |at: usize| {
        let [introducer, string] = tokens.get(at..at + 2).unwrap_or_default() else { return false };
        ALIKE.iter().any(|word| introducer.is_word(word))
            && string.kind == TokenKind::String
            && string.text.is_ascii()
    };
    let kept = tokens.iter().enumerate().filter(|(at, _)| !is_idle(*at));
    kept.map(|(_, token)| *token).collect()
}

/// A number behind an operator needs no parentheses of its own: MySQL 9.7 prints `-1000` as `-(1000)` once it
/// has read what it printed itself.
fn without_idle_parentheses(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let opens = |at: usize| {
        let is_operator = |token: &Token<'_>| token.kind == TokenKind::Operator && token.text != ")";
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        matches!(tokens.get(at..at + 3), Some([open, number, close])
            if open.text == "(" && number.kind == TokenKind::Number && close.text == ")")
            && before.is_some_and(is_operator)
    };
    let idle = |at: usize| opens(at) || at.checked_sub(2).is_some_and(opens);
    let kept = tokens.iter().enumerate().filter(|(at, _)| !idle(*at));
    kept.map(|(_, token)| *token).collect()
}

/// A statement may name tables and strings of other meaning: only the case of what can be no name is left out.
pub(super) fn statement_key(text: &str) -> String {
    let mut tokens = significant(Family::Mysql, text);
    while tokens.last().is_some_and(|token| token.is_operator(";")) {
        tokens.pop();
    }
    joined(&tokens, false)
}

pub(super) fn fold_expr(expr: &mut Expr) {
    expr.key = expr_key(&expr.text).into();
}

pub(super) fn fold_statement(statement: &mut Statement) {
    statement.key = statement_key(&statement.text).into();
}

/// A constant string in one spelling.
pub(super) fn string(value: &str) -> String {
    format!("'{}'", value.replace('\\', "\\\\").replace('\'', "''"))
}

fn joined(tokens: &[Token<'_>], folds: bool) -> String {
    tokens.iter().map(|token| spelled(token, folds)).collect::<Vec<_>>().join(" ")
}

fn spelled(token: &Token<'_>, folds: bool) -> String {
    let lower = |text: &str| if folds { names::key(text) } else { text.to_owned() };
    let is_string = || string_value(Family::Mysql, token);
    match (token.kind, name_of(token)) {
        (TokenKind::Word, _) if keywords::is_reserved(&token.text.to_ascii_lowercase()) => {
            token.text.to_ascii_lowercase()
        }
        (TokenKind::Word, Some(name)) => lower(&name),
        (TokenKind::QuotedName, Some(name)) if is_plain(&name) => lower(&name),
        (TokenKind::QuotedName, Some(name)) => names::quoted(&lower(&name)),
        (TokenKind::String, _) => is_string().map_or_else(|| token.text.to_owned(), |value| string(&value)),
        _ => token.text.to_owned(),
    }
}

/// Whether the name is the same without quotes.
fn is_plain(name: &str) -> bool {
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_word
        && !name.starts_with(|first: char| first.is_ascii_digit())
        && !keywords::is_reserved(&name.to_ascii_lowercase())
}
