//! What can be changed in a schema of PostgreSQL's.

use super::{column as own_column, comment, enumeration, exclusion, function, sequence, table, types};
use crate::{
    dice::Dice,
    edit::{Edit, column, object, part},
    kind::Kind,
    sketch::{Sketch, stored_columns},
};

pub(super) const EDITS: [Edit; 36] = [
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
    part::drop_unique,
    part::change_foreign_keys,
    part::change_checks,
    part::add_index,
    part::change_index,
    part::add_trigger,
    part::drop_trigger,
    toggle_identity,
    comment::change,
    enumeration::add,
    enumeration::change,
    enumeration::drop,
    exclusion::change,
    function::change,
    function::drop,
    sequence::change,
    table::toggle_fillfactor,
    toggle_namespace,
];

/// Counts by itself from now on, or no longer.
fn toggle_identity(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(name) = sketch.pick_table(dice) else { return false };
    let columns: Vec<_> = stored_columns(sketch.table(&name))
        .filter(|column| types::kind(&column.sql_type.text) == Kind::Integer)
        .map(|column| column.name.clone())
        .collect();
    let Some(column) = dice.pick(&columns) else { return false };
    column::alter(sketch.table_mut(&name), column, |column| {
        if column.identity.take().is_none() {
            own_column::identify(column, dice);
        }
    })
}

/// A namespace more or less.
fn toggle_namespace(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    table::drop_namespace(sketch, dice) || table::add_namespace(sketch, dice)
}
