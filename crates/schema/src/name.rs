//! Names of things.

use std::{fmt, sync::Arc};

use crate::Spelled;

/// The name of a column, a constraint, an index, ...: never empty, quoted nowhere.
///
/// Equality follows the key, so that a database which ignores case finds `Users` under `users`. A copy shares the
/// text: names are most of what a schema holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Spelled<Arc<str>>);

/// A name must have at least one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name cannot be empty")]
pub struct EmptyName;

impl Name {
    /// Checks that there is a name at all.
    pub fn new(text: impl AsRef<str>) -> Result<Self, EmptyName> {
        let text = text.as_ref();
        if text.is_empty() { Err(EmptyName) } else { Ok(Self(Spelled::new(text))) }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// What it is looked up by.
    pub fn key(&self) -> &str {
        &self.0.key
    }

    /// The same name, found under `key`; for `limbeck-dialect`.
    #[must_use]
    pub fn folded(self, key: impl AsRef<str>) -> Self {
        let key = key.as_ref();
        let shared = if *self.0.text == *key { Arc::clone(&self.0.text) } else { key.into() };
        Self(self.0.with_key(shared))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The name of a table, a view, ...; `namespace` is `None` in the connection's default one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectName {
    /// PostgreSQL's schema, MySQL's database; always `None` on SQLite once canonical.
    pub namespace: Option<Name>,
    /// The name inside the namespace.
    pub name: Name,
}

impl ObjectName {
    /// A name in the default namespace.
    pub fn plain(name: Name) -> Self {
        Self { namespace: None, name }
    }
}

impl fmt::Display for ObjectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(namespace) = &self.namespace {
            write!(f, "{namespace}.")?;
        }
        self.name.fmt(f)
    }
}
