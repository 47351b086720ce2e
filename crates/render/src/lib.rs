//! A plan in, SQL text and revision files out: *in which words*.
//!
//! Pure. Nothing is decided here: the order, the recipe and the hazards came with the plan. Names are
//! quoted and small statements built by sea-query; what it cannot say, or says wrongly, is written here,
//! which on PostgreSQL is most.

mod postgres;
mod sqlite;
mod statement;
mod template;

#[cfg(test)]
mod tests;

pub use statement::{Script, Statement};
pub use template::{BUILT_IN, Draft, TemplateError, revision_file};

use limbeck_plan::Plan;
use limbeck_schema::{Dialect, Family};

/// The words for every group of a plan, in order.
pub fn scripts(plan: &Plan, dialect: Dialect) -> Vec<Script> {
    let words = match dialect.family {
        Family::Sqlite => sqlite::statements,
        Family::Postgres => postgres::statements,
    };
    plan.groups
        .iter()
        .map(|group| Script {
            transactional: group.transactional,
            statements: group.steps.iter().flat_map(words).collect(),
        })
        .collect()
}
