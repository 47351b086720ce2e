//! What a revision file says of itself.

use std::path::PathBuf;

use crate::RevisionId;

/// Which way a revision runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// Towards the heads.
    Upgrade,
    /// Towards the base.
    Downgrade,
}

impl Direction {
    /// Its name, as `limbeck_progress` keeps it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Upgrade => "upgrade",
            Self::Downgrade => "downgrade",
        }
    }
}

/// A revision, without its SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// What it is called.
    pub id: RevisionId,
    /// What it builds on: none for a base, several for a merge.
    pub parents: Vec<RevisionId>,
    /// Ids or branch labels of what must have run before, without being built upon.
    pub depends_on: Vec<String>,
    /// Names of the branch it begins.
    pub branch_labels: Vec<String>,
    /// What it is for; may be several lines.
    pub message: String,
    /// When it was written, as the file says it.
    pub created: Option<String>,
    /// Whether it runs in one transaction with its version row; `transaction: none` says it must not.
    pub in_transaction: bool,
    /// The file.
    pub path: PathBuf,
}
