//! Edits of whole tables and views.

use crate::{
    dice::Dice,
    kind::is_strict_type,
    random::{foreign_key, table, view},
    sketch::Sketch,
};

use super::pick_key;

pub(super) fn add_table(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    table::add(sketch, dice);
    if let Some(table) = sketch.schema.tables.iter().last().map(|table| table.name.clone())
        && dice.chance(40)
    {
        foreign_key::add(sketch, &table, dice);
    }
    true
}

pub(super) fn drop_table(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    sketch.pick_table(dice).is_some_and(|table| sketch.schema.tables.remove(&table).is_some())
}

pub(super) fn rename_table(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    sketch.rename_table(&table, dice);
    true
}

pub(super) fn swap_tables(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let (Some(one), Some(other)) = (sketch.pick_table(dice), sketch.pick_table(dice)) else { return false };
    sketch.names.swap(&one.name, &other.name);
    one != other
}

pub(super) fn toggle_strict(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let table = sketch.table_mut(&table);
    table.options.strict ^= table.columns.iter().all(|column| is_strict_type(&column.sql_type.text));
    true
}

pub(super) fn toggle_rowid(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let table = sketch.table_mut(&table);
    table.options.without_rowid ^= table.primary_key.is_some();
    table::drop_autoincrement_without_rowid(table);
    true
}

pub(super) fn add_view(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    view::add(sketch, dice)
}

pub(super) fn drop_view(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    pick_key(&sketch.schema.views, dice).is_some_and(|view| sketch.schema.views.remove(&view).is_some())
}
