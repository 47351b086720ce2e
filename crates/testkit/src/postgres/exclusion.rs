//! Exclusion constraints that no extension is needed for: they forbid what a unique constraint does.

use limbeck_schema::{Exclusion, Expr, Name, ObjectName};

use crate::{
    dice::Dice,
    edit::part::drop_one,
    placeholder::placeholder,
    sketch::{Sketch, stored_columns},
};

pub(super) fn add(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) -> bool {
    let columns: Vec<Name> = stored_columns(sketch.table(table))
        .filter(|column| sketch.kind(column).is_distinct())
        .map(|column| column.name.clone())
        .collect();
    let Some(column) = dice.pick(&columns) else { return false };
    let filter =
        if dice.chance(30) { format!(" WHERE ({} IS NOT NULL)", placeholder(column)) } else { String::new() };
    let definition = Expr::new(format!("EXCLUDE USING btree ({} WITH =){filter}", placeholder(column)));
    let name = sketch.coin_key(table, dice);
    sketch.table_mut(table).exclusions.add(Exclusion { name, definition });
    true
}

/// Drops one, or adds one.
pub(super) fn change(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    drop_one(&mut sketch.table_mut(&table).exclusions, dice) || add(sketch, &table, dice)
}
