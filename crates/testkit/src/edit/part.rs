//! Edits of what belongs to a table: keys, checks, indexes, triggers.

use limbeck_schema::{Bag, IndexTerm, Named};

use super::pick_key;
use crate::{
    dice::Dice,
    random::{check, foreign_key, index, key},
    sketch::Sketch,
};

pub(crate) fn set_primary(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    sketch.pick_table(dice).is_some_and(|table| key::set_primary(sketch, &table, dice))
}

pub(crate) fn drop_primary(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let table = sketch.table_mut(&table);
    table.options.without_rowid = false;
    table.primary_key.take().is_some()
}

pub(crate) fn add_unique(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    sketch.pick_table(dice).is_some_and(|table| key::add_unique(sketch, &table, dice))
}

pub(crate) fn drop_unique(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    drop_one(&mut sketch.table_mut(&table).uniques, dice)
}

/// Drops one, adds one, or both.
pub(crate) fn change_foreign_keys(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let dropped = dice.chance(50) && drop_one(&mut sketch.table_mut(&table).foreign_keys, dice);
    let added = dice.chance(70) && foreign_key::add(sketch, &table, dice);
    dropped || added
}

/// Drops one, adds one, or both.
pub(crate) fn change_checks(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let dropped = dice.chance(50) && drop_one(&mut sketch.table_mut(&table).checks, dice);
    let added = dice.chance(70) && check::add(sketch, &table, dice);
    dropped || added
}

pub(crate) fn add_index(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    sketch.pick_table(dice).is_some_and(|table| index::add(sketch, &table, dice))
}

/// Drops an index, or changes it under its name.
pub(crate) fn change_index(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let Some(name) = pick_key(&sketch.table(&table).indexes, dice) else { return false };
    if dice.chance(40) {
        return sketch.table_mut(&table).indexes.remove(&name).is_some();
    }
    let own = sketch.table(&table);
    let Some(mut index) = own.indexes.get(&name).cloned() else { return false };
    let (unique, ordered) = (index.unique, index.method.is_none());
    let Some(first) = index.parts.first_mut() else { return false };
    match (dice.below(3), &first.term) {
        (0, IndexTerm::Column(column)) => {
            let column = own.columns.get(column);
            index.predicate = column.and_then(|column| index::predicate(sketch, column, dice));
        }
        (1, _) if unique => index.unique = false,
        _ if ordered => {
            first.descending = !first.descending;
            first.nulls_first = None;
        }
        _ => return false,
    }
    sketch.table_mut(&table).indexes.put(index).is_some()
}

pub(crate) fn add_trigger(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    sketch.pick_table(dice).is_some_and(|table| sketch.flavour().add_trigger(sketch, &table, dice))
}

pub(crate) fn drop_trigger(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let triggers = &mut sketch.table_mut(&table).triggers;
    let name = triggers.iter().next().map(|trigger| trigger.name().clone());
    name.is_some_and(|name| triggers.remove(&name).is_some())
}

pub(crate) fn drop_one<T: Ord + Clone>(bag: &mut Bag<T>, dice: &mut Dice) -> bool {
    let all: Vec<T> = bag.iter().cloned().collect();
    dice.pick(&all).is_some_and(|one| bag.remove(one))
}
