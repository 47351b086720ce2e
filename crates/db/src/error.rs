//! What can go wrong between here and the database.

use std::{path::PathBuf, time::Duration};

use crate::Refusal;

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
    /// A server that is not reached, or does not let us in.
    #[error("cannot connect to {place}: {message}")]
    Connect {
        /// Which server.
        place: String,
        /// Why, and what to do about it.
        message: String,
    },
    /// A server without this database.
    #[error("there is no database `{name}` on {place}: make it with `CREATE DATABASE`, if the name is right")]
    NoDatabase {
        /// Its name.
        name: String,
        /// Which server.
        place: String,
    },
    /// A connection that ended before its time.
    #[error("the connection to {place} was lost: {message}")]
    Lost {
        /// Which database.
        place: String,
        /// How it ended.
        message: String,
    },
    /// Somebody else's migrations are running.
    #[error("somebody else is running migrations on {place}{}, and still was after {} s: try again when they are done, or raise lock_timeout", by(holder.as_deref()), waited.as_secs())]
    Busy {
        /// Which database.
        place: String,
        /// Who, as far as the server tells.
        holder: Option<String>,
        /// How long it was waited for.
        waited: Duration,
    },
    /// No space of its own to try things in.
    #[error("scratch space cannot be made beside {place}: {message}")]
    NoScratch {
        /// Which database it should be like.
        place: String,
        /// Why, and what to do about it.
        message: String,
    },
    /// A server refuses a statement.
    #[error(transparent)]
    Refused(Box<Refusal>),
    /// It refuses a statement.
    #[error("{message}")]
    Sql {
        /// What the database says.
        message: String,
    },
}

impl DbError {
    /// Whether the same might be done outside a transaction, or over several.
    pub fn is_about_transactions(&self) -> bool {
        // 25001: what was asked cannot run in a transaction; 55P04: what the transaction has made cannot be
        // used in it, as a new label of an enumeration. 1179, 1568, 1694: the same on MySQL and MariaDB.
        let codes = ["25001", "55P04", "1179", "1568", "1694"];
        matches!(self, Self::Refused(refusal) if codes.iter().any(|code| refusal.is(code)))
    }

    /// Whether the database understood what it was asked, and does not want it: what is written is wrong,
    /// not the way to the database.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Sql { .. })
    }
}

fn by(holder: Option<&str>) -> String {
    holder.map(|holder| format!(" ({holder})")).unwrap_or_default()
}
