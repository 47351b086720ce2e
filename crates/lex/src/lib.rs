//! SQL text cut into tokens and statements, one lexer per family of databases.
//!
//! Everything that looks into SQL goes through here: splitting scripts, reading stored `CREATE`
//! statements, finding the names an expression mentions. Cutting is total: no text is refused, and
//! the tokens put together are the text again, so whatever is rewritten keeps its comments and blanks.
//!
//! Nothing here knows what a statement means: no grammar, no keywords beyond those that decide where
//! a statement ends, no schema. It stands below `db`, so that scripts can be split where they run.

mod mysql;
mod position;
mod postgres;
mod sqlite;
mod statement;
mod token;

#[cfg(test)]
mod tests;

pub use position::{Position, position};
pub use statement::{StatementText, Unterminated, statements};
pub use token::{Token, TokenKind, folded_name, mentions, name_of, significant, string_value, tokens};

use limbeck_schema::Family;

/// What one family's lexer has to answer.
struct Language {
    /// The kind and the length in bytes of the token that starts a text which is not empty.
    token: fn(&str) -> (TokenKind, usize),
    /// How scripts are cut into statements.
    cut: Cut,
    /// What was opened and never closed, where the last token of a text is `Unknown` and takes the rest.
    open: fn(&str) -> Option<&'static str>,
    /// The value of a token that is a string.
    string: fn(&str) -> Option<String>,
    /// Whether case is ignored in quoted names too.
    folds_quoted: bool,
    /// A name without its case.
    fold: fn(&str) -> String,
}

/// How a family's scripts are cut into statements.
enum Cut {
    /// By tokens alone. Says where the statement that begins these tokens ends: the index of the `;` that
    /// closes it, or how many tokens there are.
    Tokens(fn(&[Token<'_>]) -> usize),
    /// By a script that says itself what closes its statements.
    Script(fn(&str) -> Result<Vec<StatementText<'_>>, Unterminated>),
}

fn language(family: Family) -> Language {
    match family {
        Family::Sqlite => sqlite::LANGUAGE,
        Family::Postgres => postgres::LANGUAGE,
        Family::Mysql => mysql::LANGUAGE,
    }
}
