//! What is said of a table as a whole.

use limbeck_schema::Table;

use super::{column::COLLATIONS, comment};
use crate::{dice::Dice, sketch::Sketch};

pub(super) fn furnish(table: &mut Table, dice: &mut Dice) {
    table.options.comment = if dice.chance(12) { comment::text(dice) } else { None };
    if dice.chance(15) {
        put_collation(table, dice);
    }
    if dice.chance(10) {
        put_format(table);
    }
}

/// Another collation for its columns, another format of its rows, or no word about it.
pub(super) fn change(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let table = sketch.table_mut(&table);
    if dice.chance(50) {
        if table.options.parameters.remove("ROW_FORMAT").is_none() {
            put_format(table);
        }
    } else if dice.chance(70) || table.options.parameters.remove("COLLATE").is_none() {
        put_collation(table, dice);
    }
    true
}

fn put_collation(table: &mut Table, dice: &mut Dice) {
    let collation = dice.pick(&COLLATIONS).copied().unwrap_or_default();
    table.options.parameters.insert("COLLATE".to_owned(), collation.to_owned());
}

fn put_format(table: &mut Table) {
    table.options.parameters.insert("ROW_FORMAT".to_owned(), "COMPACT".to_owned());
}
