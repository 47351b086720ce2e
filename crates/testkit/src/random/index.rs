//! Random indexes.

use limbeck_schema::{Expr, Index, IndexPart, IndexTerm, Name, ObjectName};

use super::{column, column_names, pick_columns};
use crate::{dice::Dice, placeholder::placeholder, sketch::Sketch};

pub(crate) fn add(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) -> bool {
    let name = sketch.coin('i', dice);
    let table = sketch.table_mut(table);
    let columns = pick_columns(&column_names(table), dice);
    // Rows differ in what is stored, not in what is computed.
    let stored = |name: &Name| table.columns.get(name).is_some_and(|column| column.generated.is_none());
    let unique = columns.iter().all(stored) && dice.chance(25);
    let Some(predicate) = columns.first().map(|column| predicate(column, dice)) else { return false };
    let parts = columns.into_iter().map(|column| part(column, unique, dice)).collect();
    table.indexes.add(Index { unique, predicate, ..Index::new(name, parts) }).expect("placeholders differ");
    true
}

/// `WHERE`, now and then.
pub(crate) fn predicate(column: &Name, dice: &mut Dice) -> Option<Expr> {
    let column = placeholder(column);
    match dice.below(8) {
        6 => Some(Expr::new(format!("{column} IS NOT NULL"))),
        7 => Some(Expr::new(format!("{column} > 0 OR {column} = 'it''s'"))),
        _ => None,
    }
}

fn part(column: Name, unique: bool, dice: &mut Dice) -> IndexPart {
    let term = if !unique && dice.chance(25) {
        let column = placeholder(&column);
        IndexTerm::Expr(Expr::new(match dice.below(3) {
            0 => format!("lower({column})"),
            1 => format!("{column} + 1"),
            _ => format!("coalesce({column}, 'none')"),
        }))
    } else {
        IndexTerm::Column(column)
    };
    let descending = dice.chance(15);
    IndexPart {
        descending,
        collation: if dice.chance(10) { column::collation(dice) } else { None },
        ..IndexPart::plain(term)
    }
}
