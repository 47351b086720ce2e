//! Random tables.

use limbeck_schema::{Column, ObjectName, Table};

use super::{check, column, index, key};
use crate::{dice::Dice, sketch::Sketch};

/// Adds a table that refers to no other.
pub(crate) fn add(sketch: &mut Sketch, dice: &mut Dice) {
    let name = ObjectName::plain(sketch.coin('t', dice));
    let mut table = Table::new(name.clone());
    table.options.strict = dice.chance(15);
    sketch.schema.tables.add(table).expect("placeholders differ");
    first_column(sketch, &name, dice);
    for _ in 0..dice.below(5) {
        column::add(sketch, &name, dice);
    }
    if sketch.table(&name).primary_key.is_none() && dice.chance(50) {
        let keyed = key::set_primary(sketch, &name, dice);
        sketch.table_mut(&name).options.without_rowid = keyed && dice.chance(40);
        drop_autoincrement_without_rowid(sketch.table_mut(&name));
    }
    let extras = [(key::add_unique as Extra, 35), (check::add, 35), (index::add, 45), (index::add, 15)];
    for (add, percent) in extras {
        if dice.chance(percent) {
            add(sketch, &name, dice);
        }
    }
}

type Extra = fn(&mut Sketch, &ObjectName, &mut Dice) -> bool;

/// Mostly the rowid, which is what most tables start with.
fn first_column(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) {
    if dice.chance(45) {
        return column::add(sketch, table, dice);
    }
    let id = sketch.coin_in(table, 'c', dice);
    let mut column = Column::new(id.clone(), "INTEGER");
    column.nullable = !dice.chance(50);
    sketch.table_mut(table).columns.add(column).expect("placeholders differ");
    key::set_primary_over(sketch, table, vec![id], dice);
}

/// `AUTOINCREMENT` counts rowids: where there are none it is refused.
pub(crate) fn drop_autoincrement_without_rowid(table: &mut Table) {
    if let Some(key) = &mut table.primary_key {
        key.autoincrement &= !table.options.without_rowid;
    }
}
