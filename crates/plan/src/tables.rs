//! Tables that come and go, in the order their foreign keys dictate.

use limbeck_schema::{Change, ChangeSet, Edit, Table};

use crate::order;

/// Those that go, children before their parents, each with the change that says so.
pub(crate) fn dropped(set: &ChangeSet) -> Vec<(&Table, &Change)> {
    let gone = set.changes.iter().filter_map(|change| match change {
        Change::Table(Edit::Drop(table)) => Some((table, change)),
        _ => None,
    });
    let gone: Vec<(&Table, &Change)> = gone.collect();
    let mut order = order::dependencies_first(&gone, |(child, _), (parent, _)| refers(child, parent));
    order.reverse();
    order.into_iter().filter_map(|at| gone.get(at).copied()).collect()
}

/// Those that come, parents before their children.
pub(crate) fn created(set: &ChangeSet) -> Vec<&Table> {
    let come = set.changes.iter().filter_map(|change| match change {
        Change::Table(Edit::Create(table)) => Some(table),
        _ => None,
    });
    let come: Vec<&Table> = come.collect();
    let order = order::dependencies_first(&come, |child, parent| refers(child, parent));
    order.into_iter().filter_map(|at| come.get(at).copied()).collect()
}

fn refers(child: &Table, parent: &Table) -> bool {
    child.foreign_keys.iter().any(|key| key.references == parent.name)
}
