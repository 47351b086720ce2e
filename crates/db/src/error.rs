//! What can go wrong between here and the database.

use std::{path::PathBuf, time::Duration};

/// Why the database did not do what it was asked to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// There is no such file.
    #[error("there is no database at {}: `limbeck upgrade head` makes it, if the path is right", path.display())]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// Something else is there.
    #[error("{} is no SQLite database", path.display())]
    NotADatabase {
        /// Where.
        path: PathBuf,
    },
    /// It may be read and not written.
    #[error("{place} is read-only: check the permissions of the file and of its directory")]
    ReadOnly {
        /// Which database.
        place: String,
    },
    /// Somebody else is writing.
    #[error("{place} is locked by another program, and still was after {} s: try again when it is done, or raise lock_timeout", waited.as_secs())]
    Locked {
        /// Which database.
        place: String,
        /// How long it was waited for.
        waited: Duration,
    },
    /// It cannot be opened.
    #[error("{} cannot be opened: {message}", path.display())]
    Open {
        /// Where.
        path: PathBuf,
        /// What the database says.
        message: String,
    },
    /// It refuses a statement.
    #[error("{message}")]
    Sql {
        /// What the database says.
        message: String,
    },
}
