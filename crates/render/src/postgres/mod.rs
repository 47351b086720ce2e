//! PostgreSQL's words.

use limbeck_plan::Step;

use crate::Statement;

/// The statements of one step; its hazards stand above the first.
pub(crate) fn statements(_step: &Step) -> Vec<Statement> {
    Vec::new()
}
