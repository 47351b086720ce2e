//! Scripts cut into statements.

use limbeck_schema::Family;

use crate::{Cut, Token, TokenKind, language, tokens};

/// One statement of a script: from the comments directly in front of it to its last token, without the
/// `;` or the `DELIMITER` that closes it. It never ends in a comment, so whatever is appended is not swallowed by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StatementText<'a> {
    /// The statement.
    pub text: &'a str,
    /// Bytes from the start of the script.
    pub start: usize,
}

impl StatementText<'_> {
    /// Bytes from the start of the script to behind the statement.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// A quote that is never closed: what follows may be statements or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this {what} is never closed")]
pub struct Unterminated {
    /// Bytes from the start of the script to the opening quote.
    pub start: usize,
    /// What was opened: `string`, `quoted name`, `comment`, ...
    pub what: &'static str,
}

/// The statements of a script, in order. What holds only blanks and comments is none.
pub fn statements(family: Family, script: &str) -> Result<Vec<StatementText<'_>>, Unterminated> {
    let language = language(family);
    let end = match language.cut {
        Cut::Tokens(end) => end,
        Cut::Script(statements) => return statements(script),
    };
    let tokens = tokens(family, script);
    // Only the last token can be an open quote: it swallows all that follows.
    if let Some(last) = tokens.last().filter(|last| last.kind == TokenKind::Unknown)
        && let Some(what) = (language.open)(last.text)
    {
        return Err(Unterminated { start: last.start, what });
    }
    let mut statements = Vec::new();
    let mut rest = tokens.as_slice();
    while !rest.is_empty() {
        let end = end(rest);
        let (statement, behind) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        statements.extend(between(script, statement));
        rest = behind.get(1..).unwrap_or_default();
    }
    Ok(statements)
}

/// From the first comment or token to the last token; `None` where there are only blanks and comments.
pub(crate) fn between<'a>(script: &'a str, tokens: &[Token<'_>]) -> Option<StatementText<'a>> {
    let first = tokens.iter().find(|token| token.kind != TokenKind::Space)?;
    let last = tokens.iter().rfind(|token| !token.is_blank())?;
    Some(StatementText { text: script.get(first.start..last.end())?, start: first.start })
}

#[cfg(test)]
mod tests;
