//! Rows that fit a schema.

use limbeck_schema::{Column, ObjectName, Schema, Table};

use crate::{RandomPair, dice::Dice, kind::Kind, names::quoted, sketch::stored_columns};

/// Of every table.
const ROWS: usize = 3;

/// `INSERT` statements for a few rows of every table, parents before children where that can be. They
/// satisfy every constraint; where tables refer to each other in a circle, only once all are there.
pub fn insert_rows(schema: &Schema, seed: u64) -> Vec<String> {
    insert(schema, seed, |table, column| accepts_null(schema, table, column))
}

pub(crate) fn insert_rows_of_pair(pair: &RandomPair, seed: u64) -> Vec<String> {
    insert(&pair.before, seed, |table, column| {
        let after = pair.after.tables.get(pair.renames.table_after(&table.name));
        let name = pair.renames.column_after(&table.name, &column.name);
        let same = after.and_then(|after| Some((after, after.columns.get(name)?)));
        accepts_null(&pair.before, table, column)
            && same.is_none_or(|(table, column)| accepts_null(&pair.after, table, column))
    })
}

fn insert(schema: &Schema, seed: u64, may_be_null: impl Fn(&Table, &Column) -> bool) -> Vec<String> {
    let mut dice = Dice::seeded(seed);
    let mut statements = Vec::new();
    for table in parents_first(schema) {
        let columns: Vec<_> = stored_columns(table).collect();
        let names: Vec<_> = columns.iter().map(|column| quoted(column.name.as_str())).collect();
        for number in 1..=ROWS {
            let value = |column: &&Column| {
                if dice.chance(25) && may_be_null(table, column) {
                    "NULL".to_owned()
                } else {
                    Kind::of(&column.sql_type.text).value(number)
                }
            };
            let values: Vec<_> = columns.iter().map(value).collect();
            let (table, names) = (quoted(table.name.name.as_str()), names.join(", "));
            statements.push(format!("INSERT INTO {table} ({names}) VALUES ({})", values.join(", ")));
        }
    }
    statements
}

/// Whether the column may be NULL, and no row of another table has to find its parent by it.
fn accepts_null(schema: &Schema, table: &Table, column: &Column) -> bool {
    let primary = table.primary_key.iter().flat_map(|key| &key.parts).any(|part| part.column == column.name);
    let referred = schema
        .tables
        .iter()
        .flat_map(|child| &child.foreign_keys)
        .any(|key| key.references == table.name && key.referenced.text.contains(&column.name));
    column.nullable && !primary && !referred
}

fn parents_first(schema: &Schema) -> Vec<&Table> {
    let mut waiting: Vec<&Table> = schema.tables.iter().collect();
    let mut ordered = Vec::new();
    while !waiting.is_empty() {
        let waits_for = |table: &Table, parent: &ObjectName| {
            table.name != *parent && waiting.iter().any(|other| other.name == *parent)
        };
        let ready = |table: &&Table| !table.foreign_keys.iter().any(|key| waits_for(table, &key.references));
        // In a circle somebody has to be first.
        let next = waiting.iter().position(ready).unwrap_or(0);
        ordered.push(waiting.remove(next));
    }
    ordered
}
