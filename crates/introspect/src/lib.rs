//! Live-database introspection: catalogs to schema.
//!
//! A constant number of queries, each in a `.sql` file of its own, whose answers pure functions put
//! together. What the catalogs hide is read from the statements the database keeps; and because that
//! reading could be wrong, it is held against the catalogs wherever they say the same thing.
//!
//! Names, types and expressions are handed over as they are spelled. What they mean, what is in scope,
//! and what to do about it is for others.

mod cursor;
mod error;
mod mysql;
mod postgres;
mod sqlite;

#[cfg(test)]
mod tests;

pub use error::IntrospectError;

use limbeck_db::Session;
use limbeck_schema::{Diagnostic, Dialect, Family, Schema};

/// What a database holds.
#[derive(Debug, Clone, Default)]
pub struct Introspected {
    /// All of it, apart from what the database keeps for itself.
    pub schema: Schema,
    /// The `CREATE` statement of everything, in order of creation, as the database keeps it: run in
    /// empty space, they make the same schema. Without closing semicolons.
    pub statements: Vec<String>,
    /// What could not be read for certain. After an error nothing may be generated from the schema.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the database of the session, all of it as of one moment, and changes nothing.
pub fn introspect(session: &mut Session) -> Result<Introspected, IntrospectError> {
    let dialect = session.dialect();
    assemble(&read(session)?, dialect)
}

/// The first half of [`introspect`]: what the database says of itself, all of it as of one moment, as a
/// text that can be kept. It is only understood by the version of limbeck that read it.
pub fn read(session: &mut Session) -> Result<String, IntrospectError> {
    (reader(session.dialect().family).read)(session)
}

/// The second half of [`introspect`]: puts together what was read from a database of that dialect.
pub fn assemble(document: &str, dialect: Dialect) -> Result<Introspected, IntrospectError> {
    (reader(dialect.family).assemble)(document)
}

/// How databases of one family are read.
struct Reader {
    read: fn(&mut Session) -> Result<String, IntrospectError>,
    assemble: fn(&str) -> Result<Introspected, IntrospectError>,
}

fn reader(family: Family) -> Reader {
    match family {
        Family::Sqlite => Reader { read: sqlite::read, assemble: sqlite::assemble },
        Family::Postgres => Reader { read: postgres::read, assemble: postgres::assemble },
        Family::Mysql => Reader { read: mysql::read, assemble: mysql::assemble },
    }
}
