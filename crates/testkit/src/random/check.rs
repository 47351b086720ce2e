//! Random checks, each one that every row and every default of this crate satisfies.

use limbeck_schema::{Check, Expr, ObjectName};

use super::column_names;
use crate::{dice::Dice, placeholder::placeholder, sketch::Sketch};

pub(crate) fn add(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) -> bool {
    let columns = column_names(sketch.table(table));
    let Some(column) = dice.pick(&columns).map(placeholder) else { return false };
    let other = dice.pick(&columns).map(placeholder).unwrap_or_default();
    let expr = match dice.below(5) {
        0 => format!("{column} IS NULL OR length({column}) < 1000"),
        1 => format!("{column} <> -12345"),
        2 => format!("{column} NOT IN ('never', 'ever')"),
        3 => format!("{column} IS NOT -54321 AND ({other} IS NULL OR {other} NOT LIKE '%;;%')"),
        _ => format!("coalesce(length({column}), 0) BETWEEN 0 AND 1000"),
    };
    let check = Check { name: sketch.coin_key(table, dice), ..Check::new(Expr::new(expr)) };
    sketch.table_mut(table).checks.add(check);
    true
}
