//! Functions: what triggers call, and what checks do.

use limbeck_schema::{Body, Kind, Name, Object, ObjectName, Routine, Statement, Thing};

use crate::{
    dice::Dice,
    names::name,
    placeholder::{mentions, placeholder},
    sketch::Sketch,
};

/// Bodies that change nothing of what is written.
const BODIES: [&str; 2] =
    ["RETURN coalesce(NEW, OLD);", "RAISE DEBUG 'it''s; %', TG_OP; RETURN coalesce(NEW, OLD);"];

/// What checks call takes a number.
const ARGUMENT: &str = "bigint";

/// A function for a trigger: one that is there, or a new one.
pub(super) fn for_trigger(sketch: &mut Sketch, dice: &mut Dice) -> ObjectName {
    let there = of_triggers(sketch);
    if let Some(thing) = dice.pick(&there)
        && dice.chance(50)
    {
        return thing.name.clone();
    }
    let name = sketch.coin_object('f', dice);
    let object = called_by_triggers(&name, dice);
    sketch.schema.objects.add(object).expect("placeholders differ");
    name
}

/// One that is there.
pub(super) fn for_checks(sketch: &Sketch) -> Option<Name> {
    let mut functions = functions(sketch).filter(|thing| thing.part.is_some());
    functions.next().map(|thing| thing.name.name.clone())
}

pub(super) fn add_for_checks(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let function = sketch.coin_object('f', dice);
    let definition = format!(
        "CREATE OR REPLACE FUNCTION {}({ARGUMENT}) RETURNS {ARGUMENT} LANGUAGE sql IMMUTABLE AS $$ SELECT $1 $$",
        placeholder(&function.name)
    );
    let id = Thing::part(Kind::Function, function, name(ARGUMENT));
    sketch.schema.objects.add(routine(id, definition, ARGUMENT)).expect("placeholders differ");
    true
}

/// Does the same in other words.
pub(super) fn change(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let there = of_triggers(sketch);
    let Some(thing) = dice.pick(&there) else { return false };
    let object = called_by_triggers(&thing.name, dice);
    sketch.schema.objects.put(object.clone()).is_some_and(|old| old != object)
}

/// Drops one that nobody calls.
pub(super) fn drop(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let there: Vec<Thing> = functions(sketch).cloned().collect();
    let Some(thing) = dice.pick(&there) else { return false };
    let name = &thing.name.name;
    let schema = &sketch.schema;
    let called = schema.tables.iter().any(|table| {
        table.checks.iter().any(|check| mentions(&check.expr.text, name))
            || table.triggers.iter().any(|trigger| mentions(&trigger.definition.text, name))
    }) || schema
        .views
        .iter()
        .any(|view| view.triggers.iter().any(|trigger| mentions(&trigger.definition.text, name)));
    !called && sketch.schema.objects.remove(thing).is_some()
}

fn functions(sketch: &Sketch) -> impl Iterator<Item = &Thing> {
    sketch.schema.objects.iter().map(|object| &object.id).filter(|id| id.kind == Kind::Function)
}

fn of_triggers(sketch: &Sketch) -> Vec<Thing> {
    functions(sketch).filter(|thing| thing.part.is_none()).cloned().collect()
}

fn called_by_triggers(function: &ObjectName, dice: &mut Dice) -> Object {
    let body = dice.pick(&BODIES).copied().unwrap_or_default();
    let definition = format!(
        "CREATE OR REPLACE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
        placeholder(&function.name)
    );
    routine(Thing::new(Kind::Function, function.clone()), definition, "trigger")
}

fn routine(id: Thing, definition: String, signature: &str) -> Object {
    let [definition, signature] = [definition, signature.to_owned()].map(Statement::new);
    Object { id, body: Body::Routine(Routine { definition, signature }) }
}
