//! Random primary keys and unique constraints.

use limbeck_schema::{KeyPart, Name, ObjectName, PrimaryKey, Table, Unique};

use super::{column, pick_columns};
use crate::{
    dice::Dice,
    sketch::{Sketch, stored_columns},
};

/// Gives the table a primary key, in place of the one it may have.
pub(crate) fn set_primary(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) -> bool {
    let columns = pick_columns(&stored_names(sketch.table(table)), dice);
    set_primary_over(sketch, table, columns, dice)
}

/// The same, over these columns.
pub(crate) fn set_primary_over(
    sketch: &mut Sketch,
    table: &ObjectName,
    columns: Vec<Name>,
    dice: &mut Dice,
) -> bool {
    if columns.is_empty() {
        return false;
    }
    let name = sketch.coin_key(table, dice);
    let table = sketch.table_mut(table);
    let of_rowid = is_rowid(table, &columns);
    let autoincrement = of_rowid && !table.options.without_rowid && dice.chance(25);
    // DESC and COLLATE mean nothing to a column that is the rowid, and DESC can even stop it from being it.
    let parts = if of_rowid {
        columns.into_iter().map(KeyPart::plain).collect()
    } else {
        columns.into_iter().map(|column| part(column, dice)).collect()
    };
    table.primary_key = Some(PrimaryKey {
        name,
        parts,
        autoincrement,
        on_conflict: column::conflict(dice),
        ..PrimaryKey::over([])
    });
    true
}

/// Adds a unique constraint.
pub(crate) fn add_unique(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) -> bool {
    let columns = pick_columns(&stored_names(sketch.table(table)), dice);
    if columns.is_empty() {
        return false;
    }
    let name = sketch.coin_key(table, dice);
    let parts = columns.into_iter().map(|column| part(column, dice)).collect();
    let unique = Unique { name, parts, on_conflict: column::conflict(dice), ..Unique::over([]) };
    sketch.table_mut(table).uniques.add(unique);
    true
}

fn part(column: Name, dice: &mut Dice) -> KeyPart {
    KeyPart {
        column,
        descending: dice.chance(8),
        collation: if dice.chance(8) { column::collation(dice) } else { None },
    }
}

fn is_rowid(table: &Table, columns: &[Name]) -> bool {
    let [only] = columns else { return false };
    table.columns.get(only).is_some_and(|column| column.sql_type.text.eq_ignore_ascii_case("INTEGER"))
}

fn stored_names(table: &Table) -> Vec<Name> {
    stored_columns(table).map(|column| column.name.clone()).collect()
}
