//! Scripts cut into statements.

use crate::Token;

/// One statement of a script, without its closing semicolon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementText<'a> {
    /// The text, with the comments directly in front of it.
    pub text: &'a str,
    /// Where it starts in the script, in bytes.
    pub start: usize,
}

/// A string or quoted name that never ends, so that nobody can say where the statement does.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} is never closed")]
pub struct Unterminated {
    /// Where it starts in the script, in bytes.
    pub start: usize,
    /// What it is.
    pub what: &'static str,
}

pub(crate) fn unterminated(token: &Token<'_>) -> Unterminated {
    let what = match token.text.chars().next() {
        Some('\'') => "this string",
        Some('x' | 'X') => "this blob",
        _ => "this quoted name",
    };
    Unterminated { start: token.start, what }
}

/// Cuts at the tokens whose indexes are in `ends`.
pub(crate) fn cut<'a>(script: &'a str, tokens: &[Token<'a>], ends: &[usize]) -> Vec<StatementText<'a>> {
    let mut found = Vec::new();
    let mut from = 0;
    for end in ends.iter().copied().chain([tokens.len()]) {
        let piece = tokens.get(from..end).unwrap_or_default();
        from = end + 1;
        let Some(last) = piece.iter().rposition(|token| !token.is_blank()) else { continue };
        let Some(first) = piece.iter().position(|token| !token.text.trim().is_empty()) else { continue };
        let (Some(first), Some(last)) = (piece.get(first), piece.get(last)) else { continue };
        let Some(text) = script.get(first.start..last.end()) else { continue };
        found.push(StatementText { text, start: first.start });
    }
    found
}
