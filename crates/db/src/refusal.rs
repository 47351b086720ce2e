//! What a server says when it refuses.

use std::fmt;

/// An error of a server, with everything it says about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// PostgreSQL's SQLSTATE, such as `42P01`; MySQL's and MariaDB's number, such as `1064`.
    pub code: String,
    /// The message, in the server's language.
    pub message: String,
    /// More of it.
    pub detail: Option<String>,
    /// What the server would do about it.
    pub hint: Option<String>,
    /// Where in the statement, in characters from 1.
    pub position: Option<usize>,
    /// The functions it happened in.
    pub context: Option<String>,
    /// The constraint, column, type and table it is about, those of them that the server names.
    pub about: Vec<String>,
}

impl Refusal {
    /// Whether the code is this one.
    pub fn is(&self, code: &str) -> bool {
        self.code == code
    }
}

impl std::error::Error for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", one_line(&self.message), self.code)?;
        if let Some(detail) = &self.detail {
            write!(f, ": {}", one_line(detail))?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "; hint: {}", one_line(hint))?;
        }
        Ok(())
    }
}

/// Sentences of several lines, such as lists of what depends on something, in one line.
pub(crate) fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("; ").trim_end_matches('.').to_owned()
}
