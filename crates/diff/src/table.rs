//! Tables, and everything that belongs to one.

use limbeck_schema::{
    Change, Check, Edit, Exclusion, ForeignKey, Index, Items, KeyName, Name, Pair, PrimaryKey, Schema, Table,
    Unique,
};

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
    changes.extend(order(sides).map(|pair| Change::Order { table: name(), pair }));
    let uniques = Pair::new(&before.uniques, &after.uniques);
    let uniques = edits::of_bags(
        uniques,
        |unique| unique.name.given(),
        but_for_names(|unique: &mut Unique| &mut unique.name),
    );
    changes.extend(uniques.into_iter().map(|edit| Change::Unique { table: name(), edit }));
    let keys = Pair::new(&before.foreign_keys, &after.foreign_keys);
    let keys =
        edits::of_bags(keys, |key| key.name.given(), but_for_names(|key: &mut ForeignKey| &mut key.name));
    changes.extend(keys.into_iter().map(|edit| Change::ForeignKey { table: name(), edit }));
    let checks = Pair::new(&before.checks, &after.checks);
    let checks = edits::of_bags(
        checks,
        |check| check.name.given(),
        but_for_names(|check: &mut Check| &mut check.name),
    );
    changes.extend(checks.into_iter().map(|edit| Change::Check { table: name(), edit }));
    let exclusions = Pair::new(&before.exclusions, &after.exclusions);
    let exclusions = edits::of_bags(
        exclusions,
        |exclusion| exclusion.name.given(),
        but_for_names(|exclusion: &mut Exclusion| &mut exclusion.name),
    );
    changes.extend(exclusions.into_iter().map(|edit| Change::Exclusion { table: name(), edit }));
    let indexes = indexes(Pair::new(&before.indexes, &after.indexes));
    changes.extend(indexes.into_iter().map(|edit| Change::Index { table: name(), edit }));
    let triggers = edits::of_items(Pair::new(&before.triggers, &after.triggers), PartialEq::eq);
    changes.extend(triggers.into_iter().map(|edit| Change::Trigger { on: name(), edit }));
    let clauses = Pair::new(&before.unmodelled, &after.unmodelled);
    let clauses = edits::of_bags(clauses, |_| None::<&String>, |_, _| false);
    changes.extend(clauses.into_iter().map(|edit| Change::Unmodelled { table: name(), edit }));
}

/// The columns that are there on both sides, where they stand in another order and that counts.
fn order(sides: Pair<&Table>) -> Option<Pair<Vec<Name>>> {
    let Pair { before, after } = sides;
    let common = |own: &Table, other: &Table| -> Vec<Name> {
        let names = own.columns.iter().map(|column| &column.name);
        names.filter(|name| other.columns.contains(name)).cloned().collect()
    };
    let orders = Pair::new(common(before, after), common(after, before));
    (before.ordered && after.ordered && orders.before != orders.after).then_some(orders)
}

/// An index under another name is still the same one. Found by another key though it is called the same, as one is
/// that a server made for a foreign key when that goes, it is no other at all.
pub(crate) fn indexes(sides: Pair<&Items<Index>>) -> Vec<Edit<Index>> {
    let same = |before: &Index, after: &Index| Index { name: after.name.clone(), ..before.clone() } == *after;
    let is_none = |edit: &Edit<Index>| match edit {
        Edit::Alter(Pair { before, after }) => {
            before.name.as_str() == after.name.as_str() && same(before, after)
        }
        _ => false,
    };
    let mut found = edits::under_new_names(edits::of_items(sides, PartialEq::eq), same);
    found.retain(|edit| !is_none(edit));
    found
}

/// Whether two constraints are equal apart from what they are called. One that nobody named is no other
/// constraint's new name.
fn but_for_names<T: Clone + PartialEq>(name: fn(&mut T) -> &mut KeyName) -> impl Fn(&T, &T) -> bool {
    move |before, after| {
        let (mut before, mut after) = (before.clone(), after.clone());
        let names = [std::mem::take(name(&mut before)), std::mem::take(name(&mut after))];
        names.iter().all(|name| name.given().is_some()) && before == after
    }
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
