//! One order of changes, whatever the order of declaration and whichever side is `before`.

use std::cmp::Ordering;

use limbeck_schema::{Change, Edit, Object, Thing};

/// Sorts by object, then by kind, then by the thing itself. An edit and its inverse have one place.
pub(crate) fn sort(changes: &mut [Change]) {
    changes.sort_by(|a, b| {
        a.object().cmp(b.object()).then_with(|| kind(a).cmp(&kind(b))).then_with(|| thing(a, b))
    });
}

/// Tables are spoken of from the whole to its parts, parts in the order they would be declared in.
fn kind(change: &Change) -> u8 {
    match change {
        Change::Table(_) => 0,
        Change::Options { .. } => 1,
        Change::Column { .. } => 2,
        Change::Order { .. } => 3,
        Change::PrimaryKey { .. } => 4,
        Change::Unique { .. } => 5,
        Change::ForeignKey { .. } => 6,
        Change::Check { .. } => 7,
        Change::Exclusion { .. } => 8,
        Change::Unmodelled { .. } => 9,
        Change::Index { .. } => 10,
        Change::View(_) => 11,
        Change::Trigger { .. } => 12,
        Change::Object(_) => 13,
        Change::Comment(_) => 14,
        Change::Grant(_) => 15,
    }
}

/// Orders two changes of one kind on one object.
fn thing(a: &Change, b: &Change) -> Ordering {
    match (a, b) {
        (Change::Unique { edit: a, .. }, Change::Unique { edit: b, .. }) => values(a, b),
        (Change::ForeignKey { edit: a, .. }, Change::ForeignKey { edit: b, .. }) => values(a, b),
        (Change::Check { edit: a, .. }, Change::Check { edit: b, .. }) => values(a, b),
        (Change::Unmodelled { edit: a, .. }, Change::Unmodelled { edit: b, .. }) => values(a, b),
        (Change::Exclusion { edit: a, .. }, Change::Exclusion { edit: b, .. }) => values(a, b),
        (Change::Index { edit: a, .. }, Change::Index { edit: b, .. }) => values(a, b),
        (Change::Grant(a), Change::Grant(b)) => values(a, b),
        (Change::Object(a), Change::Object(b)) => things(a).cmp(&things(b)),
        (Change::Comment(a), Change::Comment(b)) => a.subject().on.cmp(&b.subject().on),
        _ => a.part().cmp(&b.part()),
    }
}

/// By what the edit speaks of, smaller side first, so that the inverse compares alike.
fn values<T: Ord>(a: &Edit<T>, b: &Edit<T>) -> Ordering {
    sides(a).cmp(&sides(b))
}

/// By what the edit speaks of, the smaller name first.
fn things(edit: &Edit<Object>) -> (Option<&Thing>, Option<&Thing>) {
    let (before, after) = (edit.before().map(|object| &object.id), edit.after().map(|object| &object.id));
    (before.min(after), before.max(after))
}

fn sides<T: Ord>(edit: &Edit<T>) -> (&T, Option<&T>) {
    match edit {
        Edit::Create(item) | Edit::Drop(item) => (item, None),
        Edit::Alter(pair) if pair.before <= pair.after => (&pair.before, Some(&pair.after)),
        Edit::Alter(pair) => (&pair.after, Some(&pair.before)),
    }
}
