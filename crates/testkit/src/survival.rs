//! Whether the rows of one schema can become rows of another.

use std::collections::BTreeSet;

use limbeck_schema::{Column, ForeignKey, IndexTerm, Name, Schema, Table};

/// Whether the rows this crate makes for `from` break no rule of `to`. Both speak placeholders, so
/// whatever was renamed still is itself.
pub(crate) fn rows_survive(from: &Schema, to: &Schema) -> bool {
    to.tables.iter().all(|table| {
        // A new table has no rows.
        from.tables.get(&table.name).is_none_or(|old| {
            table.columns.iter().all(|column| column_survives(column, old, table))
                && types_survive(old, table)
                && table.foreign_keys.iter().all(|key| reference_survives(key, table, from, to))
        })
    })
}

fn column_survives(column: &Column, old: &Table, table: &Table) -> bool {
    let distinct = distinct_columns(table).contains(&column.name);
    let child = table.foreign_keys.iter().any(|key| key.columns.contains(&column.name));
    let primary = primary_columns(table).contains(&column.name);
    let default = column.default.as_ref().filter(|expr| expr.text != "NULL");
    match old.columns.get(&column.name) {
        _ if column.generated.is_some() => true,
        // All rows get the default, or NULL.
        None => {
            let free = !primary && default.is_none_or(|_| !distinct && !child);
            free && (column.nullable || default.is_some())
        }
        // What was computed may be NULL, and alike in many rows.
        Some(old) if old.generated.is_some() => column.nullable && !primary && !distinct && !child,
        Some(_) => true,
    }
}

/// Types change only where no key is involved, on either side, and nothing is strict.
fn types_survive(old: &Table, table: &Table) -> bool {
    let changed = |column: &&Column| {
        old.columns.get(&column.name).is_some_and(|old| old.sql_type.text != column.sql_type.text)
    };
    let fixed: BTreeSet<&Name> = [old, table]
        .iter()
        .flat_map(|side| primary_columns(side).into_iter().chain(distinct_columns(side)))
        .collect();
    let in_reference = |name: &Name| {
        [old, table].iter().any(|side| side.foreign_keys.iter().any(|key| key.columns.contains(name)))
    };
    let strict = old.options.strict || table.options.strict;
    table
        .columns
        .iter()
        .filter(changed)
        .all(|column| !strict && !fixed.contains(&column.name) && !in_reference(&column.name))
}

/// A reference finds its parent's row, or is NULL.
fn reference_survives(key: &ForeignKey, table: &Table, from: &Schema, to: &Schema) -> bool {
    let (Some(old), Some(parent)) = (from.tables.get(&table.name), to.tables.get(&key.references)) else {
        return false;
    };
    // A new column of a reference has no default, see above.
    if key.columns.iter().any(|name| !old.columns.contains(name)) {
        return true;
    }
    let referenced: Vec<&Name> = match key.referenced.text.as_slice() {
        [] => primary_columns(parent).into_iter().collect(),
        columns => columns.iter().collect(),
    };
    from.tables.get(&parent.name).is_some_and(|old| {
        referenced.iter().all(|name| old.columns.get(name).is_some_and(|column| column.generated.is_none()))
    })
}

fn primary_columns(table: &Table) -> BTreeSet<&Name> {
    table.primary_key.iter().flat_map(|key| &key.parts).map(|part| &part.column).collect()
}

/// Columns of which some constraint or index forbids duplicates.
fn distinct_columns(table: &Table) -> BTreeSet<&Name> {
    let uniques = table.uniques.iter().flat_map(|unique| &unique.parts).map(|part| &part.column);
    let indexes = table.indexes.iter().filter(|index| index.unique).flat_map(|index| &index.parts);
    let indexed = indexes.filter_map(|part| match &part.term {
        IndexTerm::Column(column) => Some(column),
        IndexTerm::Expr(_) => None,
    });
    uniques.chain(indexed).collect()
}
