//! One connection.

use std::time::Duration;

use limbeck_lex::{statements, tokens};
use limbeck_schema::{Dialect, Family, Version};

use crate::{DatabaseUrl, DbError, ScriptError, sqlite, url::Place};

/// What a session may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Only look: nothing is written, no file is made.
    Read,
    /// Write to what is there.
    Write,
    /// Make the database if it is not there, and write to it.
    Create,
}

/// A row whose foreign key leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// The table of the row.
    pub table: String,
    /// Which row, as the database counts them; none where the whole key does not fit.
    pub row: Option<String>,
    /// The table that should hold its parent.
    pub parent: String,
    /// What is wrong with the key itself, where something is.
    pub problem: Option<String>,
}

/// One connection to one database, used by one thread at a time.
pub struct Session {
    driver: sqlite::Driver,
    dialect: Dialect,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("dialect", &self.dialect).finish_non_exhaustive()
    }
}

impl Session {
    /// Connects.
    pub fn open(url: &DatabaseUrl, access: Access) -> Result<Self, DbError> {
        match url.place() {
            Place::SqliteFile(path) => Self::with(sqlite::Driver::file(path, access)?),
            Place::SqliteMemory => Self::scratch(Family::Sqlite),
        }
    }

    /// Empty space that is gone with the session.
    pub fn scratch(family: Family) -> Result<Self, DbError> {
        match family {
            Family::Sqlite => Self::with(sqlite::Driver::memory()?),
            Family::Postgres => Err(DbError::Sql { message: "not yet".to_owned() }),
        }
    }

    fn with(driver: sqlite::Driver) -> Result<Self, DbError> {
        // Asked elsewhere: any query reads the schema, and the database may be locked just now (3.53).
        let text =
            sqlite::Driver::memory()?.texts("SELECT sqlite_version() AS value")?.pop().unwrap_or_default();
        let mut numbers = text.split('.').map(|number| number.parse().unwrap_or_default());
        let mut next = || numbers.next().unwrap_or_default();
        let version = Version { major: next(), minor: next(), patch: next() };
        Ok(Self { driver, dialect: Dialect { family: Family::Sqlite, version } })
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// How long to wait for another writer.
    pub fn set_lock_timeout(&mut self, timeout: Duration) -> Result<(), DbError> {
        self.driver.set_lock_timeout(timeout)
    }

    /// The column `value` of the first row, which must be text.
    pub fn text(&mut self, sql: &str) -> Result<Option<String>, DbError> {
        Ok(self.texts(sql)?.into_iter().next())
    }

    /// The column `value` of every row, which must be text.
    pub fn texts(&mut self, sql: &str) -> Result<Vec<String>, DbError> {
        self.driver.texts(sql)
    }

    /// Runs one or several statements.
    pub fn execute(&mut self, sql: &str) -> Result<(), DbError> {
        self.driver.execute(sql)
    }

    /// Runs a script statement by statement; a failure says where.
    pub fn run_script(&mut self, script: &str) -> Result<(), ScriptError> {
        let family = self.dialect.family;
        let found = statements(family, script).map_err(|error| ScriptError {
            index: 0,
            statement: error.start..script.len(),
            token: tokens(family, script).iter().find(|t| t.start == error.start).map(|t| t.start..t.end()),
            source: DbError::Sql { message: error.to_string() },
        })?;
        for (index, statement) in found.into_iter().enumerate() {
            self.execute(statement.text).map_err(|source| {
                let token = self.driver.stumbling_block(statement.text, &source);
                ScriptError {
                    index,
                    statement: statement.start..statement.start + statement.text.len(),
                    token: token.map(|token| token.start + statement.start..token.end + statement.start),
                    source,
                }
            })?;
        }
        Ok(())
    }

    /// Begins a transaction that writes; waits for others as long as the lock timeout says.
    pub fn begin(&mut self) -> Result<(), DbError> {
        self.execute("BEGIN IMMEDIATE")
    }

    /// Ends the transaction for good.
    pub fn commit(&mut self) -> Result<(), DbError> {
        self.execute("COMMIT")
    }

    /// Ends the transaction as if it had not been; no error where there is none.
    pub fn rollback(&mut self) {
        // A failed statement may have ended the transaction already.
        let _ = self.execute("ROLLBACK");
    }

    /// Sets back what a script may have set for the whole session, such as the enforcing of foreign keys.
    pub fn reset(&mut self) -> Result<(), DbError> {
        self.driver.reset()
    }

    /// Something that changes when others have written, so that what was read before may be out of
    /// date; what this session writes leaves it. None where the database does not tell.
    pub fn data_version(&mut self) -> Result<Option<String>, DbError> {
        self.driver.data_version()
    }

    /// Rows whose foreign keys lead nowhere.
    pub fn foreign_key_violations(&mut self) -> Result<Vec<Violation>, DbError> {
        self.driver.foreign_key_violations()
    }
}
