//! SQLite through diesel, with the library bundled.

mod stumble;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use diesel::{
    Connection, QueryableByName, RunQueryDsl, SqliteConnection,
    connection::SimpleConnection,
    sql_query,
    sql_types::{Nullable, Text},
};
// The bundled library is linked because this crate is named.
use libsqlite3_sys as _;

use crate::{Access, DbError, Violation};

/// How long another writer is waited for unless told otherwise.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

pub(crate) struct Driver {
    connection: SqliteConnection,
    place: String,
    path: PathBuf,
    lock_timeout: Duration,
}

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Text)]
    value: String,
}

#[derive(QueryableByName)]
struct ViolationRow {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    row_id: Option<String>,
    #[diesel(sql_type = Text)]
    parent: String,
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
        Self::connect(&uri, path.display().to_string(), path.to_owned())
    }

    fn connect(uri: &str, place: String, path: PathBuf) -> Result<Self, DbError> {
        let connection = SqliteConnection::establish(uri)
            .map_err(|error| DbError::Open { path: path.clone(), message: plain(&error.to_string()) })?;
        let mut driver = Self { connection, place, path, lock_timeout: LOCK_TIMEOUT };
        driver.set_lock_timeout(LOCK_TIMEOUT)?;
        // The bundled library enforces foreign keys unless told not to. A rebuilt table is dropped on
        // the way, and with enforcement its children would go along (seen on 3.40 and 3.53).
        driver.execute("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = OFF")?;
        // Says at once whether this is a database at all.
        driver.texts("SELECT name AS value FROM sqlite_schema LIMIT 1")?;
        Ok(driver)
    }

    pub(crate) fn set_lock_timeout(&mut self, timeout: Duration) -> Result<(), DbError> {
        self.lock_timeout = timeout;
        self.execute(&format!("PRAGMA busy_timeout = {}", timeout.as_millis()))
    }

    pub(crate) fn execute(&mut self, sql: &str) -> Result<(), DbError> {
        self.connection.batch_execute(sql).map_err(|error| self.error(&error))
    }

    pub(crate) fn texts(&mut self, sql: &str) -> Result<Vec<String>, DbError> {
        let rows: Vec<Value> =
            sql_query(sql).load(&mut self.connection).map_err(|error| self.error(&error))?;
        Ok(rows.into_iter().map(|row| row.value).collect())
    }

    /// Table by table: one whose key does not fit its parent fails the whole check (seen on 3.53).
    pub(crate) fn foreign_key_violations(&mut self) -> Result<Vec<Violation>, DbError> {
        let tables = "SELECT DISTINCT m.name AS value FROM sqlite_schema AS m JOIN pragma_foreign_key_list(m.name) \
                      WHERE m.type = 'table' ORDER BY m.name";
        let mut found = Vec::new();
        for table in self.texts(tables)? {
            let literal = table.replace('\'', "''");
            let sql = format!(
                "SELECT \"table\" AS name, CAST(rowid AS TEXT) AS row_id, parent FROM pragma_foreign_key_check('{literal}')"
            );
            match sql_query(sql).load::<ViolationRow>(&mut self.connection) {
                Ok(rows) => found.extend(rows.into_iter().map(|row| Violation {
                    table: row.name,
                    row: row.row_id,
                    parent: row.parent,
                    problem: None,
                })),
                Err(error) => found.push(Violation {
                    table,
                    row: None,
                    parent: String::new(),
                    problem: Some(error.to_string()),
                }),
            }
        }
        found.sort();
        Ok(found)
    }

    /// Where in the statement SQLite stumbled, for errors that are about its text.
    pub(crate) fn stumbling_block(
        &mut self,
        statement: &str,
        error: &DbError,
    ) -> Option<std::ops::Range<usize>> {
        let DbError::Sql { message } = error else { return None };
        stumble::find(statement, message, |prefix| {
            // EXPLAIN compiles and does not run. A prefix cannot be a whole other statement that does
            // harm, and the script has failed anyway.
            let explained = self.connection.batch_execute(&format!("EXPLAIN {prefix}"));
            explained.err().map(|error| error.to_string())
        })
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
