//! What a server says when it refuses.

use std::fmt;

use super::wire::Fields;

/// An error of a PostgreSQL server, with everything it says about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The SQLSTATE, such as `42P01`.
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
    pub(super) fn new(mut fields: Fields) -> Self {
        let mut take = |letter| fields.remove(&letter).filter(|text| !text.is_empty());
        Self {
            code: take('C').unwrap_or_default(),
            message: take('M').unwrap_or_default(),
            detail: take('D'),
            hint: take('H'),
            position: take('P').and_then(|text| text.parse().ok()),
            context: take('W'),
            about: ['n', 'c', 'd', 't'].into_iter().filter_map(take).collect(),
        }
    }

    /// Whether the SQLSTATE is this one.
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
fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("; ").trim_end_matches('.').to_owned()
}

/// A notice as psql shows it.
pub(super) fn notice(mut fields: Fields) -> String {
    let mut text = fields.remove(&'S').map(|severity| format!("{severity}: ")).unwrap_or_default();
    text.push_str(&fields.remove(&'M').unwrap_or_default());
    for (letter, title) in [('D', "detail"), ('H', "hint")] {
        if let Some(more) = fields.remove(&letter) {
            text.push_str(&format!("; {title}: {}", one_line(&more)));
        }
    }
    text
}
