//! Random tables.

use limbeck_schema::{Column, Family, ObjectName, Table};

use super::{check, column, index, key};
use crate::{dice::Dice, kind::Kind, sketch::Sketch, sqlite::drop_autoincrement_without_rowid};

/// Adds a table that refers to no other.
pub(crate) fn add(sketch: &mut Sketch, dice: &mut Dice) {
    let flavour = sketch.flavour();
    let name = sketch.coin_object('t', dice);
    let mut table = Table::new(name.clone());
    flavour.furnish_table(&mut table, dice);
    sketch.schema.tables.add(table).expect("placeholders differ");
    first_column(sketch, &name, dice);
    for _ in 0..dice.below(5) {
        column::add(sketch, &name, dice);
    }
    if sketch.table(&name).primary_key.is_none() && dice.chance(50) {
        let keyed = key::set_primary(sketch, &name, dice);
        if sketch.family == Family::Sqlite {
            sketch.table_mut(&name).options.without_rowid = keyed && dice.chance(40);
            drop_autoincrement_without_rowid(sketch.table_mut(&name));
        }
    }
    let extras = [(key::add_unique as Extra, 35), (check::add, 35), (index::add, 45), (index::add, 15)];
    for (add, percent) in extras {
        if dice.chance(percent) {
            add(sketch, &name, dice);
        }
    }
    flavour.extra(sketch, &name, dice);
}

type Extra = fn(&mut Sketch, &ObjectName, &mut Dice) -> bool;

/// Mostly a number that is the key, which is what most tables start with.
fn first_column(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) {
    if dice.chance(45) {
        return column::add(sketch, table, dice);
    }
    let flavour = sketch.flavour();
    let id = sketch.coin_in(table, 'c', dice);
    let sql_type = flavour.type_of(&Kind::Integer, false).unwrap_or_default();
    let mut column = Column::new(id.clone(), sql_type);
    column.nullable = !dice.chance(50);
    flavour.furnish_column(sketch, table, &mut column, dice);
    sketch.table_mut(table).columns.add(column).expect("placeholders differ");
    key::set_primary_over(sketch, table, vec![id], dice);
}
