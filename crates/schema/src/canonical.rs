//! The only thing the differ accepts.

use std::sync::Arc;

use crate::{Dialect, Schema};

/// A schema whose keys a dialect has judged: names folded, expressions as trees, references resolved. Nobody
/// changes it, so that copies are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canonical {
    schema: Arc<Schema>,
    dialect: Dialect,
}

impl Canonical {
    /// For `limbeck-dialect` alone: it vouches that `schema` is canonical. `xtask tidy` holds this.
    pub fn vouched(schema: Schema, dialect: Dialect) -> Self {
        Self { schema: Arc::new(schema), dialect }
    }

    /// The schema.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Whether both are one: without looking into them, so that two that are equal need not be.
    pub fn is_one_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.schema, &other.schema)
    }

    /// The dialect that judged it.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Gives the schema back, to change it; it must be judged again.
    pub fn into_schema(self) -> Schema {
        Arc::unwrap_or_clone(self.schema)
    }
}
