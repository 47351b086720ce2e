//! What can be changed in a schema of SQLite's.

use super::{table::drop_autoincrement_without_rowid, types::is_strict};
use crate::{
    dice::Dice,
    edit::{Edit, column, object, part},
    sketch::Sketch,
};

pub(super) const EDITS: [Edit; 27] = [
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
    toggle_strict,
    toggle_rowid,
    object::add_view,
    object::drop_view,
    part::set_primary,
    part::drop_primary,
    part::add_unique,
    part::drop_unique,
    part::change_foreign_keys,
    part::change_checks,
    part::add_index,
    part::change_index,
    part::add_trigger,
    part::drop_trigger,
];

fn toggle_strict(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let table = sketch.table_mut(&table);
    table.options.strict ^= table.columns.iter().all(|column| is_strict(&column.sql_type.text));
    true
}

fn toggle_rowid(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let table = sketch.table_mut(&table);
    table.options.without_rowid ^= table.primary_key.is_some();
    drop_autoincrement_without_rowid(table);
    true
}
