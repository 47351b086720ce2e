//! Collations, and what columns are computed from.

use limbeck_schema::{Expr, Generated, Name, Table};

use crate::{dice::Dice, names::name, placeholder::placeholder, sketch::stored_columns};

const COLLATIONS: [&str; 4] = ["NOCASE", "RTRIM", "BINARY", "nocase"];

pub(super) fn computed(table: &Table, own: Option<&Name>, dice: &mut Dice) -> Option<(Generated, String)> {
    let bases: Vec<_> =
        stored_columns(table).map(|column| &column.name).filter(|name| Some(*name) != own).collect();
    let base = placeholder(dice.pick(&bases)?);
    let (expr, sql_type) = match dice.below(3) {
        0 => (format!("length({base})"), "INTEGER"),
        1 => (format!("upper({base})"), "TEXT"),
        _ => (format!("{base} IS NULL"), "INT"),
    };
    Some((Generated { expr: Expr::new(expr), stored: dice.chance(50) }, sql_type.to_owned()))
}

/// A collation every SQLite has.
pub(super) fn collation(dice: &mut Dice) -> Option<Name> {
    dice.pick(&COLLATIONS).map(|text| name(text))
}
