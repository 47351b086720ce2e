//! Two canonical schemas in, a [`ChangeSet`] out: *what* differs.
//!
//! Pure, and without a dialect's name: two things differ when they are unequal, and equality was
//! settled when the schemas became [`Canonical`]. How a change is carried out, and in which order, is
//! not known here.
//!
//! Laws, for canonical `a` and `b` (the acceptance tests hold them on random schemas):
//! `diff(a, a)` is empty; applied to `a`, `diff(a, b)` gives `b`; the inverse of `diff(a, b)` is
//! `diff(b, a)`; declaration order does not matter.

mod edits;
mod object;
mod order;
mod rename;
mod table;
mod view;

#[cfg(test)]
mod tests;

pub use rename::{PossibleRename, possible_renames};

use limbeck_schema::{Canonical, ChangeSet, Pair, Renames};

/// All that differs. `before` must already speak the names that hold after `renames`
/// (`limbeck_dialect::rename`), which are recorded in the result as its prelude.
pub fn diff(sides: Pair<&Canonical>, renames: &Renames) -> ChangeSet {
    if sides.before.is_one_with(sides.after) {
        return ChangeSet { renames: renames.clone(), changes: Vec::new() };
    }
    let schemas = sides.map(Canonical::schema);
    let mut changes = table::changes(schemas);
    changes.extend(view::changes(schemas));
    changes.extend(object::changes(schemas));
    order::sort(&mut changes);
    ChangeSet { renames: renames.clone(), changes }
}
