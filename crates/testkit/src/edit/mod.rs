//! Random edits of a sketch: of whole tables and views, of columns, of what belongs to a table.

pub(crate) mod column;
pub(crate) mod object;
pub(crate) mod part;

use limbeck_schema::{Items, Named};

use crate::{dice::Dice, prune::prune, sketch::Sketch, survival};

/// One kind of edit; false where it did nothing.
pub(crate) type Edit = fn(&mut Sketch, &mut Dice) -> bool;

/// The same with a few edits, any at all.
pub(crate) fn edited(before: &Sketch, dice: &mut Dice) -> Sketch {
    edit(before, dice, |_| true)
}

/// The same with a few edits that rows can follow, and return from.
pub(crate) fn edited_keeping_rows(before: &Sketch, dice: &mut Dice) -> Sketch {
    edit(before, dice, |after| survival::rows_survive(before, after))
}

fn edit(before: &Sketch, dice: &mut Dice, allowed: impl Fn(&Sketch) -> bool) -> Sketch {
    let mut after = before.clone();
    for _ in 0..dice.below(9) {
        let mut next = after.clone();
        let Some(edit) = dice.pick(before.flavour().edits()) else { break };
        if edit(&mut next, dice) {
            prune(&mut next);
            if before.hands_on_no_name(&next) && allowed(&next) {
                after = next;
            }
        }
    }
    after
}

/// Any of them.
pub(crate) fn pick_key<T: Named>(items: &Items<T>, dice: &mut Dice) -> Option<T::Key> {
    let keys: Vec<_> = items.iter().map(|item| item.name().clone()).collect();
    dice.pick(&keys).cloned()
}
