//! SQLite through diesel, with the library bundled.

mod stumble;
mod violation;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use diesel::{
    Connection, QueryableByName, RunQueryDsl, SqliteConnection, connection::SimpleConnection, sql_query,
    sql_types::Text,
};
// The bundled library is linked because this crate is named.
use libsqlite3_sys as _;

use limbeck_schema::{Dialect, Family, Version};

use crate::{Access, DbError, Violation, driver, driver::Driver as _};

/// How long another writer is waited for unless told otherwise.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

pub(crate) struct Driver {
    connection: SqliteConnection,
    place: String,
    path: PathBuf,
    lock_timeout: Duration,
    version: Version,
}

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Text)]
    value: String,
}

impl Driver {
    pub(crate) fn memory() -> Result<Self, DbError> {
        Self::connect(":memory:", "scratch space".to_owned(), PathBuf::from(":memory:"))
    }

    pub(crate) fn file(path: &Path, access: Access) -> Result<Self, DbError> {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                return Err(DbError::Open { path: path.to_owned(), message: "it is a directory".to_owned() });
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && access != Access::Create => {
                return Err(DbError::Missing { path: path.to_owned() });
            }
            _ => {}
        }
        let mode = match access {
            Access::Read => "ro",
            Access::Write => "rw",
            Access::Create => "rwc",
        };
        let uri = format!("file:{}?mode={mode}", escaped(path));
        let connect = |uri: &str| Self::connect(uri, path.display().to_string(), path.to_owned());
        match connect(&uri) {
            // A database in WAL mode wants files of its own beside it even for reading. Where they cannot
            // be made and none is there, nobody is writing, and it can be read as it lies (seen on 3.40).
            Err(DbError::ReadOnly { .. } | DbError::Open { .. })
                if access == Access::Read && !beside(path, "-wal").exists() =>
            {
                connect(&format!("{uri}&immutable=1"))
            }
            other => other,
        }
    }

    fn connect(uri: &str, place: String, path: PathBuf) -> Result<Self, DbError> {
        let connection = SqliteConnection::establish(uri)
            .map_err(|error| DbError::Open { path: path.clone(), message: plain(&error.to_string()) })?;
        let version = library_version()?;
        let mut driver = Self { connection, place, path, lock_timeout: LOCK_TIMEOUT, version };
        driver.reset()?;
        // Says at once whether this is a database at all. One that is locked is one: whoever uses the
        // session waits as long as it is told to.
        driver.set_lock_timeout(Duration::ZERO)?;
        match driver.texts("SELECT name AS value FROM sqlite_schema LIMIT 1") {
            Ok(_) | Err(DbError::Locked { .. }) => {}
            Err(error) => return Err(error),
        }
        driver.set_lock_timeout(LOCK_TIMEOUT)?;
        Ok(driver)
    }

    /// Diesel hides SQLite's result codes: what happened is told from the words (SQLite 3.53).
    fn error(&self, error: &diesel::result::Error) -> DbError {
        let message = error.to_string();
        let says = |words: &str| message.contains(words);
        if says("database is locked") || says("database table is locked") {
            DbError::Locked { place: self.place.clone(), waited: self.lock_timeout }
        } else if says("attempt to write a readonly database") {
            DbError::ReadOnly { place: self.place.clone() }
        } else if says("file is not a database") {
            DbError::NotADatabase { path: self.path.clone() }
        } else if says("unable to open database file") {
            DbError::Open { path: self.path.clone(), message }
        } else {
            DbError::Sql { message }
        }
    }
}

impl driver::Driver for Driver {
    fn dialect(&self) -> Dialect {
        Dialect::new(Family::Sqlite, self.version)
    }

    fn execute(&mut self, sql: &str) -> Result<(), DbError> {
        self.connection.batch_execute(sql).map_err(|error| self.error(&error))
    }

    fn texts(&mut self, sql: &str) -> Result<Vec<String>, DbError> {
        let rows: Vec<Value> =
            sql_query(sql).load(&mut self.connection).map_err(|error| self.error(&error))?;
        Ok(rows.into_iter().map(|row| row.value).collect())
    }

    fn begin(&mut self) -> Result<(), DbError> {
        self.execute("BEGIN IMMEDIATE")
    }

    fn commit(&mut self) -> Result<(), DbError> {
        self.execute("COMMIT")?;
        self.reset()
    }

    fn rollback(&mut self) {
        // A failed statement may have ended the transaction already.
        let _ = self.execute("ROLLBACK");
    }

    /// The bundled library enforces foreign keys unless told not to. A rebuilt table is dropped on the
    /// way, and with enforcement its children would go along (seen on 3.40 and 3.53).
    fn reset(&mut self) -> Result<(), DbError> {
        self.execute("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = OFF")
    }

    fn set_lock_timeout(&mut self, timeout: Duration) -> Result<(), DbError> {
        self.lock_timeout = timeout;
        self.execute(&format!("PRAGMA busy_timeout = {}", timeout.as_millis()))
    }

    /// Where in the statement SQLite stumbled, for errors that are about its text.
    fn stumbling_block(&mut self, statement: &str, error: &DbError) -> Option<std::ops::Range<usize>> {
        let DbError::Sql { message } = error else { return None };
        stumble::find(statement, message, |prefix| {
            // EXPLAIN compiles and does not run. A prefix cannot be a whole other statement that does
            // harm, and the script has failed anyway.
            let explained = self.connection.batch_execute(&format!("EXPLAIN {prefix}"));
            explained.err().map(|error| error.to_string())
        })
    }

    fn data_version(&mut self) -> Result<Option<String>, DbError> {
        violation::data_version(self)
    }

    fn foreign_key_violations(&mut self) -> Result<Vec<Violation>, DbError> {
        violation::violations(self)
    }
}

/// Asked elsewhere: any query reads the schema, and the database may be locked just now (3.53).
fn library_version() -> Result<Version, DbError> {
    let open = |error: String| DbError::Open { path: PathBuf::from(":memory:"), message: error };
    let mut memory = SqliteConnection::establish(":memory:").map_err(|error| open(error.to_string()))?;
    let query = sql_query("SELECT sqlite_version() AS value");
    let rows: Vec<Value> = query.load(&mut memory).map_err(|error| open(error.to_string()))?;
    let text = rows.into_iter().next().map(|row| row.value).unwrap_or_default();
    let mut numbers = text.split('.').map(|number| number.parse().unwrap_or_default());
    let mut next = || numbers.next().unwrap_or_default();
    Ok(Version { major: next(), minor: next(), patch: next() })
}

/// The file SQLite keeps beside a database.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// A path inside a `file:` URI.
fn escaped(path: &Path) -> String {
    let mut out = String::new();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' | b'~' => {
                out.push(byte.into())
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Diesel wraps the words of the database in its own.
fn plain(message: &str) -> String {
    message.rsplit("Encountered error: ").next().unwrap_or(message).to_owned()
}
