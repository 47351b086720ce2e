//! A plan in, SQL text and revision files out: *in which words*.
//!
//! Pure. Nothing is decided here: the order, the recipe and the hazards came with the plan. Names are
//! quoted and small statements built by sea-query; what it cannot say, or says wrongly, is written here,
//! which on PostgreSQL is most.

mod mysql;
mod postgres;
mod sqlite;
mod statement;
mod template;

#[cfg(test)]
mod tests;

pub use statement::{Script, Statement};
pub use template::{BUILT_IN, Draft, TemplateError, revision_file};

use limbeck_plan::{Plan, Step};
use limbeck_schema::{Dialect, Family, Table};

/// The words for every group of a plan, in order.
pub fn scripts(plan: &Plan, dialect: Dialect) -> Vec<Script> {
    let statements = words(dialect.family).statements;
    plan.groups
        .iter()
        .map(|group| Script {
            transactional: group.transactional,
            statements: group.steps.iter().flat_map(|step| statements(step, dialect)).collect(),
        })
        .collect()
}

/// The words that make one table, as they stand in a plan.
pub fn create_table(table: &Table, dialect: Dialect) -> String {
    (words(dialect.family).create_table)(table, dialect)
}

/// How one family says things.
struct Words {
    statements: fn(&Step, Dialect) -> Vec<Statement>,
    create_table: fn(&Table, Dialect) -> String,
}

fn words(family: Family) -> Words {
    match family {
        Family::Sqlite => Words {
            statements: |step, _| sqlite::statements(step),
            create_table: |table, _| sqlite::create_table(table),
        },
        Family::Postgres => Words {
            statements: |step, _| postgres::statements(step),
            create_table: |table, _| postgres::create_table(table),
        },
        Family::Mysql => Words { statements: mysql::statements, create_table: mysql::create_table },
    }
}
