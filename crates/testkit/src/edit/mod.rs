//! Random edits of a sketch: of whole tables and views, of columns, of what belongs to a table.

mod column;
mod object;
mod part;

use limbeck_schema::{Items, Named};

use crate::{dice::Dice, prune::prune, sketch::Sketch, survival};

/// One kind of edit; false where it did nothing.
type Edit = fn(&mut Sketch, &mut Dice) -> bool;

const EDITS: [Edit; 27] = [
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
    object::toggle_strict,
    object::toggle_rowid,
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

/// The same with a few edits, any at all.
pub(crate) fn edited(before: &Sketch, dice: &mut Dice) -> Sketch {
    edit(before, dice, |_| true)
}

/// The same with a few edits that rows can follow, and return from.
pub(crate) fn edited_keeping_rows(before: &Sketch, dice: &mut Dice) -> Sketch {
    edit(before, dice, |after| {
        survival::rows_survive(&before.schema, &after.schema)
            && survival::rows_survive(&after.schema, &before.schema)
    })
}

fn edit(before: &Sketch, dice: &mut Dice, allowed: impl Fn(&Sketch) -> bool) -> Sketch {
    let mut after = before.clone();
    for _ in 0..dice.below(9) {
        let mut next = after.clone();
        let Some(edit) = dice.pick(&EDITS) else { break };
        if edit(&mut next, dice) {
            prune(&mut next.schema);
            if before.hands_on_no_name(&next) && allowed(&next) {
                after = next;
            }
        }
    }
    after
}

/// Any of them.
fn pick_key<T: Named>(items: &Items<T>, dice: &mut Dice) -> Option<T::Key> {
    let keys: Vec<_> = items.iter().map(|item| item.name().clone()).collect();
    dice.pick(&keys).cloned()
}
