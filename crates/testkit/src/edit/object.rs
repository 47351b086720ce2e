//! Edits of whole tables and views.

use crate::{
    dice::Dice,
    random::{foreign_key, table, view},
    sketch::Sketch,
};

use super::pick_key;

pub(crate) fn add_table(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    table::add(sketch, dice);
    if let Some(table) = sketch.schema.tables.iter().last().map(|table| table.name.clone())
        && dice.chance(40)
    {
        foreign_key::add(sketch, &table, dice);
    }
    true
}

pub(crate) fn drop_table(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    sketch.pick_table(dice).is_some_and(|table| sketch.schema.tables.remove(&table).is_some())
}

pub(crate) fn rename_table(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    sketch.rename_table(&table, dice);
    true
}

pub(crate) fn swap_tables(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let (Some(one), Some(other)) = (sketch.pick_table(dice), sketch.pick_table(dice)) else { return false };
    sketch.names.swap(&one.name, &other.name);
    one != other
}

pub(crate) fn add_view(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    view::add(sketch, dice)
}

pub(crate) fn drop_view(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    pick_key(&sketch.schema.views, dice).is_some_and(|view| sketch.schema.views.remove(&view).is_some())
}
