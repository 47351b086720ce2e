//! SQLite's words.

mod column;
mod foreign_key;
mod index;
mod key;
mod quote;
mod rebuild;
mod table;

pub(crate) use table::create as create_table;

use limbeck_plan::{Op, Step};
use sea_query::{Alias, SqliteQueryBuilder, Table as TableStatement};

use crate::Statement;
use quote::{quoted, verbatim};

/// The statements of one step; its hazards stand above the first.
pub(crate) fn statements(step: &Step) -> Vec<Statement> {
    let mut statements = match &step.op {
        Op::RebuildTable(rebuild) => rebuild::statements(rebuild),
        op => vec![Statement::plain(sql(op))],
    };
    if let Some(first) = statements.first_mut() {
        first.comments.splice(0..0, step.hazards.iter().map(|hazard| format!("hazard {hazard}")));
    }
    statements
}

fn sql(op: &Op) -> String {
    match op {
        Op::CreateTable(table) => table::create(table),
        Op::DropTable(name) => drop_table(name.name.as_str()),
        Op::RenameTable(names) => rename_table(names.before.name.as_str(), names.after.name.as_str()),
        Op::RenameColumn { table, names } => TableStatement::alter()
            .table(Alias::new(table.name.as_str()))
            .rename_column(Alias::new(names.before.as_str()), Alias::new(names.after.as_str()))
            .to_string(SqliteQueryBuilder),
        Op::AddColumn { table, added } => column::add(table, added),
        Op::DropColumn { table, column } => TableStatement::alter()
            .table(Alias::new(table.name.as_str()))
            .drop_column(Alias::new(column.as_str()))
            .to_string(SqliteQueryBuilder),
        // Said by the caller, which has several statements for it.
        Op::RebuildTable(rebuild) => table::create(&rebuild.holding),
        Op::CreateIndex { table, index } => index::create(table, index),
        Op::DropIndex { name, .. } => format!("DROP INDEX {}", quoted(name)),
        Op::CreateView(view) | Op::ReplaceView(view) => verbatim(&view.definition.text),
        Op::DropView { name, .. } => format!("DROP VIEW {}", quoted(&name.name)),
        Op::CreateTrigger { trigger, .. } => verbatim(&trigger.definition.text),
        Op::DropTrigger { name, .. } => format!("DROP TRIGGER {}", quoted(name)),
        // What SQLite does not have, its planner does not plan.
        Op::AlterView { .. }
        | Op::AlterTable { .. }
        | Op::AlterTogether { .. }
        | Op::CreateObject(_)
        | Op::DropObject(_)
        | Op::AlterObject { .. }
        | Op::Rename { .. }
        | Op::Comment { .. }
        | Op::Grant(_)
        | Op::Revoke(_)
        | Op::LeaveBodiesUnchecked
        | Op::CheckForeignKeys(_)
        | Op::CatchUp { .. } => String::new(),
    }
}

fn drop_table(name: &str) -> String {
    TableStatement::drop().table(Alias::new(name)).to_string(SqliteQueryBuilder)
}

fn rename_table(before: &str, after: &str) -> String {
    TableStatement::rename().table(Alias::new(before), Alias::new(after)).to_string(SqliteQueryBuilder)
}
