//! What each database means: which spellings are one thing, which names are one name, which types are
//! of one kind.
//!
//! Pure. The only crate that makes a [`Canonical`], and so the only one that decides when two things
//! are equal. A rule may be incomplete (two spellings of one thing get two keys, and a person sees a
//! difference that is none) but never wrong (two things get one key, and a difference is missed).

mod complete;
mod postgres;
mod rename;
mod rules;
mod sqlite;

#[cfg(test)]
mod tests;

pub use complete::{Completed, complete};
pub use rename::{RenameConflict, rename};

use limbeck_schema::{Canonical, Dialect, Schema};

/// Judges every spelling of the schema.
pub fn canonicalize(schema: Schema, dialect: Dialect) -> Canonical {
    Canonical::vouched(rules::of(dialect.family).canonicalize(schema), dialect)
}
