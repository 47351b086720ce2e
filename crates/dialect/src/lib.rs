//! What each database means: which spellings are one thing, which names are one name, which types are
//! of one kind.
//!
//! Pure. The only crate that makes a [`Canonical`], and so the only one that decides when two things
//! are equal. A rule may be incomplete (two spellings of one thing get two keys, and a person sees a
//! difference that is none) but never wrong (two things get one key, and a difference is missed).

mod complete;
mod mysql;
mod namespace;
mod parentheses;
mod postgres;
mod references;
mod rename;
mod rules;
mod sqlite;

#[cfg(test)]
mod tests;

pub use complete::{Completed, complete};
pub use namespace::{in_default_namespace, in_other_databases};
pub use rename::{RenameConflict, rename};

use limbeck_schema::{Canonical, Dialect, Family, Name, ObjectName, Schema};

/// Judges every spelling of the schema.
pub fn canonicalize(schema: Schema, dialect: Dialect) -> Canonical {
    Canonical::vouched(rules::of(dialect.family).canonicalize(schema, dialect), dialect)
}

/// Whether only a server can say a schema's texts in other names, and what an expression means: then
/// both sides have to come from one before they are compared for good.
pub fn is_said_by_server(family: Family) -> bool {
    rules::of(family).is_said_by_server()
}

/// The start of a name that is too long for the database, `room` shorter than the longest name it takes; none
/// where the name fits.
pub fn cut(family: Family, name: &str, room: usize) -> Option<&str> {
    rules::of(family).cut(name, room)
}

/// The name of a table or a view under the keys it is looked up by: what a person typed, as the database finds
/// it.
pub fn fold_table_name(dialect: Dialect, name: &ObjectName) -> ObjectName {
    rules::of(dialect.family).fold_table_name(name.clone(), dialect)
}

/// The name of a column under the key it is looked up by.
pub fn fold_name(family: Family, name: &Name) -> Name {
    rules::of(family).fold_name(name.clone())
}
