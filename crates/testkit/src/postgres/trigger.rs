//! Random triggers. None of them changes what is stored.

use limbeck_schema::{ObjectName, Statement, Trigger};

use super::function;
use crate::{
    dice::Dice,
    placeholder::placeholder,
    sketch::{Sketch, stored_columns},
};

pub(super) fn add(sketch: &mut Sketch, on: &ObjectName, dice: &mut Dice) -> bool {
    let head = if sketch.schema.tables.contains(on) { on_table(sketch, on, dice) } else { on_view(on, dice) };
    let Some((head, when)) = head else { return false };
    let function = function::for_trigger(sketch, dice);
    let name = sketch.coin('g', dice);
    let definition = format!(
        "CREATE TRIGGER {} {head} FOR EACH ROW {when}EXECUTE FUNCTION {}()",
        placeholder(&name),
        placeholder(&function.name)
    );
    let trigger = Trigger::new(name, Statement::new(definition));
    let triggers = match sketch.schema.tables.get_mut(on) {
        Some(table) => &mut table.triggers,
        None => match sketch.schema.views.get_mut(on) {
            Some(view) => &mut view.triggers,
            None => return false,
        },
    };
    triggers.add(trigger).expect("placeholders differ");
    true
}

fn on_table(sketch: &Sketch, table: &ObjectName, dice: &mut Dice) -> Option<(String, String)> {
    let columns: Vec<_> =
        stored_columns(sketch.table(table)).map(|column| placeholder(&column.name)).collect();
    let column = dice.pick(&columns)?;
    let timing = dice.pick(&["AFTER", "BEFORE"]).copied().unwrap_or_default();
    let (event, row) = match dice.below(4) {
        0 => ("INSERT".to_owned(), "NEW"),
        1 => ("UPDATE".to_owned(), "OLD"),
        2 => (format!("UPDATE OF {column}"), "NEW"),
        _ => ("DELETE".to_owned(), "OLD"),
    };
    let when = if dice.chance(30) { format!("WHEN ({row}.{column} IS NOT NULL) ") } else { String::new() };
    Some((format!("{timing} {event} ON {}", placeholder(&table.name)), when))
}

fn on_view(view: &ObjectName, dice: &mut Dice) -> Option<(String, String)> {
    let event = dice.pick(&["INSERT", "UPDATE", "DELETE"])?;
    Some((format!("INSTEAD OF {event} ON {}", placeholder(&view.name)), String::new()))
}
