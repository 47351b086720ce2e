//! Scripts, run statement by statement.

use std::ops::Range;

use crate::DbError;

/// A script that failed, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{source}")]
pub struct ScriptError {
    /// Which statement of the script, from 0.
    pub index: usize,
    /// Where the statement stands in the script, in bytes.
    pub statement: Range<usize>,
    /// Where in the script the database stumbled, as far as it can be told.
    pub token: Option<Range<usize>>,
    /// What the database says.
    pub source: DbError,
}

impl ScriptError {
    /// The place to point at: the word the database stumbled over, else the statement.
    pub fn place(&self) -> Range<usize> {
        self.token.clone().unwrap_or_else(|| self.statement.clone())
    }
}
