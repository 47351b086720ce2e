//! How views are read, for whom, and what can be written through them.

use limbeck_schema::View;

use crate::{dice::Dice, edit::pick_key, sketch::Sketch};

pub(super) fn furnish(view: &mut View, dice: &mut Dice) {
    let mut say = |name: &str, value: &str| {
        view.options.insert(name.to_owned(), value.to_owned());
    };
    if dice.chance(25) {
        say("SQL SECURITY", "INVOKER");
    }
    // What counts rows is none of the table's.
    let is_plain = !view.definition.text.contains("count(");
    match dice.below(10) {
        7 => say("ALGORITHM", "TEMPTABLE"),
        8 if is_plain => say("ALGORITHM", "MERGE"),
        9 if is_plain => say("CHECK OPTION", dice.pick(&["CASCADED", "LOCAL"]).copied().unwrap_or_default()),
        _ => {}
    }
}

/// Says something else of a view.
pub(super) fn change(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(name) = pick_key(&sketch.schema.views, dice) else { return false };
    let Some(view) = sketch.schema.views.get_mut(&name) else { return false };
    let old = std::mem::take(&mut view.options);
    furnish(view, dice);
    view.options != old
}
