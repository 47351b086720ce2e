//! Random triggers. None of them changes what is stored.

use limbeck_schema::{Items, Name, ObjectName, Statement, Trigger};

use crate::{
    dice::Dice,
    placeholder::placeholder,
    sketch::{Sketch, stored_columns},
};

pub(super) fn add(sketch: &mut Sketch, on: &ObjectName, dice: &mut Dice) -> bool {
    if sketch.schema.tables.contains(on) { to_table(sketch, on, dice) } else { to_view(sketch, on, dice) }
}

fn to_table(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) -> bool {
    let Some(body) = body(sketch, dice) else { return false };
    let columns: Vec<_> =
        stored_columns(sketch.table(table)).map(|column| placeholder(&column.name)).collect();
    let Some(column) = dice.pick(&columns) else { return false };
    let timing = dice.pick(&["AFTER", "BEFORE"]).copied().unwrap_or_default();
    let (event, row) = match dice.below(4) {
        0 => ("INSERT".to_owned(), "NEW"),
        1 => ("UPDATE".to_owned(), "OLD"),
        2 => (format!("UPDATE OF {column}"), "NEW"),
        _ => ("DELETE".to_owned(), "OLD"),
    };
    let when = if dice.chance(30) { format!(" WHEN {row}.{column} IS NOT NULL") } else { String::new() };
    let head = format!("{timing} {event} ON {}{when}", placeholder(&table.name));
    let trigger = trigger(sketch.coin('g', dice), &head, &body);
    put(&mut sketch.table_mut(table).triggers, trigger);
    true
}

fn to_view(sketch: &mut Sketch, view: &ObjectName, dice: &mut Dice) -> bool {
    let Some(body) = body(sketch, dice) else { return false };
    let event = dice.pick(&["INSERT", "UPDATE", "DELETE"]).copied().unwrap_or_default();
    let head = format!("INSTEAD OF {event} ON {}", placeholder(&view.name));
    let trigger = trigger(sketch.coin('g', dice), &head, &body);
    if let Some(view) = sketch.schema.views.get_mut(view) {
        put(&mut view.triggers, trigger);
    }
    true
}

fn trigger(name: Name, head: &str, body: &str) -> Trigger {
    let definition = format!("CREATE TRIGGER {} {head} BEGIN {body} END", placeholder(&name));
    Trigger::new(name, Statement::new(definition))
}

fn body(sketch: &Sketch, dice: &mut Dice) -> Option<String> {
    let table = sketch.table(&sketch.pick_table(dice)?);
    let columns: Vec<_> = stored_columns(table).map(|column| placeholder(&column.name)).collect();
    let (table, column) = (placeholder(&table.name.name), dice.pick(&columns)?);
    Some(match dice.below(3) {
        0 => format!("UPDATE {table} SET {column} = {column};"),
        1 => format!("DELETE FROM {table} WHERE {column} IS NULL AND {column} IS NOT NULL;"),
        _ => format!("SELECT max({column}) FROM {table}; SELECT 'a;b';"),
    })
}

fn put(triggers: &mut Items<Trigger>, trigger: Trigger) {
    triggers.add(trigger).expect("placeholders differ");
}
