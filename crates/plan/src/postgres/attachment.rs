//! What a table shares with the one it is a part of.

use limbeck_schema::{Index, Kind, ObjectName, Table, Thing};

use super::{
    alias::Aliases,
    inventory::{Element, Inventory, constraints},
    part::Part,
};

/// Whether the constraint or index of `part` belongs to its table on one side only because on the other
/// the table is a part of another one that has the like: the server makes one of the two when the table
/// joins, and two of the one when it leaves (15 to 18).
///
/// `own` is the side on which it is the table's, `other` the one on which it is the parent's.
pub(super) fn is_shared(part: &Part, own: &Inventory<'_>, other: &Inventory<'_>) -> bool {
    match own.get(part) {
        Some(Element::Constraint(table, constraint)) => {
            let alike = |parent: &Table| {
                constraints(parent).any(|other| Aliases::is_same_constraint(*constraint, other))
            };
            joined(&table.name, own, other).is_some_and(alike)
        }
        Some(Element::Index(on, index)) => {
            let alike = |parent: &Table| {
                parent
                    .indexes
                    .iter()
                    .any(|other| Index { name: index.name.clone(), ..other.clone() } == **index)
            };
            joined(on, own, other).is_some_and(alike)
        }
        _ => false,
    }
}

/// The table that this one is a part of on the other side and not on its own.
fn joined<'a>(name: &ObjectName, own: &Inventory<'a>, other: &Inventory<'a>) -> Option<&'a Table> {
    let parent = |side: &Inventory<'a>| {
        let table = table(name, side)?;
        table.options.partition_of.as_ref().map(|partition| partition.parent.clone())
    };
    let there = parent(other)?;
    if parent(own).as_ref() == Some(&there) { None } else { table(&there, other) }
}

fn table<'a>(name: &ObjectName, side: &Inventory<'a>) -> Option<&'a Table> {
    match side.get(&Part::Thing(Thing::new(Kind::Table, name.clone()))) {
        Some(Element::Table(table)) => Some(table),
        _ => None,
    }
}
