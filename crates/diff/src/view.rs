//! Views and the triggers on them.

use limbeck_schema::{Change, Edit, Items, Pair, Schema, View};

use crate::{edits, table};

pub(crate) fn changes(sides: Pair<&Schema>) -> Vec<Change> {
    let mut changes = Vec::new();
    for edit in edits::of_items(Pair::new(&sides.before.views, &sides.after.views), View::eq) {
        match edit {
            Edit::Alter(pair) => inside(pair, &mut changes),
            whole => changes.push(Change::View(whole)),
        }
    }
    changes
}

fn inside(pair: Pair<View>, changes: &mut Vec<Change>) {
    let triggers = edits::of_items(Pair::new(&pair.before.triggers, &pair.after.triggers), PartialEq::eq);
    let on = pair.after.name.clone();
    changes.extend(triggers.into_iter().map(|edit| Change::Trigger { on: on.clone(), edit }));
    let indexes = table::indexes(Pair::new(&pair.before.indexes, &pair.after.indexes));
    changes.extend(indexes.into_iter().map(|edit| Change::Index { table: on.clone(), edit }));
    let in_itself = |view: &View| View { triggers: Items::new(), indexes: Items::new(), ..view.clone() };
    if in_itself(&pair.before) != in_itself(&pair.after) {
        changes.push(Change::View(Edit::Alter(pair)));
    }
}
