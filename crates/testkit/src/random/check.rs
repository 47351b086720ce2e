//! Random checks, each one that every row and every default of this crate satisfies.

use limbeck_schema::{Check, Expr, ObjectName};

use super::column_names;
use crate::{dice::Dice, sketch::Sketch};

pub(crate) fn add(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) -> bool {
    let own = sketch.table(table);
    let columns = column_names(own);
    let (Some(column), Some(other)) = (dice.pick(&columns), dice.pick(&columns)) else { return false };
    let (Some(column), Some(other)) = (own.columns.get(column), own.columns.get(other)) else { return false };
    let expr = sketch.flavour().check(sketch, [column, other], dice);
    let check = Check { name: sketch.coin_key(table, dice), ..Check::new(Expr::new(expr)) };
    sketch.table_mut(table).checks.add(check);
    true
}
