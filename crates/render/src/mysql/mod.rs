//! MySQL's and MariaDB's words.
//!
//! Facts were run on MySQL 9.7, MariaDB 10.11 and 11.8.

mod alter;
mod column;
mod default;
mod foreign_key;
mod index;
mod key;
mod object;
mod options;
mod quote;
mod table;
mod view;

#[cfg(test)]
mod tests;

pub(crate) use table::create as create_table;

use limbeck_plan::{Op, Step};
use limbeck_schema::{Dialect, Name, ObjectName, Pair};

use crate::Statement;
use quote::{qualified, verbatim};

/// The statements of one step; its hazards stand above the first.
pub(crate) fn statements(step: &Step, dialect: Dialect) -> Vec<Statement> {
    let mut statements: Vec<Statement> = sql(&step.op, dialect).into_iter().map(Statement::plain).collect();
    if let Some(first) = statements.first_mut() {
        first.comments.extend(step.hazards.iter().map(|hazard| format!("hazard {hazard}")));
    }
    statements
}

fn sql(op: &Op, dialect: Dialect) -> Vec<String> {
    let one = match op {
        Op::CreateTable(table) => table::create(table, dialect),
        Op::DropTable(name) => format!("DROP TABLE {}", qualified(name)),
        Op::RenameTable(names) => rename_table(names),
        Op::AlterTogether { table, clauses } => return alter::statements(table, clauses, dialect),
        Op::CreateView(view) => view::create(view),
        Op::ReplaceView(view) => view::replace(view),
        Op::DropView { name, .. } => format!("DROP VIEW {}", qualified(name)),
        Op::CreateTrigger { trigger, .. } => verbatim(&trigger.definition.text),
        Op::DropTrigger { on, name } => drop_trigger(on, name),
        Op::CheckForeignKeys(checked) => format!("SET foreign_key_checks = {}", u8::from(*checked)),
        Op::CreateObject(object) => return object::create(object).into_iter().collect(),
        Op::DropObject(id) => return object::drop(id).into_iter().collect(),
        // What belongs to a table its planner plans as `AlterTogether`; the rest MySQL does not have.
        Op::RenameColumn { .. }
        | Op::AddColumn { .. }
        | Op::DropColumn { .. }
        | Op::RebuildTable(_)
        | Op::CreateIndex { .. }
        | Op::DropIndex { .. }
        | Op::AlterView { .. }
        | Op::AlterTable { .. }
        | Op::AlterObject { .. }
        | Op::Rename { .. }
        | Op::Comment { .. }
        | Op::LeaveBodiesUnchecked
        | Op::Grant(_)
        | Op::Revoke(_)
        | Op::CatchUp { .. } => return Vec::new(),
    };
    vec![one]
}

fn rename_table(names: &Pair<ObjectName>) -> String {
    format!("RENAME TABLE {} TO {}", qualified(&names.before), qualified(&names.after))
}

/// A trigger is where its table is, and its name is the database's, not the table's.
fn drop_trigger(on: &ObjectName, name: &Name) -> String {
    let trigger = ObjectName { namespace: on.namespace.clone(), name: name.clone() };
    format!("DROP TRIGGER {}", qualified(&trigger))
}
