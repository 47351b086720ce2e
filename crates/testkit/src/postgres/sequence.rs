//! Sequences, such as `serial` makes.

use limbeck_schema::{Body, Column, Expr, Kind, Object, ObjectName, Sequence, Thing};

use super::types;
use crate::{dice::Dice, placeholder::placeholder_string, sketch::Sketch};

/// A sequence for the column, which mostly owns it; and the default that counts.
pub(super) fn add_for(sketch: &mut Sketch, table: &ObjectName, column: &Column, dice: &mut Dice) -> Expr {
    let name = sketch.coin('q', dice);
    // A column can only own what is in its own namespace.
    if let Some(namespace) = &table.namespace {
        sketch.names.settle(&name, namespace);
    }
    let name = ObjectName { namespace: table.namespace.clone(), name };
    let default = Expr::new(format!("nextval({}::regclass)", placeholder_string(&name.name)));
    let mut sequence = Sequence::over(types::of_sequence(&column.sql_type.text));
    sequence.owned_by = if dice.chance(30) { None } else { Some((table.clone(), column.name.clone())) };
    let object = Object { id: Thing::new(Kind::Sequence, name), body: Body::Sequence(sequence) };
    sketch.schema.objects.add(object).expect("placeholders differ");
    default
}

/// Counts otherwise.
pub(super) fn change(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let sequences: Vec<Thing> = sketch
        .schema
        .objects
        .iter()
        .filter(|object| matches!(object.body, Body::Sequence(_)))
        .map(|object| object.id.clone())
        .collect();
    let Some(object) = dice.pick(&sequences).and_then(|id| sketch.schema.objects.get_mut(id)) else {
        return false;
    };
    let Body::Sequence(sequence) = &mut object.body else { return false };
    match dice.below(3) {
        0 => sequence.increment = if sequence.increment == 1 { 3 } else { 1 },
        1 => sequence.cache = if sequence.cache == 1 { 20 } else { 1 },
        _ => sequence.cycle = !sequence.cycle,
    }
    true
}
