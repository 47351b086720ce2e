//! Triggers.

use crate::{Name, Named, Statement};

/// A trigger of the table or view that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Its name.
    pub name: Name,
    /// The `CREATE TRIGGER` statement.
    pub definition: Statement,
}

impl Named for Trigger {
    type Key = Name;
    fn name(&self) -> &Name {
        &self.name
    }
}
