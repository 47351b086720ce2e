//! Names of revisions.

use std::{fmt, str::FromStr};

/// The id of a revision: letters, digits and underscores, at most 32 of them, as many as the version
/// table holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RevisionId(String);

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing at all.
    #[error("a revision id cannot be empty")]
    Empty,
    /// A character that means something in identifiers such as `ae10+2` or `label@head`.
    #[error("`{0}` is no revision id: letters, digits and underscores are")]
    Character(String),
    /// More than the version table holds.
    #[error("`{0}` is too long for a revision id: 32 characters are the most")]
    TooLong(String),
    /// A word with a meaning of its own.
    #[error("`{0}` cannot be a revision id: the word means something else")]
    Word(String),
}

/// Words that stand for revisions.
const WORDS: [&str; 4] = ["head", "heads", "base", "current"];

impl FromStr for RevisionId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            Err(IdError::Empty)
        } else if WORDS.contains(&text) {
            Err(IdError::Word(text.to_owned()))
        } else if !text.chars().all(|c| c.is_alphanumeric() || c == '_') {
            Err(IdError::Character(text.to_owned()))
        } else if text.chars().count() > 32 {
            Err(IdError::TooLong(text.to_owned()))
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl RevisionId {
    /// An id as the version table holds it, whatever it is: it may name a revision no file has.
    pub(crate) fn stored(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
