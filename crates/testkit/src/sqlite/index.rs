//! Terms and predicates of indexes.

use limbeck_schema::Name;

use crate::{dice::Dice, placeholder::placeholder};

pub(super) fn predicate(column: &Name, dice: &mut Dice) -> Option<String> {
    let column = placeholder(column);
    match dice.below(8) {
        6 => Some(format!("{column} IS NOT NULL")),
        7 => Some(format!("{column} > 0 OR {column} = 'it''s'")),
        _ => None,
    }
}

pub(super) fn term(column: &Name, dice: &mut Dice) -> String {
    let column = placeholder(column);
    match dice.below(3) {
        0 => format!("lower({column})"),
        1 => format!("{column} + 1"),
        _ => format!("coalesce({column}, 'none')"),
    }
}
