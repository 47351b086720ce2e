//! Which type each database is asked for, for a type that a Rust source names.

mod postgres;
mod sqlite;

use limbeck_schema::Family;

/// What a Rust type holds, whatever database keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Bool,
    SmallInt,
    Integer,
    BigInt,
    Real,
    Double,
    Numeric,
    Text,
    Binary,
    Date,
    Time,
    Timestamp,
    Uuid,
    Json,
}

/// One family's words.
pub(crate) struct Ddl {
    /// Diesel's SQL type, by the last segment of its path.
    pub(crate) diesel: fn(&str) -> Option<&'static str>,
    /// A Rust type.
    pub(crate) rust: fn(Kind) -> &'static str,
    /// The type of a column that is the whole primary key, where it has to be another one.
    pub(crate) sole_key: fn(&str) -> Option<&'static str>,
}

/// The words of a family.
pub(crate) fn of(family: Family) -> Ddl {
    match family {
        Family::Sqlite => sqlite::DDL,
        Family::Postgres => postgres::DDL,
    }
}
