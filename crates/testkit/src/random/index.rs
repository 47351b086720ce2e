//! Random indexes.

use limbeck_schema::{Column, Expr, Index, IndexPart, IndexTerm, Name, ObjectName};

use super::{column, column_names, pick_columns};
use crate::{dice::Dice, sketch::Sketch};

pub(crate) fn add(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) -> bool {
    let name = sketch.coin('i', dice);
    let own = sketch.table(table);
    let indexable = |name: &Name| {
        own.columns.get(name).is_some_and(|column| sketch.flavour().is_indexable(&column.sql_type.text))
    };
    let names = column_names(own).into_iter().filter(indexable).collect::<Vec<_>>();
    let names = pick_columns(&names, dice);
    let columns: Vec<&Column> = names.iter().filter_map(|name| own.columns.get(name)).collect();
    // Rows differ in what is stored, not in what is computed.
    let distinct =
        |column: &&Column| column.generated.is_none() && sketch.flavour().is_keyable(&column.sql_type.text);
    let unique = columns.iter().all(distinct) && dice.chance(25);
    let Some(first) = columns.first() else { return false };
    let predicate = predicate(sketch, first, dice);
    let parts = columns.into_iter().map(|column| part(sketch, column, unique, dice)).collect();
    let mut index = Index { unique, predicate, ..Index::new(name, parts) };
    sketch.flavour().furnish_index(own, &mut index, dice);
    sketch.table_mut(table).indexes.add(index).expect("placeholders differ");
    true
}

/// `WHERE`, now and then.
pub(crate) fn predicate(sketch: &Sketch, column: &Column, dice: &mut Dice) -> Option<Expr> {
    sketch.flavour().predicate(column, dice).map(Expr::new)
}

fn part(sketch: &Sketch, column: &Column, unique: bool, dice: &mut Dice) -> IndexPart {
    let name: Name = column.name.clone();
    let expr = if !unique && dice.chance(25) { sketch.flavour().term(column, dice) } else { None };
    let term = expr.map_or(IndexTerm::Column(name), |expr| IndexTerm::Expr(Expr::new(expr)));
    let descending = dice.chance(15);
    IndexPart {
        descending,
        collation: if dice.chance(10) { column::collation(sketch, column, dice) } else { None },
        ..IndexPart::plain(term)
    }
}
