//! Whether the rows of one schema can become rows of another, and come back.

use std::collections::BTreeSet;

use limbeck_schema::{Body, Column, ForeignKey, IndexTerm, Name, Schema, Table};

use crate::{placeholder::mentions, sketch::Sketch};

/// Whether the rows this crate makes for `before` break no rule of `after`, nor what becomes of them
/// there one of `before`. Both speak placeholders, so whatever was renamed still is itself.
pub(crate) fn rows_survive(before: &Sketch, after: &Sketch) -> bool {
    let (from, to) = (&before.schema, &after.schema);
    rules_hold(from, to)
        && rules_hold(to, from)
        && labels_remain(from, to)
        && from
            .tables
            .iter()
            .filter_map(|old| Some((old, to.tables.get(&old.name)?)))
            .all(|(old, new)| types_survive(before, old, new))
}

fn rules_hold(from: &Schema, to: &Schema) -> bool {
    to.tables.iter().all(|table| {
        // A new table has no rows.
        from.tables.get(&table.name).is_none_or(|old| {
            table.columns.iter().all(|column| column_survives(column, old, table))
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
        // The database counts the rows.
        None if column.identity.is_some() || column.auto_increment => !child,
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

/// Types change only where values come back as they were.
fn types_survive(sketch: &Sketch, old: &Table, table: &Table) -> bool {
    let fixed: BTreeSet<&Name> = [old, table]
        .iter()
        .flat_map(|side| primary_columns(side).into_iter().chain(distinct_columns(side)))
        .collect();
    let in_reference = |name: &Name| {
        [old, table].iter().any(|side| side.foreign_keys.iter().any(|key| key.columns.contains(name)))
    };
    table.columns.iter().all(|column| {
        let Some(was) = old.columns.get(&column.name) else { return true };
        let keyed = fixed.contains(&column.name) || in_reference(&column.name);
        was.sql_type.text == column.sql_type.text
            || sketch.flavour().converts((was, old), (column, table), keyed)
    })
}

/// An enumeration that stays needs a label that stays: the rows have no other.
fn labels_remain(from: &Schema, to: &Schema) -> bool {
    from.objects.iter().all(|old| match (&old.body, to.objects.get(&old.id).map(|new| &new.body)) {
        (Body::Enum(old), Some(Body::Enum(new))) => old.iter().any(|label| new.contains(label)),
        _ => true,
    })
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
    let excluded =
        table.columns.iter().map(|column| &column.name).filter(|name| {
            table.exclusions.iter().any(|exclusion| mentions(&exclusion.definition.text, name))
        });
    uniques.chain(indexed).chain(excluded).collect()
}
