//! What a table shares with the one it is a part of.

use limbeck_schema::{Index, IndexTerm, Kind, Name, ObjectName, Schema, Table, Thing};

use super::{
    alias::Aliases,
    inventory::{Constraint, Element, Inventory, constraints, of_constraint},
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

/// Keys of partitions that the index or key of `part` takes for its own parts there, as long as they are
/// there first: else the server makes others (15 to 18).
pub(super) fn taken_along(element: &Element<'_>, schema: &Schema) -> Vec<Part> {
    match element {
        Element::Constraint(table, constraint) => {
            of_partitions(schema, &table.name, &columns_of(*constraint))
        }
        Element::Index(on, index) => of_partitions(schema, on, &index_columns(index)),
        _ => Vec::new(),
    }
}

/// The columns of a key; none of any other constraint.
fn columns_of(constraint: Constraint<'_>) -> Vec<&Name> {
    match constraint {
        Constraint::PrimaryKey(key) => key.parts.iter().map(|part| &part.column).collect(),
        Constraint::Unique(key) => key.parts.iter().map(|part| &part.column).collect(),
        _ => Vec::new(),
    }
}

fn index_columns(index: &Index) -> Vec<&Name> {
    let columns = index.parts.iter().filter_map(|part| match &part.term {
        IndexTerm::Column(name) => Some(name),
        IndexTerm::Expr(_) => None,
    });
    columns.collect()
}

fn of_partitions(schema: &Schema, whole: &ObjectName, columns: &[&Name]) -> Vec<Part> {
    let is_whole = schema.tables.get(whole).is_some_and(|table| table.options.partitioned_by.is_some());
    if !is_whole || columns.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let of_whole = |table: &&Table| table.options.partition_of.as_ref().is_some_and(|of| of.parent == *whole);
    for partition in schema.tables.iter().filter(of_whole) {
        let keys = constraints(partition).filter(|key| columns_of(*key) == columns);
        found.extend(keys.map(|key| Part::Thing(of_constraint(partition, key))));
        found.extend(of_partitions(schema, &partition.name, columns));
    }
    found
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
