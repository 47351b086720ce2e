//! Columns of tables.

use std::collections::BTreeMap;

use limbeck_schema::{Column, Expr, Generated, Identity, Table};

use super::{
    super::{
        catalog::{ColumnRow, Oid, RareColumn, SequenceRow},
        expression::{bare, options},
        names::sequence_of,
        object::sequence,
        schema::{Reading, twice},
        wrong,
    },
    unmodelled,
};
use crate::{IntrospectError, Introspected};

/// Adds the columns to their tables, in order.
pub(super) fn read(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    let sequences = identity_sequences(reading);
    for row in &reading.catalog.columns {
        let relation = reading.relations.get(row.relation)?;
        if relation.member || !relation.is_table() {
            continue;
        }
        let table = found.schema.tables.get_mut(&relation.name);
        let table = table.ok_or_else(|| wrong("columns", format!("`{}` is no table", relation.name)))?;
        let mut column = Column::new(row.name.clone(), row.sql_type.clone());
        column.nullable = !row.not_null;
        column.default = row.default.as_deref().map(bare);
        if let Some(rare) = &row.rare {
            say(&mut column, rare, table);
            column.collation = reading.places.collation(rare.collation.as_ref(), rare.collation_namespace);
            let own = sequences.get(&(row.relation, row.number)).copied();
            column.identity = identity(row, rare, own, reading)?.map(Box::new);
        }
        table.columns.add(column).map_err(twice("columns"))?;
    }
    Ok(())
}

fn say(column: &mut Column, rare: &RareColumn, table: &mut Table) {
    if let Some(kind) = rare.generated {
        let expr = column.default.take().unwrap_or_else(|| Expr::new(""));
        column.generated = Some(Generated { expr, stored: kind == 's' });
    }
    column.storage = rare.storage.map(storage).map(str::to_owned);
    column.compression = rare.compression.map(compression);
    column.statistics = rare.statistics;
    column.options = options(rare.options.as_ref());
    // The server's own: a 17.12 keeps one for every column, and nobody can set or reset it.
    column.options.retain(|name, _| !name.starts_with("pg_"));
    column.inherited = rare.inherited;
    for (name, value) in options(rare.server_options.as_ref()) {
        unmodelled(table, "option of a foreign column", format!("{}: {name} '{value}'", column.name));
    }
}

fn storage(letter: char) -> &'static str {
    match letter {
        'p' => "PLAIN",
        'e' => "EXTERNAL",
        'm' => "MAIN",
        _ => "EXTENDED",
    }
}

fn compression(letter: char) -> String {
    match letter {
        'p' => "pglz".to_owned(),
        'l' => "lz4".to_owned(),
        other => other.to_string(),
    }
}

/// Sequences behind columns, by table and number of the column.
fn identity_sequences<'c>(reading: &Reading<'c>) -> BTreeMap<(Oid, i16), &'c SequenceRow> {
    let behind = reading.catalog.sequences.iter().filter(|row| row.identity);
    behind.filter_map(|row| Some(((row.owner?, row.column?), row))).collect()
}

fn identity(
    column: &ColumnRow,
    rare: &RareColumn,
    own: Option<&SequenceRow>,
    reading: &Reading<'_>,
) -> Result<Option<Identity>, IntrospectError> {
    let (Some(kind), Some(own)) = (rare.identity, own) else { return Ok(None) };
    let table = &reading.relations.get(column.relation)?.name;
    let name = &reading.relations.get(own.oid)?.name;
    let made_up =
        name.namespace == table.namespace && name.name.as_str() == sequence_of(&table.name, &column.name);
    let mut sequence = sequence::counting(own);
    // Behind a column it is logged as the table is, from 15 on; nobody can say otherwise.
    sequence.unlogged = false;
    Ok(Some(Identity { always: kind == 'a', sequence_name: (!made_up).then(|| name.clone()), sequence }))
}
