//! Enumerations.

use limbeck_schema::{Body, Kind, Object, Thing};

use crate::{dice::Dice, placeholder::placeholder, sketch::Sketch};

const LABELS: [&str; 7] = ["new", "open", "done", "it's", "In Review", "größer", "-- no"];

pub(super) fn add(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let name = sketch.coin_object('e', dice);
    let mut labels: Vec<String> = LABELS.iter().map(|label| (*label).to_owned()).collect();
    let first = dice.below(labels.len() - 3);
    labels = labels.split_off(first);
    labels.truncate(3);
    let object = Object { id: Thing::new(Kind::Enum, name), body: Body::Enum(labels) };
    sketch.schema.objects.add(object).expect("placeholders differ");
    true
}

/// Drops one that no column is of.
pub(super) fn drop(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(id) = pick(sketch, dice) else { return false };
    let spelled = placeholder(&id.name.name);
    let mut columns = sketch.schema.tables.iter().flat_map(|table| table.columns.iter());
    !columns.any(|column| column.sql_type.text == spelled) && sketch.schema.objects.remove(&id).is_some()
}

/// Another label, one less, or another order.
pub(super) fn change(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(object) = pick(sketch, dice).and_then(|id| sketch.schema.objects.get_mut(&id)) else {
        return false;
    };
    let Body::Enum(labels) = &mut object.body else { return false };
    match dice.below(4) {
        0 | 1 => {
            let fresh: Vec<&str> =
                LABELS.into_iter().filter(|label| !labels.iter().any(|old| old == label)).collect();
            let Some(label) = dice.pick(&fresh) else { return false };
            labels.insert(dice.below(labels.len() + 1), (*label).to_owned());
        }
        2 if labels.len() > 2 => {
            labels.remove(dice.below(labels.len()));
        }
        _ => {
            let last = labels.len() - 1;
            labels.swap(0, last);
        }
    }
    true
}

fn pick(sketch: &Sketch, dice: &mut Dice) -> Option<Thing> {
    let objects = sketch.schema.objects.iter();
    let enums: Vec<Thing> = objects
        .filter(|object| matches!(object.body, Body::Enum(_)))
        .map(|object| object.id.clone())
        .collect();
    dice.pick(&enums).cloned()
}
