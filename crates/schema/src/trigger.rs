//! Triggers.

use crate::{Name, Named, Statement};

/// A trigger of the table or view that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Its name.
    pub name: Name,
    /// The `CREATE TRIGGER` statement.
    pub definition: Statement,
    /// When it fires.
    pub state: TriggerState,
}

impl Trigger {
    /// A trigger that fires.
    pub fn new(name: Name, definition: Statement) -> Self {
        Self { name, definition, state: TriggerState::Enabled }
    }
}

/// PostgreSQL's `ENABLE` and `DISABLE TRIGGER`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum TriggerState {
    /// On everybody's writes.
    #[default]
    Enabled,
    /// Never.
    Disabled,
    /// On what replication writes.
    Replica,
    /// On both.
    Always,
}

impl Named for Trigger {
    type Key = Name;
    fn name(&self) -> &Name {
        &self.name
    }
}
