//! PostgreSQL's words.

mod alter;
mod column;
mod fixpoint;
mod foreign_key;
mod grant;
mod index;
mod key;
mod namespace;
mod object;
mod position;
mod quote;
mod sequence;
mod table;
mod thing;
mod user_type;
mod view;

#[cfg(test)]
mod tests;

pub(crate) use table::create as create_table;

use limbeck_plan::{Op, Step};
use limbeck_schema::{Name, ObjectName, Pair};
use sea_query::{Alias, IntoTableRef, PostgresQueryBuilder, Table as TableStatement, TableRef};

use crate::Statement;
use quote::{qualified, quoted, verbatim};

/// The statements of one step; its hazards stand above the first.
pub(crate) fn statements(step: &Step) -> Vec<Statement> {
    let mut statements: Vec<Statement> = sql(&step.op).into_iter().map(Statement::plain).collect();
    if let Some(first) = statements.first_mut() {
        first.comments.extend(step.hazards.iter().map(|hazard| format!("hazard {hazard}")));
    }
    statements
}

fn sql(op: &Op) -> Vec<String> {
    match op {
        Op::CreateTable(table) => vec![table::create(table)],
        Op::DropTable(name) => vec![drop_table(name)],
        Op::RenameTable(names) => rename_table(names),
        Op::RenameColumn { table, names } => vec![rename_column(table, names)],
        Op::AlterTable { table, action } => alter::statements(table, action),
        Op::CreateIndex { table, index } => vec![index::create(table, index)],
        Op::DropIndex { table, name } => vec![drop_index(table, name)],
        Op::CreateView(view) => vec![view::create(view)],
        Op::ReplaceView(view) => vec![view::replace(view)],
        Op::DropView { name, materialized } => vec![view::drop(name, *materialized)],
        Op::AlterView { name, materialized, action } => view::alter(name, *materialized, action),
        Op::CreateTrigger { trigger, .. } => vec![verbatim(&trigger.definition.text)],
        Op::DropTrigger { on, name } => {
            vec![format!("DROP TRIGGER {} ON {}", quoted(name), qualified(on))]
        }
        Op::CreateObject(object) => object::create(object),
        Op::DropObject(id) => thing::drop(id).into_iter().collect(),
        Op::AlterObject { id, action } => object::alter(id, action),
        Op::Rename { thing, to } => thing::rename(thing, to).into_iter().collect(),
        Op::Comment { on, text } => thing::comment(on, text.as_deref()).into_iter().collect(),
        // pg_dump begins with the same words.
        Op::LeaveBodiesUnchecked => vec!["SET check_function_bodies = off".to_owned()],
        Op::Grant(grant) => grant::create(grant).into_iter().collect(),
        Op::Revoke(grant) => grant::revoke(grant).into_iter().collect(),
        Op::CatchUp { table, column, sequence, descending } => {
            vec![position::catch_up(table, column, sequence.as_ref(), *descending)]
        }
        // What PostgreSQL does in place, its planner plans as `AlterTable`.
        Op::AlterTogether { .. }
        | Op::CheckForeignKeys(_)
        | Op::AddColumn { .. }
        | Op::DropColumn { .. }
        | Op::RebuildTable(_) => Vec::new(),
    }
}

fn drop_table(name: &ObjectName) -> String {
    TableStatement::drop().table(reference(name)).to_string(PostgresQueryBuilder)
}

/// Gets the name first and the place then.
fn rename_table(names: &Pair<ObjectName>) -> Vec<String> {
    let Pair { before, after } = names;
    let mut statements = Vec::new();
    if before.name != after.name {
        let to = ObjectName::plain(after.name.clone());
        let mut rename = TableStatement::rename();
        statements.push(rename.table(reference(before), reference(&to)).to_string(PostgresQueryBuilder));
    }
    if before.namespace != after.namespace {
        let renamed = ObjectName { namespace: before.namespace.clone(), name: after.name.clone() };
        let head = format!("ALTER TABLE {}", qualified(&renamed));
        statements.push(namespace::set(&head, after.namespace.as_ref()));
    }
    statements
}

fn rename_column(table: &ObjectName, names: &Pair<Name>) -> String {
    TableStatement::alter()
        .table(reference(table))
        .rename_column(Alias::new(names.before.as_str()), Alias::new(names.after.as_str()))
        .to_string(PostgresQueryBuilder)
}

/// An index is where its table is.
fn drop_index(table: &ObjectName, name: &Name) -> String {
    let index = ObjectName { namespace: table.namespace.clone(), name: name.clone() };
    format!("DROP INDEX {}", qualified(&index))
}

fn reference(name: &ObjectName) -> TableRef {
    let own = Alias::new(name.name.as_str());
    match &name.namespace {
        Some(namespace) => (Alias::new(namespace.as_str()), own).into_table_ref(),
        None => own.into_table_ref(),
    }
}
