//! Rows that fit a schema.

use limbeck_schema::{Body, Column, Family, ObjectName, Schema, Table};

use crate::{
    RandomPair,
    dice::Dice,
    flavour::{self, Flavour},
    kind::Kind,
    names::spelled,
    sketch::stored_columns,
};

/// Of every table.
const ROWS: usize = 3;

/// Statements that write a few rows to every table, parents before children where that can be. They
/// satisfy every constraint; where tables refer to each other in a circle, only once all are there.
pub fn insert_rows(family: Family, schema: &Schema, seed: u64) -> Vec<String> {
    let flavour = flavour::of(family);
    insert(flavour, &[schema], seed, |table, column| Room {
        null: accepts_null(schema, table, column),
        types: vec![&column.sql_type.text],
    })
}

pub(crate) fn insert_rows_of_pair(pair: &RandomPair, seed: u64) -> Vec<String> {
    insert(flavour::of(pair.family), &[&pair.before, &pair.after], seed, |table, column| {
        let after = pair.after.tables.get(pair.renames.table_after(&table.name));
        let name = pair.renames.column_after(&table.name, &column.name);
        let same = after.and_then(|after| Some((after, after.columns.get(name)?)));
        let types = [Some(column), same.map(|(_, column)| column)];
        Room {
            null: accepts_null(&pair.before, table, column)
                && same.is_none_or(|(table, column)| accepts_null(&pair.after, table, column)),
            types: types.into_iter().flatten().map(|column| column.sql_type.text.as_str()).collect(),
        }
    })
}

/// What a column can hold, on all sides.
struct Room<'a> {
    null: bool,
    /// Its types, that of the first side first.
    types: Vec<&'a str>,
}

/// Into the first of the schemas, what all of them can hold.
fn insert<'a>(
    flavour: &dyn Flavour,
    schemas: &[&'a Schema],
    seed: u64,
    room: impl Fn(&'a Table, &'a Column) -> Room<'a>,
) -> Vec<String> {
    let mut dice = Dice::seeded(seed);
    let mut statements = Vec::new();
    let Some(schema) = schemas.first() else { return statements };
    let (tables, circular) = parents_first(schema);
    for table in tables {
        let columns: Vec<_> = stored_columns(table).collect();
        let names: Vec<_> = columns.iter().map(|column| flavour.quoted(column.name.as_str())).collect();
        for number in 1..=ROWS {
            let value = |column: &&'a Column| {
                let room = room(table, column);
                if dice.chance(25) && room.null {
                    return "NULL".to_owned();
                }
                let labels = labels(flavour, schemas, &room.types);
                let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
                flavour.value(&column.sql_type.text, number, &labels)
            };
            let values: Vec<_> = columns.iter().map(value).collect();
            statements.push(flavour.insert(&table.name, &names, &values));
        }
    }
    match flavour.unchecked().filter(|_| circular) {
        Some([begin, end]) => [vec![begin], statements, vec![end]].concat(),
        None => statements,
    }
}

/// The labels that all sides know: those of enumerations without a name, or those of the enumeration in
/// the schemas that have it.
fn labels(flavour: &dyn Flavour, schemas: &[&Schema], types: &[&str]) -> Vec<String> {
    let sets = match types.first().map(|first| (first, flavour.kind(first))) {
        Some((first, Kind::Label(_))) if flavour.labels(first).is_some() => {
            types.iter().filter_map(|sql_type| flavour.labels(sql_type)).collect()
        }
        Some((_, Kind::Label(name))) => enumerations(schemas, &name),
        _ => Vec::new(),
    };
    let Some((first, rest)) = sets.split_first() else { return Vec::new() };
    first.iter().filter(|label| rest.iter().all(|labels| labels.contains(label))).cloned().collect()
}

/// The labels of the enumeration that is spelled so, in each schema that has it.
fn enumerations(schemas: &[&Schema], name: &str) -> Vec<Vec<String>> {
    let all = schemas.iter().flat_map(|schema| schema.objects.iter());
    let known = all.filter_map(|object| match &object.body {
        Body::Enum(labels) if spelled(&object.id.name) == name => Some(labels.clone()),
        _ => None,
    });
    known.collect()
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

/// The tables, and whether some of them refer to each other in a circle.
fn parents_first(schema: &Schema) -> (Vec<&Table>, bool) {
    let mut waiting: Vec<&Table> = schema.tables.iter().collect();
    let mut ordered = Vec::new();
    let mut circular = false;
    while !waiting.is_empty() {
        let waits_for = |table: &Table, parent: &ObjectName| {
            table.name != *parent && waiting.iter().any(|other| other.name == *parent)
        };
        let ready = |table: &&Table| !table.foreign_keys.iter().any(|key| waits_for(table, &key.references));
        let next = waiting.iter().position(ready);
        circular |= next.is_none();
        // In a circle somebody has to be first.
        ordered.push(waiting.remove(next.unwrap_or(0)));
    }
    (ordered, circular)
}
