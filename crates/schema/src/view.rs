//! Views.

use crate::{Items, Named, ObjectName, Statement, Trigger};

/// A view, with the triggers that stand in for writing to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its name.
    pub name: ObjectName,
    /// The `CREATE VIEW` statement.
    pub definition: Statement,
    /// `INSTEAD OF` triggers.
    pub triggers: Items<Trigger>,
}

impl Named for View {
    type Key = ObjectName;
    fn name(&self) -> &ObjectName {
        &self.name
    }
}
