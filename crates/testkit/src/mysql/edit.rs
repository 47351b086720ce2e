//! What can be changed in a schema of MySQL's or MariaDB's.

use limbeck_schema::{Column, Name, ObjectName};

use super::{column as own_column, comment, enumeration, index, routine, table, types, view};
use crate::{
    dice::Dice,
    edit::{Edit, column, object, part},
    kind::Kind,
    sketch::{Sketch, stored_columns},
};

pub(super) const EDITS: [Edit; 34] = [
    column::add,
    column::drop,
    column::rename,
    column::swap,
    column::retype,
    column::toggle_null,
    column::change_default,
    column::change_collation,
    column::toggle_generated,
    object::add_table,
    object::drop_table,
    object::rename_table,
    object::swap_tables,
    object::add_view,
    object::drop_view,
    part::set_primary,
    part::drop_primary,
    part::add_unique,
    part::change_foreign_keys,
    part::change_checks,
    part::add_index,
    part::change_index,
    part::add_trigger,
    part::drop_trigger,
    index::change_length,
    toggle_auto_increment,
    toggle_on_update,
    toggle_invisible,
    toggle_fulltext,
    comment::change,
    enumeration::change,
    routine::change,
    table::change,
    view::change,
];

/// Counts by itself from now on, or no longer.
fn toggle_auto_increment(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, column)) = pick_of(sketch, &Kind::Integer, dice) else { return false };
    column::alter(sketch.table_mut(&table), &column, |column| column.auto_increment ^= true)
}

fn toggle_on_update(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, column)) = pick_of(sketch, &Kind::Instant, dice) else { return false };
    column::alter(sketch.table_mut(&table), &column, |column| {
        if column.on_update.take().is_none() {
            column.on_update = own_column::now(column);
        }
    })
}

/// Any column of any table that is given values of that kind.
fn pick_of(sketch: &Sketch, kind: &Kind, dice: &mut Dice) -> Option<(ObjectName, Name)> {
    let of_kind = |column: &&Column| types::kind(&column.sql_type.text) == *kind;
    let columns = sketch.schema.tables.iter().flat_map(|table| {
        stored_columns(table).filter(of_kind).map(|column| (table.name.clone(), column.name.clone()))
    });
    dice.pick(&columns.collect::<Vec<_>>()).cloned()
}

fn toggle_invisible(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, column)) = column::pick(sketch, dice) else { return false };
    column::alter(sketch.table_mut(&table), &column, |column| column.invisible ^= true)
}

/// Words are searched for from now on, or no longer.
fn toggle_fulltext(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let plain = sketch.table(&table).indexes.iter().filter(|index| !index.unique && index.parts.len() == 1);
    let plain: Vec<_> = plain.map(|index| index.name.clone()).collect();
    let Some(index) = dice.pick(&plain) else { return false };
    let Some(index) = sketch.table_mut(&table).indexes.get_mut(index) else { return false };
    if index.method.take().is_none() {
        index.method = Some("FULLTEXT".to_owned());
    }
    true
}
