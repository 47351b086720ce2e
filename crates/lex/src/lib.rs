//! SQL text cut into tokens and statements.
//!
//! The only place that knows where a string, a comment or a trigger's body ends. It knows nothing of
//! what the text means: that is for the readers in `introspect` and the rules in `dialect`. It stands
//! below `db`, so that scripts can be split where they run.

mod position;
mod sqlite;
mod statement;
mod token;

#[cfg(test)]
mod tests;

pub use position::{Position, position};
pub use statement::{StatementText, Unterminated};
pub use token::{Token, TokenKind, name_of, string_value};

use std::collections::BTreeSet;

use limbeck_schema::Family;

/// Every token of the text. Total: whatever the text, the tokens put together are the text again.
pub fn tokens(family: Family, text: &str) -> Vec<Token<'_>> {
    match family {
        Family::Sqlite => sqlite::token::tokens(text),
    }
}

/// The tokens that mean something: without blanks and comments.
pub fn significant(family: Family, text: &str) -> Vec<Token<'_>> {
    let mut tokens = tokens(family, text);
    tokens.retain(|token| !token.is_blank());
    tokens
}

/// The statements of a script, each without its closing semicolon. A comment directly in front of a
/// statement belongs to it; pieces that hold nothing but blanks and comments are none.
pub fn statements(family: Family, script: &str) -> Result<Vec<StatementText<'_>>, Unterminated> {
    let tokens = tokens(family, script);
    // Every dialect says where its statements end; how they are cut is the same for all.
    let ends = match tokens.iter().find(|token| token.kind == TokenKind::Unknown) {
        Some(token) => return Err(statement::unterminated(token)),
        None => sqlite::statement::ends(&tokens),
    };
    Ok(statement::cut(script, &tokens, &ends))
}

/// Lower-cased names of everything in the text that may be a name.
pub fn mentions(family: Family, text: &str) -> BTreeSet<String> {
    tokens(family, text).iter().filter_map(name_of).map(|name| name.to_ascii_lowercase()).collect()
}
