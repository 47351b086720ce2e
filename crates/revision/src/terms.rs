//! On which terms revisions run.

use limbeck_schema::Family;

use crate::{RunError, Step};

/// What holds for a whole run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms<'a> {
    /// The table that keeps where the database is.
    pub version_table: &'a str,
    /// Whether each revision is a transaction of its own; else all of a run are one.
    pub transaction_per_migration: bool,
}

impl<'a> From<&'a str> for Terms<'a> {
    /// The table, and a transaction for each revision.
    fn from(version_table: &'a str) -> Self {
        Self { version_table, transaction_per_migration: true }
    }
}

impl<'a> From<&'a String> for Terms<'a> {
    fn from(version_table: &'a String) -> Self {
        version_table.as_str().into()
    }
}

impl Terms<'_> {
    /// Refuses what cannot be one transaction where all is to be one.
    pub(crate) fn check(&self, family: Family, steps: &[Step<'_>]) -> Result<(), RunError> {
        if self.transaction_per_migration {
            return Ok(());
        }
        if !family.rolls_back_definitions() {
            return Err(RunError::NotTogether);
        }
        match steps.iter().find(|step| !step.file.revision.in_transaction) {
            Some(step) => Err(RunError::Outside { id: step.id().clone() }),
            None => Ok(()),
        }
    }
}
