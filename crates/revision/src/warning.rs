//! What a person should know of a way before it is gone.

use std::fmt;

use crate::{RevisionId, id::list};

/// Something that could have been meant otherwise, and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Steps down from where the database is, which is at several revisions.
    FirstOfSeveral {
        /// What was typed.
        text: String,
        /// Where the steps are counted from.
        taken: RevisionId,
        /// Where they could have been counted from as well.
        rest: Vec<RevisionId>,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::FirstOfSeveral { text, taken, rest } = self;
        let other = rest.first().map_or("LABEL", RevisionId::as_str);
        write!(
            f,
            "`{text}` could count from `{taken}` or from {}: it counts from `{taken}`, the first; name the branch by its label or an id on it, as in `{other}@{text}`",
            list(rest)
        )
    }
}
