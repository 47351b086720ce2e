//! Tables, and everything that belongs to one.

use limbeck_schema::{Change, Edit, Pair, PrimaryKey, Schema, Table};

use crate::edits;

pub(crate) fn changes(sides: Pair<&Schema>) -> Vec<Change> {
    let mut changes = Vec::new();
    for edit in edits::of_items(Pair::new(&sides.before.tables, &sides.after.tables), Table::eq) {
        match edit {
            Edit::Alter(pair) => inside(pair.as_ref(), &mut changes),
            whole => changes.push(Change::Table(whole)),
        }
    }
    changes
}

/// The changes of a table that is there on both sides.
fn inside(sides: Pair<&Table>, changes: &mut Vec<Change>) {
    let Pair { before, after } = sides;
    let name = || after.name.clone();
    if before.options != after.options {
        let pair = sides.map(|table| table.options.clone());
        changes.push(Change::Options { table: name(), pair });
    }
    if let Some(edit) = primary_key(sides) {
        changes.push(Change::PrimaryKey { table: name(), edit });
    }
    let columns = edits::of_items(Pair::new(&before.columns, &after.columns), PartialEq::eq);
    changes.extend(columns.into_iter().map(|edit| Change::Column { table: name(), edit }));
    let uniques = edits::of_bags(Pair::new(&before.uniques, &after.uniques), |unique| unique.name.given());
    changes.extend(uniques.into_iter().map(|edit| Change::Unique { table: name(), edit }));
    let keys = edits::of_bags(Pair::new(&before.foreign_keys, &after.foreign_keys), |key| key.name.given());
    changes.extend(keys.into_iter().map(|edit| Change::ForeignKey { table: name(), edit }));
    let checks = edits::of_bags(Pair::new(&before.checks, &after.checks), |check| check.name.given());
    changes.extend(checks.into_iter().map(|edit| Change::Check { table: name(), edit }));
    let indexes = edits::of_items(Pair::new(&before.indexes, &after.indexes), PartialEq::eq);
    changes.extend(indexes.into_iter().map(|edit| Change::Index { table: name(), edit }));
    let triggers = edits::of_items(Pair::new(&before.triggers, &after.triggers), PartialEq::eq);
    changes.extend(triggers.into_iter().map(|edit| Change::Trigger { on: name(), edit }));
    let clauses = edits::of_bags(Pair::new(&before.unmodelled, &after.unmodelled), |_| None::<&String>);
    changes.extend(clauses.into_iter().map(|edit| Change::Unmodelled { table: name(), edit }));
}

fn primary_key(sides: Pair<&Table>) -> Option<Edit<PrimaryKey>> {
    match (&sides.before.primary_key, &sides.after.primary_key) {
        (before, after) if before == after => None,
        (Some(before), Some(after)) => Some(Edit::Alter(Pair::new(before.clone(), after.clone()))),
        (Some(before), None) => Some(Edit::Drop(before.clone())),
        (None, Some(after)) => Some(Edit::Create(after.clone())),
        (None, None) => None,
    }
}
