//! Expressions: equal when their trees are, whatever parentheses and casts the server adds when it prints
//! one. Facts were run on 15 and 18.

use std::collections::BTreeMap;

use limbeck_lex::{Token, TokenKind, significant, string_value, tokens};
use limbeck_schema::Family;
use sqlparser::{
    dialect::PostgreSqlDialect,
    parser::Parser,
    tokenizer::{Token as Parsed, Tokenizer},
};

use super::{names, tree::Node, tree::read};
use crate::parentheses::unwrapped;

/// How deep a tree may be, and of how many tokens: beyond it the tokens are compared instead.
pub(super) const DEPTH: usize = 60;
const TOKENS: usize = 2000;

/// What an expression can name.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// The key of the table's name.
    pub(super) table: Option<String>,
    /// The keys of its columns' names, with the types that constants beside them take.
    pub(super) columns: BTreeMap<String, String>,
}

/// One text for all spellings of one tree; where no tree can be had, one for its tokens.
pub(super) fn key(text: &str, scope: &Scope) -> String {
    match node(text, scope) {
        Some(node) => format!("tree {node}"),
        None => format!("tokens {}", names::tokens_key(unwrapped(Family::Postgres, text))),
    }
}

/// The tree of an expression; `None` where it cannot be had for certain.
pub(super) fn node(text: &str, scope: &Scope) -> Option<Node> {
    let significant = significant(Family::Postgres, text);
    if is_beyond(&significant) {
        return None;
    }
    let text = plainly(text)?;
    let tokens = Tokenizer::new(&PostgreSqlDialect {}, &text).with_unescape(true).tokenize().ok()?;
    let mut parser = Parser::new(&PostgreSqlDialect {}).with_recursion_limit(DEPTH).with_tokens(tokens);
    let expr = parser.parse_expr().ok()?;
    if parser.peek_token_ref().token != Parsed::EOF {
        return None;
    }
    read(&expr, scope, 0)
}

/// Expressions whose trees sqlparser would build otherwise than PostgreSQL: a sign binds tighter there than
/// `^`, COLLATE and AT TIME ZONE. (Prefix operators, which bind looser, are in no tree at all.)
fn is_beyond(tokens: &[Token<'_>]) -> bool {
    let word = |words: &[&str]| tokens.iter().any(|token| words.iter().any(|word| token.is_word(word)));
    let operator =
        |texts: &[&str]| tokens.iter().any(|token| texts.iter().any(|text| token.is_operator(text)));
    let is_unread = |token: &Token<'_>| match token.kind {
        TokenKind::Parameter | TokenKind::Unknown => true,
        TokenKind::Number => !token.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'),
        _ => false,
    };
    tokens.len() > TOKENS
        || tokens.iter().any(is_unread)
        || word(&["select", "escape", "similar", "overlaps", "operator", "isnull", "notnull", "symmetric"])
        || (operator(&["-", "+"]) && (operator(&["^"]) || word(&["collate", "at"])))
}

/// The text with every constant in its simplest spelling, and without comments.
fn plainly(text: &str) -> Option<String> {
    let mut out = String::new();
    for token in tokens(Family::Postgres, text) {
        match token.kind {
            TokenKind::Comment => out.push(' '),
            TokenKind::String => {
                out.push_str(&format!("'{}'", string_value(Family::Postgres, &token)?.replace('\'', "''")))
            }
            TokenKind::Blob => out.push_str(&format!("'{}'::\"bit\"", bits(token.text)?)),
            _ => out.push_str(token.text),
        }
    }
    Some(out)
}

/// The binary digits of `B'01'` or `X'1f'`.
fn bits(text: &str) -> Option<String> {
    let digits = text.get(2..text.len().checked_sub(1)?)?;
    if text.starts_with(['b', 'B']) {
        return digits.bytes().all(|byte| matches!(byte, b'0' | b'1')).then(|| digits.to_owned());
    }
    digits.chars().map(|digit| digit.to_digit(16).map(|value| format!("{value:04b}"))).collect()
}
