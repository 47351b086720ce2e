//! Primary keys and unique constraints.

use std::collections::BTreeMap;

use crate::{Deferral, Expr, Name};

/// The name of a constraint.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum KeyName {
    /// The author gave it one.
    Given(Name),
    /// None was given: whatever the database made up does not count.
    #[default]
    Implied,
}

impl KeyName {
    /// The name that was given.
    pub fn given(&self) -> Option<&Name> {
        match self {
            Self::Given(name) => Some(name),
            Self::Implied => None,
        }
    }
}

/// A column as part of a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyPart {
    /// The column.
    pub column: Name,
    /// `DESC`.
    pub descending: bool,
    /// A collation of the key's own, where it is not the column's.
    pub collation: Option<Name>,
    /// How many characters, or bytes of a binary column, MySQL takes of each value, where not all.
    pub length: Option<u32>,
}

impl KeyPart {
    /// The column, ascending, in its own collation.
    pub fn plain(column: Name) -> Self {
        Self { column, descending: false, collation: None, length: None }
    }
}

/// SQLite's `ON CONFLICT` clause of a constraint; abort is the default and is never spelled here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Conflict {
    /// Ends the transaction.
    Rollback,
    /// Ends the statement and keeps what it did.
    Fail,
    /// Skips the row.
    Ignore,
    /// Deletes the row in the way.
    Replace,
}

/// The primary key of a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PrimaryKey {
    /// Its name.
    pub name: KeyName,
    /// Its columns, in order.
    pub parts: Vec<KeyPart>,
    /// SQLite's `AUTOINCREMENT`: ids are never used again.
    pub autoincrement: bool,
    /// SQLite's `ON CONFLICT`.
    pub on_conflict: Option<Conflict>,
    /// When it is checked.
    pub deferral: Deferral,
    /// What its index holds beside its columns.
    pub include: Vec<Name>,
    /// PostgreSQL's `WITHOUT OVERLAPS` on the last column (18).
    pub without_overlaps: bool,
    /// Parameters of its index, such as `fillfactor`; on MySQL as in [`Index`](crate::Index).
    pub parameters: BTreeMap<String, String>,
}

impl PrimaryKey {
    /// Whether the column is one of its own.
    pub fn is_over(&self, column: &Name) -> bool {
        self.parts.iter().any(|part| part.column == *column)
    }

    /// The same under another name.
    #[must_use]
    pub fn named(&self, name: KeyName) -> Self {
        Self { name, ..self.clone() }
    }

    /// A key over these columns, with nothing else said of it.
    pub fn over(columns: impl IntoIterator<Item = Name>) -> Self {
        Self {
            name: KeyName::Implied,
            parts: columns.into_iter().map(KeyPart::plain).collect(),
            autoincrement: false,
            on_conflict: None,
            deferral: Deferral::NotDeferrable,
            include: Vec::new(),
            without_overlaps: false,
            parameters: BTreeMap::new(),
        }
    }
}

/// A unique constraint; an index that is unique is an [`Index`](crate::Index).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unique {
    /// Its name.
    pub name: KeyName,
    /// Its columns, in order.
    pub parts: Vec<KeyPart>,
    /// SQLite's `ON CONFLICT`.
    pub on_conflict: Option<Conflict>,
    /// When it is checked.
    pub deferral: Deferral,
    /// What its index holds beside its columns.
    pub include: Vec<Name>,
    /// Whether two rows that hold NULL are the same.
    pub nulls_not_distinct: bool,
    /// PostgreSQL's `WITHOUT OVERLAPS` on the last column (18).
    pub without_overlaps: bool,
    /// Parameters of its index, such as `fillfactor`.
    pub parameters: BTreeMap<String, String>,
}

impl Unique {
    /// The same under another name.
    #[must_use]
    pub fn named(&self, name: KeyName) -> Self {
        Self { name, ..self.clone() }
    }

    /// A constraint without a name over these columns, with nothing else said of it.
    pub fn over(columns: impl IntoIterator<Item = Name>) -> Self {
        Self {
            name: KeyName::Implied,
            parts: columns.into_iter().map(KeyPart::plain).collect(),
            on_conflict: None,
            deferral: Deferral::NotDeferrable,
            include: Vec::new(),
            nulls_not_distinct: false,
            without_overlaps: false,
            parameters: BTreeMap::new(),
        }
    }
}

/// PostgreSQL's exclusion constraint.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exclusion {
    /// Its name.
    pub name: KeyName,
    /// The constraint from the word `EXCLUDE` on.
    pub definition: Expr,
}

impl Exclusion {
    /// The same under another name.
    #[must_use]
    pub fn named(&self, name: KeyName) -> Self {
        Self { name, ..self.clone() }
    }
}
