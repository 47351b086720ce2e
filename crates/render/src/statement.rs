//! Statements with what a reviewer should read above them.

use limbeck_lex::{Token, TokenKind, tokens};
use limbeck_schema::Family;
use serde::Serialize;

/// The statements of one group of a plan: one revision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Script {
    /// Whether they run in one transaction.
    pub transactional: bool,
    /// In order.
    pub statements: Vec<Statement>,
}

/// One statement, without its closing semicolon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// Lines for comments above it: hazards, and why it is done this way.
    pub comments: Vec<String>,
    /// The text.
    pub sql: String,
}

impl Statement {
    /// A statement nothing need be said about.
    pub fn plain(sql: impl Into<String>) -> Self {
        Self { comments: Vec::new(), sql: sql.into() }
    }
}

/// `text`, such that what follows on the same line is not swallowed by a comment at its end.
pub(crate) fn closed(family: Family, text: &str) -> String {
    let text = text.trim();
    let last = tokens(family, text).pop();
    let ends_in_comment =
        last.is_some_and(|token| token.kind == TokenKind::Comment && !token.text.ends_with("*/"));
    if ends_in_comment { format!("{text}\n") } else { text.to_owned() }
}

/// Whether the first of these is a parenthesis that the last one closes.
pub(crate) fn encloses(tokens: &[Token<'_>]) -> bool {
    let mut depth = 0_usize;
    let closes = tokens.iter().position(|token| {
        if token.is_operator("(") {
            depth += 1;
        } else if token.is_operator(")") {
            depth = depth.saturating_sub(1);
        }
        depth == 0
    });
    tokens.len() > 1 && closes == Some(tokens.len() - 1)
}
