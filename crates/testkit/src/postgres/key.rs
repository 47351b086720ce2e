//! When keys are checked.

use limbeck_schema::Deferral;

use crate::dice::Dice;

pub(super) fn deferral(dice: &mut Dice) -> Deferral {
    match dice.below(10) {
        8 => Deferral::InitiallyImmediate,
        9 => Deferral::InitiallyDeferred,
        _ => Deferral::NotDeferrable,
    }
}
