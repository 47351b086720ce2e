//! Conditions: SQLite compares anything with anything.

use crate::dice::Dice;

pub(super) fn expr([column, other]: [String; 2], dice: &mut Dice) -> String {
    match dice.below(5) {
        0 => format!("{column} IS NULL OR length({column}) < 1000"),
        1 => format!("{column} <> -12345"),
        2 => format!("{column} NOT IN ('never', 'ever')"),
        3 => format!("{column} IS NOT -54321 AND ({other} IS NULL OR {other} NOT LIKE '%;;%')"),
        _ => format!("coalesce(length({column}), 0) BETWEEN 0 AND 1000"),
    }
}
