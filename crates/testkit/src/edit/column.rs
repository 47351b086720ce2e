//! Edits of columns.

use limbeck_schema::{Column, Name, ObjectName, SqlType, Table};

use super::pick_key;
use crate::{
    dice::Dice,
    kind::random_type,
    placeholder::mentions,
    prune,
    random::column,
    sketch::{Sketch, stored_columns},
};

pub(super) fn add(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    column::add(sketch, &table, dice);
    true
}

pub(super) fn drop(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    pick(sketch, dice).is_some_and(|(table, column)| prune::drop_column(sketch.table_mut(&table), &column))
}

pub(super) fn rename(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, column)) = pick(sketch, dice) else { return false };
    sketch.rename_column(&table, &column, dice);
    true
}

pub(super) fn swap(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, one)) = pick(sketch, dice) else { return false };
    let Some(other) = pick_key(&sketch.table(&table).columns, dice) else { return false };
    sketch.names.swap(&one, &other);
    one != other
}

pub(super) fn retype(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, name)) = pick(sketch, dice) else { return false };
    let table = sketch.table_mut(&table);
    // AUTOINCREMENT wants INTEGER and nothing else.
    if table.primary_key.as_ref().is_some_and(|key| key.autoincrement && key.parts[0].column == name) {
        return false;
    }
    let strict = table.options.strict;
    alter(table, &name, |column| {
        let sql_type = random_type(strict, dice);
        column.sql_type = SqlType::new(sql_type);
        column.default = column.default.take().filter(|_| !strict);
    })
}

pub(super) fn toggle_null(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, name)) = pick(sketch, dice) else { return false };
    alter(sketch.table_mut(&table), &name, |column| {
        column.nullable = !column.nullable;
        column.on_null = if column.nullable { None } else { column::conflict(dice) };
    })
}

pub(super) fn change_default(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, name)) = pick(sketch, dice) else { return false };
    alter(sketch.table_mut(&table), &name, |column| {
        column.default =
            if column.default.is_some() && dice.chance(40) { None } else { column::default(column, dice) };
    })
}

pub(super) fn change_collation(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, name)) = pick(sketch, dice) else { return false };
    alter(sketch.table_mut(&table), &name, |column| {
        column.collation = if column.collation.is_some() { None } else { column::collation(dice) };
    })
}

/// Stored to computed, computed to stored, or computed otherwise.
pub(super) fn toggle_generated(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, name)) = pick(sketch, dice) else { return false };
    let needed = prune::used_by_triggers(&sketch.schema, &name) || is_key(sketch, &table, &name);
    let table = sketch.table_mut(&table);
    let Some(column) = table.columns.get(&name) else { return false };
    if column.generated.is_some() && dice.chance(50) {
        return table.columns.get_mut(&name).is_some_and(|column| column.generated.take().is_some());
    }
    let base = table.columns.iter().filter_map(|column| column.generated.as_ref());
    if needed || base.into_iter().any(|by| mentions(&by.expr.text, &name)) {
        return false;
    }
    let Some((generated, sql_type)) = column::computed_without(table, Some(&name), dice) else {
        return false;
    };
    let column = Column { generated: Some(generated), ..Column::new(name, sql_type) };
    table.columns.put(column).is_some()
}

/// Any column of any table.
fn pick(sketch: &Sketch, dice: &mut Dice) -> Option<(ObjectName, Name)> {
    let table = sketch.pick_table(dice)?;
    let column = pick_key(&sketch.table(&table).columns, dice)?;
    Some((table, column))
}

/// Changes a column, where its value is not computed.
fn alter(table: &mut Table, name: &Name, change: impl FnOnce(&mut Column)) -> bool {
    if !stored_columns(table).any(|column| column.name == *name) {
        return false;
    }
    table.columns.get_mut(name).map(change).is_some()
}

/// Whether the column is in a key that only stored columns can be in.
fn is_key(sketch: &Sketch, table: &ObjectName, column: &Name) -> bool {
    let table = sketch.table(table);
    let uniques = table.uniques.iter().flat_map(|unique| &unique.parts);
    let primary = table.primary_key.iter().flat_map(|key| &key.parts);
    let unique_index = table.indexes.iter().any(|index| {
        use limbeck_schema::IndexTerm;
        index.unique
            && index.parts.iter().any(|part| matches!(&part.term, IndexTerm::Column(name) if name == column))
    });
    unique_index
        || uniques.chain(primary).any(|part| part.column == *column)
        || table.foreign_keys.iter().any(|key| key.columns.contains(column))
}
