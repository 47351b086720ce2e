//! Random primary keys and unique constraints.

use limbeck_schema::{Index, IndexPart, IndexTerm, Name, ObjectName, PrimaryKey, Unique};

use super::pick_columns;
use crate::{
    dice::Dice,
    sketch::{Sketch, stored_columns},
};

/// Gives the table a primary key, in place of the one it may have.
pub(crate) fn set_primary(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) -> bool {
    let columns = pick_columns(&distinct_names(sketch, table), dice);
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
    let flavour = sketch.flavour();
    let name = sketch.coin_key(table, dice);
    let table = sketch.table_mut(table);
    let (parts, autoincrement) = flavour.primary(table, columns, dice);
    table.primary_key = Some(PrimaryKey {
        name,
        parts,
        autoincrement,
        on_conflict: flavour.conflict(dice),
        ..PrimaryKey::over([])
    });
    true
}

/// Adds a unique constraint.
pub(crate) fn add_unique(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) -> bool {
    let columns = pick_columns(&distinct_names(sketch, table), dice);
    if columns.is_empty() {
        return false;
    }
    let flavour = sketch.flavour();
    if flavour.uniques_are_indexes() {
        let parts = columns.into_iter().map(|column| IndexPart::plain(IndexTerm::Column(column)));
        let index = Index { unique: true, ..Index::new(sketch.coin('i', dice), parts.collect()) };
        sketch.table_mut(table).indexes.add(index).expect("placeholders differ");
        return true;
    }
    let name = sketch.coin_key(table, dice);
    let parts = columns.into_iter().map(|column| flavour.unique_part(column, dice)).collect();
    let on_conflict = flavour.conflict(dice);
    let unique = Unique { name, parts, on_conflict, deferral: flavour.deferral(dice), ..Unique::over([]) };
    sketch.table_mut(table).uniques.add(unique);
    true
}

/// Columns that tell rows apart.
fn distinct_names(sketch: &Sketch, table: &ObjectName) -> Vec<Name> {
    stored_columns(sketch.table(table))
        .filter(|column| sketch.flavour().is_keyable(&column.sql_type.text))
        .map(|column| column.name.clone())
        .collect()
}
