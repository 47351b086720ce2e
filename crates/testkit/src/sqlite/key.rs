//! Parts of keys, and what a key does about a conflict.

use limbeck_schema::{Conflict, KeyPart, Name, Table};

use super::column;
use crate::dice::Dice;

const CONFLICTS: [Conflict; 4] = [Conflict::Rollback, Conflict::Fail, Conflict::Ignore, Conflict::Replace];

pub(super) fn conflict(dice: &mut Dice) -> Option<Conflict> {
    if dice.chance(8) { dice.pick(&CONFLICTS).copied() } else { None }
}

/// DESC and COLLATE mean nothing to a column that is the rowid, and DESC can even stop it from being it.
pub(super) fn primary(table: &Table, columns: Vec<Name>, dice: &mut Dice) -> (Vec<KeyPart>, bool) {
    let of_rowid = is_rowid(table, &columns);
    let autoincrement = of_rowid && !table.options.without_rowid && dice.chance(25);
    let parts = if of_rowid {
        columns.into_iter().map(KeyPart::plain).collect()
    } else {
        columns.into_iter().map(|column| part(column, dice)).collect()
    };
    (parts, autoincrement)
}

pub(super) fn part(column: Name, dice: &mut Dice) -> KeyPart {
    KeyPart {
        column,
        descending: dice.chance(8),
        collation: if dice.chance(8) { column::collation(dice) } else { None },
        length: None,
    }
}

fn is_rowid(table: &Table, columns: &[Name]) -> bool {
    let [only] = columns else { return false };
    table.columns.get(only).is_some_and(|column| column.sql_type.text.eq_ignore_ascii_case("INTEGER"))
}
