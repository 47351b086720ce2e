//! Text as it was written, with what it means beside it.

use std::{cmp::Ordering, fmt, hash};

use smol_str::SmolStr;

/// A spelling and its meaning. Two are equal when their keys are; the text is what gets printed.
///
/// A reader makes one with [`Spelled::new`], where the key is the text itself. Only `limbeck-dialect`
/// replaces keys, with one canonical value per meaning: `VARCHAR(10)` and `varchar (10)` share a key.
#[derive(Debug, Clone)]
pub struct Spelled<T> {
    /// As the author or the database wrote it.
    pub text: T,
    /// What it means: equality, order and hash look only here.
    pub key: T,
}

impl<T: Clone> Spelled<T> {
    /// A spelling nobody has judged yet: it means what it says.
    pub fn new(text: impl Into<T>) -> Self {
        let text = text.into();
        Self { key: text.clone(), text }
    }

    /// The same spelling, meaning `key`.
    pub fn with_key(self, key: impl Into<T>) -> Self {
        Self { text: self.text, key: key.into() }
    }
}

impl<T: PartialEq> PartialEq for Spelled<T> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<T: Eq> Eq for Spelled<T> {}

impl<T: Ord> Ord for Spelled<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

impl<T: Ord> PartialOrd for Spelled<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: hash::Hash> hash::Hash for Spelled<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl<T: fmt::Display> fmt::Display for Spelled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

/// The type of a column in the database's own words, never rejected and never approximated.
/// SQLite allows none at all: then the text is empty.
pub type SqlType = Spelled<SmolStr>;

/// An expression: a default, a check, an index term, a predicate, a generated column.
pub type Expr = Spelled<SmolStr>;

/// A whole `CREATE` statement kept as its author wrote it, without the closing semicolon.
pub type Statement = Spelled<SmolStr>;
