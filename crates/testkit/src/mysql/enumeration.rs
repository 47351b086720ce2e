//! Enumerations and sets: their labels stand in the type.

use limbeck_schema::Column;

use crate::{
    dice::Dice,
    placeholder::mentions,
    sketch::{Sketch, stored_columns},
};

/// In any order, and some of them.
const LABELS: [&str; 6] = ["new", "open", "it's", "done", "In Review", "größer"];

pub(super) fn random(dice: &mut Dice) -> String {
    let word = if dice.chance(30) { "set" } else { "enum" };
    spelled(word, &LABELS[dice.below(3)..][..3])
}

/// None where it is another type.
pub(super) fn labels(sql_type: &str) -> Option<Vec<String>> {
    let inside = sql_type.strip_prefix("enum(").or_else(|| sql_type.strip_prefix("set("))?;
    let labels = inside.strip_suffix(')')?.split(',');
    Some(labels.map(|label| label.trim_matches('\'').replace("''", "'")).collect())
}

/// Whether a value of the one can be one of the other.
pub(super) fn share(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|sql_type| labels(sql_type).unwrap_or_default());
    one.iter().any(|label| other.contains(label))
}

/// Another label, one less, or another order.
pub(super) fn change(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let columns = sketch.schema.tables.iter().flat_map(|table| {
        let free = |column: &&Column| !table.checks.iter().any(|of| mentions(&of.expr.text, &column.name));
        let labelled = stored_columns(table).filter(|column| labels(&column.sql_type.text).is_some());
        labelled.filter(free).map(|column| (table.name.clone(), column.name.clone()))
    });
    let Some((table, column)) = dice.pick(&columns.collect::<Vec<_>>()).cloned() else { return false };
    let Some(column) = sketch.table_mut(&table).columns.get_mut(&column) else { return false };
    let word = if column.sql_type.text.starts_with("set") { "set" } else { "enum" };
    let Some(mut labels) = labels(&column.sql_type.text) else { return false };
    match dice.below(4) {
        0 | 1 => {
            let fresh: Vec<&str> =
                LABELS.into_iter().filter(|new| labels.iter().all(|old| old != new)).collect();
            let Some(label) = dice.pick(&fresh) else { return false };
            labels.insert(dice.below(labels.len() + 1), (*label).to_owned());
        }
        2 if labels.len() > 2 => {
            labels.remove(dice.below(labels.len()));
        }
        _ => labels.reverse(),
    }
    let there = |text: &str| labels.iter().any(|label| *text == literal(label));
    column.default = column.default.take().filter(|expr| expr.text == "NULL" || there(&expr.text));
    column.sql_type = limbeck_schema::SqlType::new(spelled(word, &labels));
    true
}

fn spelled<T: AsRef<str>>(word: &str, labels: &[T]) -> String {
    let labels: Vec<_> = labels.iter().map(|label| literal(label.as_ref())).collect();
    format!("{word}({})", labels.join(","))
}

fn literal(label: &str) -> String {
    format!("'{}'", label.replace('\'', "''"))
}
