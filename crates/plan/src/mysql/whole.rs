//! Tables that come and go.

use limbeck_schema::{Change, Column, Edit, ForeignKey, Items, Pair, Schema, Table};

use super::{Work, column, references};
use crate::{Clause, Op, Step, order};

/// Children go before their parents; where tables refer to each other in a circle, the keys that close it
/// go first.
pub(super) fn drops(work: &Work<'_>) -> Vec<Step> {
    let gone: Vec<(&Table, &Change)> = work
        .set
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Table(Edit::Drop(table)) => Some((table, change)),
            _ => None,
        })
        .collect();
    let mut order = order::dependencies_first(&gone, |(child, _), (parent, _)| refers(child, parent));
    order.reverse();
    let ordered: Vec<(&Table, &Change)> = order.into_iter().filter_map(|at| gone.get(at).copied()).collect();
    let mut steps = Vec::new();
    for (at, (table, _)) in ordered.iter().enumerate() {
        let goes_earlier =
            |key: &&ForeignKey| ordered.iter().take(at).any(|(parent, _)| parent.name == key.references);
        let closing = table.foreign_keys.iter().filter(goes_earlier);
        steps.extend(references::by_table(closing.filter_map(|key| {
            Some((&table.name, Clause::DropForeignKey(key.name.given()?.clone()), Vec::new()))
        })));
    }
    steps.extend(ordered.into_iter().map(|(table, change)| Step {
        op: Op::DropTable(table.name.clone()),
        hazards: super::hazards::of(change),
    }));
    steps
}

/// New tables, parents first, and the foreign keys that have to wait until all tables are as they should be.
pub(super) fn creations(work: &Work<'_>) -> (Vec<Step>, Vec<Step>) {
    let come: Vec<&Table> = work
        .set
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Table(Edit::Create(table)) => Some(table),
            _ => None,
        })
        .collect();
    let order = order::dependencies_first(&come, |child, parent| refers(child, parent));
    let ordered: Vec<&Table> = order.into_iter().filter_map(|at| come.get(at).copied()).collect();
    let (mut tables, mut late) = (Vec::new(), Vec::new());
    for (at, table) in ordered.iter().enumerate() {
        let is_made = |key: &ForeignKey| {
            ordered.iter().take(at + 1).any(|parent| parent.name == key.references)
                || (work.both(&key.references).is_some() && !work.changes_inside(&key.references))
                || key.references.namespace.is_some()
        };
        let waits: Vec<&ForeignKey> = table.foreign_keys.iter().filter(|key| !is_made(key)).collect();
        tables.push(work.step(Op::CreateTable(alone(table, &waits))));
        late.extend(references::by_table(
            waits.into_iter().map(|key| (&table.name, Clause::AddForeignKey(key.clone()), Vec::new())),
        ));
    }
    (tables, late)
}

/// The table without its triggers and without the keys that wait.
fn alone(table: &Table, waits: &[&ForeignKey]) -> Table {
    let mut alone = table.clone();
    alone.triggers = Items::new();
    alone.foreign_keys = table.foreign_keys.iter().filter(|key| !waits.contains(key)).cloned().collect();
    let defaults = [column::default_collation(table)];
    let said: Vec<Column> = table.columns.iter().map(|own| column::said(own, &defaults)).collect();
    for own in said {
        alone.columns.put(own);
    }
    alone
}

fn refers(child: &Table, parent: &Table) -> bool {
    child.foreign_keys.iter().any(|key| key.references == parent.name)
}

/// Both sides of the tables that stay, by name.
pub(super) fn kept(sides: Pair<&Schema>) -> Vec<Pair<&Table>> {
    let mut kept: Vec<Pair<&Table>> = sides
        .after
        .tables
        .iter()
        .filter_map(|after| Some(Pair::new(sides.before.tables.get(&after.name)?, after)))
        .collect();
    kept.sort_by_key(|tables| &tables.after.name);
    kept
}
