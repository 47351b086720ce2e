//! Tables that come and go.

use limbeck_schema::{Column, ForeignKey, Items, Pair, Schema, Table};

use super::{Work, column, references};
use crate::{Clause, Op, Step, tables};

/// Children go before their parents; where tables refer to each other in a circle, the keys that close it
/// go first.
pub(super) fn drops(work: &Work<'_>) -> Vec<Step> {
    let ordered = tables::dropped(work.set);
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
    let ordered = tables::created(work.set);
    let (mut made, mut late) = (Vec::new(), Vec::new());
    for (at, table) in ordered.iter().enumerate() {
        let is_made = |key: &ForeignKey| {
            ordered.iter().take(at + 1).any(|parent| parent.name == key.references)
                || (work.both(&key.references).is_some() && !work.changes_inside(&key.references))
                || key.references.namespace.is_some()
        };
        let waits: Vec<&ForeignKey> = table.foreign_keys.iter().filter(|key| !is_made(key)).collect();
        made.push(Step::plain(Op::CreateTable(alone(table, &waits))));
        late.extend(references::by_table(
            waits.into_iter().map(|key| (&table.name, Clause::AddForeignKey(key.clone()), Vec::new())),
        ));
    }
    (made, late)
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
