//! Random triggers. None of them changes what is stored.

use limbeck_schema::{ObjectName, Statement, Trigger};

use crate::{
    dice::Dice,
    placeholder::placeholder,
    sketch::{Sketch, stored_columns},
};

pub(super) fn add(sketch: &mut Sketch, on: &ObjectName, dice: &mut Dice) -> bool {
    // No trigger stands in for writing to a view.
    let Some(table) = sketch.schema.tables.get(on) else { return false };
    let columns: Vec<_> = stored_columns(table).map(|column| placeholder(&column.name)).collect();
    let Some(column) = dice.pick(&columns).cloned() else { return false };
    let timing = dice.pick(&["AFTER", "BEFORE"]).copied().unwrap_or_default();
    let (event, row) =
        dice.pick(&[("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")]).copied().unwrap_or_default();
    let body = match dice.below(4) {
        0 if timing == "BEFORE" && row == "NEW" => format!("SET NEW.{column} = NEW.{column}"),
        1 => format!("BEGIN IF {row}.{column} IS NULL THEN SET @limbeck = 'a;b'; END IF; END"),
        2 => match other(sketch, dice) {
            Some((table, column)) => format!("SET @limbeck = (SELECT max({column}) FROM {table})"),
            None => return false,
        },
        _ => format!("SET @limbeck = {row}.{column}"),
    };
    let name = sketch.coin('g', dice);
    let definition = format!(
        "CREATE TRIGGER {} {timing} {event} ON {} FOR EACH ROW {body}",
        placeholder(&name),
        placeholder(&on.name)
    );
    let trigger = Trigger::new(name, Statement::new(definition));
    sketch.table_mut(on).triggers.add(trigger).expect("placeholders differ");
    true
}

fn other(sketch: &Sketch, dice: &mut Dice) -> Option<(String, String)> {
    let table = sketch.table(&sketch.pick_table(dice)?);
    let columns: Vec<_> = stored_columns(table).map(|column| placeholder(&column.name)).collect();
    Some((placeholder(&table.name.name), dice.pick(&columns)?.clone()))
}
