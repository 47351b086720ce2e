//! Random views.

use limbeck_schema::{ObjectName, Statement, View};

use super::{column_names, pick_columns};
use crate::{dice::Dice, placeholder::placeholder, sketch::Sketch};

pub(crate) fn add(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(query) = query(sketch, dice) else { return false };
    let name: ObjectName = sketch.coin_object('v', dice);
    let definition = Statement::new(sketch.flavour().view(&name, query));
    let mut view = View::new(name.clone(), definition);
    sketch.flavour().furnish_view(&mut view, dice);
    let materialized = view.materialized;
    sketch.schema.views.add(view).expect("placeholders differ");
    if !materialized && dice.chance(20) {
        sketch.flavour().add_trigger(sketch, &name, dice);
    }
    true
}

/// Over a table's columns; or over another view, of which it names no column: what those are called
/// after a rename of the table's is a question of its own.
fn query(sketch: &Sketch, dice: &mut Dice) -> Option<String> {
    let views: Vec<_> = sketch.schema.views.iter().map(|view| placeholder(&view.name.name)).collect();
    if let Some(view) = dice.pick(&views)
        && dice.chance(30)
    {
        return Some(format!("SELECT count(*) AS n FROM {view}"));
    }
    let table = sketch.table(&sketch.pick_table(dice)?);
    let columns = pick_columns(&column_names(table), dice);
    let first = placeholder(columns.first()?);
    let listed = columns.iter().map(placeholder).collect::<Vec<_>>().join(", ");
    let table = placeholder(&table.name.name);
    Some(match dice.below(3) {
        0 => format!("SELECT {listed} FROM {table}"),
        1 => format!("SELECT {listed} FROM {table} WHERE {first} IS NOT NULL"),
        _ => format!("SELECT t.{first} AS one, count(*) AS many FROM {table} AS t GROUP BY t.{first}"),
    })
}
