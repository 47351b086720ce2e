//! One connection.

use std::{ops::Range, time::Duration};

use limbeck_lex::{statements, tokens};
use limbeck_schema::{Dialect, Family};

use crate::{DatabaseUrl, DbError, ScriptError, driver::Driver, mysql, postgres, sqlite, url::Place};

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

/// What one query answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, as text; none is NULL.
    pub rows: Vec<Vec<Option<String>>>,
}

/// One connection to one database, used by one thread at a time.
pub struct Session {
    driver: Box<dyn Driver>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("dialect", &self.dialect()).finish_non_exhaustive()
    }
}

impl Session {
    /// Connects.
    pub fn open(url: &DatabaseUrl, access: Access) -> Result<Self, DbError> {
        match url.place() {
            Place::SqliteFile(path) => Ok(Self::with(sqlite::Driver::file(path, access)?)),
            Place::SqliteMemory => Self::scratch(Family::Sqlite),
            Place::Postgres(address) => Ok(Self::with(postgres::Driver::open(address, access)?)),
            Place::Mysql(address) => Ok(Self::with(mysql::Driver::open(address, access)?)),
        }
    }

    /// Empty space that is gone with the session, for a family that needs no server for it.
    pub fn scratch(family: Family) -> Result<Self, DbError> {
        match family {
            Family::Sqlite => Ok(Self::with(sqlite::Driver::memory()?)),
            Family::Postgres | Family::Mysql => Err(DbError::NoScratch {
                place: "nothing".to_owned(),
                message: format!(
                    "{family} needs a server to try things on: name one with `url`, or with scratch_url"
                ),
            }),
        }
    }

    /// Empty space as it is where a database lives: beside it on its server, alike in all that changes
    /// what statements mean. It is gone with the session.
    pub fn scratch_on(url: &DatabaseUrl) -> Result<Self, DbError> {
        match url.place() {
            Place::SqliteFile(_) | Place::SqliteMemory => Self::scratch(Family::Sqlite),
            Place::Postgres(address) => Ok(Self::with(postgres::Driver::scratch_on(address)?)),
            Place::Mysql(address) => Ok(Self::with(mysql::Driver::scratch_on(address)?)),
        }
    }

    fn with(driver: impl Driver + 'static) -> Self {
        Self { driver: Box::new(driver) }
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        self.driver.dialect()
    }

    /// The namespace that names without one are in; none where there are no namespaces.
    pub fn namespace(&mut self) -> Result<Option<String>, DbError> {
        self.driver.namespace()
    }

    /// How long to wait for somebody else: another writer, another runner, a lock that a statement needs.
    pub fn set_lock_timeout(&mut self, timeout: Duration) -> Result<(), DbError> {
        self.driver.set_lock_timeout(timeout)
    }

    /// How long a statement may run, where the database can be told.
    pub fn set_statement_timeout(&mut self, timeout: Duration) -> Result<(), DbError> {
        self.driver.set_statement_timeout(timeout)
    }

    /// The column `value` of the first row, which must be text.
    pub fn text(&mut self, sql: &str) -> Result<Option<String>, DbError> {
        Ok(self.texts(sql)?.into_iter().next())
    }

    /// The column `value` of every row, which must be text.
    pub fn texts(&mut self, sql: &str) -> Result<Vec<String>, DbError> {
        self.driver.texts(sql)
    }

    /// What each of one or several queries answers, all sent at once; only where what is asked is no
    /// `SELECT` and has no column `value`: MySQL's `SHOW`.
    pub fn answers(&mut self, sql: &str) -> Result<Vec<Answer>, DbError> {
        self.driver.answers(sql)
    }

    /// Makes scratch space empty again where a transaction that is rolled back would not.
    pub fn clear(&mut self) -> Result<(), DbError> {
        self.driver.clear()
    }

    /// Runs one or several statements.
    pub fn execute(&mut self, sql: &str) -> Result<(), DbError> {
        self.driver.execute(sql)
    }

    /// Runs a script statement by statement; a failure says where.
    pub fn run_script(&mut self, script: &str) -> Result<(), ScriptError> {
        self.run_script_told(script, &mut |_, _, _| {})
    }

    /// The same; before each statement `tell` hears its number, from 1, how many there are, and its text.
    pub fn run_script_told(
        &mut self,
        script: &str,
        tell: &mut dyn FnMut(usize, usize, &str),
    ) -> Result<(), ScriptError> {
        let family = self.dialect().family;
        let found = statements(family, script).map_err(|error| ScriptError {
            index: 0,
            statement: error.start..script.len(),
            token: tokens(family, script).iter().find(|t| t.start == error.start).map(|t| t.start..t.end()),
            source: DbError::Sql { message: error.to_string() },
        })?;
        let count = found.len();
        for (index, statement) in found.into_iter().enumerate() {
            tell(index + 1, count, statement.text);
            self.run_statement(statement.text).map_err(|error| {
                let moved = |range: Range<usize>| range.start + statement.start..range.end + statement.start;
                let ScriptError { statement: own, token, source, .. } = error;
                ScriptError { index, statement: moved(own), token: token.map(moved), source }
            })?;
        }
        Ok(())
    }

    /// Runs one statement; a failure says where in it.
    pub fn run_statement(&mut self, statement: &str) -> Result<(), ScriptError> {
        self.execute(statement).map_err(|source| {
            let token = self.driver.stumbling_block(statement, &source);
            ScriptError { index: 0, statement: 0..statement.len(), token, source }
        })
    }

    /// Begins a transaction that writes and that no other runner's is beside; waits for others as long as
    /// the lock timeout says.
    pub fn begin(&mut self) -> Result<(), DbError> {
        self.driver.begin()
    }

    /// Keeps other runners out beyond the transaction that is open, for statements that will not run in
    /// one; nothing where the database itself has only one writer.
    pub fn hold(&mut self) -> Result<(), DbError> {
        self.driver.hold()
    }

    /// Lets them in again.
    pub fn release(&mut self) {
        self.driver.release();
    }

    /// Ends the transaction for good, and sets back what was set in it, as [`Session::reset`] does.
    pub fn commit(&mut self) -> Result<(), DbError> {
        self.driver.commit()
    }

    /// Ends the transaction as if it had not been; no error where there is none.
    pub fn rollback(&mut self) {
        self.driver.rollback();
    }

    /// What the server has told beside its answers since this was last asked: notices and warnings.
    pub fn notices(&mut self) -> Vec<String> {
        self.driver.notices()
    }

    /// How often a server was sent something and waited for.
    pub fn round_trips(&self) -> u64 {
        self.driver.round_trips()
    }

    /// Sets back what a script may have set for the whole session: roles, search paths, the enforcing of
    /// foreign keys.
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
