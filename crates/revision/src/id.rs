//! What revisions are called.

use std::{fmt, str::FromStr};

/// How long an id may be: the version table keeps it in a `VARCHAR(32)`, as Alembic's does.
const MAX_LENGTH: usize = 32;

/// Words that mean a place in the graph and so cannot name a revision.
const RESERVED: [&str; 4] = ["head", "heads", "base", "current"];

/// The id of a revision.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RevisionId(String);

/// Why a text cannot be an id or a branch label.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing is there.
    #[error("a revision id cannot be empty")]
    Empty,
    /// It does not fit the version table.
    #[error("`{id}` is too long for a revision id: {MAX_LENGTH} characters are the most")]
    TooLong {
        /// The text.
        id: String,
    },
    /// Something in it that means something else.
    #[error("`{character}` cannot stand in `{id}`: use letters from a to z, digits and `_`")]
    Character {
        /// The text.
        id: String,
        /// The first character that cannot stand there.
        character: char,
    },
    /// A word that is taken.
    #[error("`{id}` cannot be used as a name: it means a place in the history")]
    Reserved {
        /// The text.
        id: String,
    },
}

impl RevisionId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An id for a revision that has to come right before the one of this id. Where the two would not
    /// fit the version table, the end of this one is left out.
    #[must_use]
    pub fn before(&self) -> Self {
        const MARK: &str = "_first";
        let kept: String = self.0.chars().take(MAX_LENGTH - MARK.len()).collect();
        Self(kept + MARK)
    }

    /// As the version table holds it, whatever that is: whether a file has it is for the graph to say.
    pub(crate) fn stored(text: String) -> Self {
        Self(text)
    }
}

impl FromStr for RevisionId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        check_word(text)?;
        if text.len() > MAX_LENGTH {
            return Err(IdError::TooLong { id: text.to_owned() });
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What ids and branch labels have in common: `@`, `-`, `+` and `:` are operators on the command line.
pub(crate) fn check_word(text: &str) -> Result<(), IdError> {
    let id = || text.to_owned();
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if let Some(character) = text.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '_') {
        return Err(IdError::Character { id: id(), character });
    }
    if RESERVED.contains(&text) {
        return Err(IdError::Reserved { id: id() });
    }
    Ok(())
}

/// Ids for a sentence: in backticks, with commas between.
pub(crate) fn list<T: fmt::Display>(ids: &[T]) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}
