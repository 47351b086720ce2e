//! What is said of a table as a whole, and where tables are.

use limbeck_schema::{Body, Kind, Name, Object, ObjectName, Schema, Table, Thing};

use super::comment;
use crate::{dice::Dice, sketch::Sketch};

pub(super) fn furnish(table: &mut Table, dice: &mut Dice) {
    table.options.comment = if dice.chance(12) { comment::text(dice) } else { None };
    if dice.chance(6) {
        fill_half(table);
    }
}

/// Leaves room in its pages, or no longer does.
pub(super) fn toggle_fillfactor(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let table = sketch.table_mut(&table);
    if table.options.parameters.remove("fillfactor").is_none() {
        fill_half(table);
    }
    true
}

fn fill_half(table: &mut Table) {
    table.options.parameters.insert("fillfactor".to_owned(), "50".to_owned());
}

pub(super) fn namespaces(sketch: &Sketch) -> impl Iterator<Item = Name> {
    let objects = sketch.schema.objects.iter();
    objects.filter(|object| object.body == Body::Namespace).map(|object| object.id.name.name.clone())
}

pub(super) fn add_namespace(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let name = sketch.coin('n', dice);
    sketch.schema.objects.add(Object::namespace(name)).expect("placeholders differ");
    true
}

/// Drops one that nothing is in.
pub(super) fn drop_namespace(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let namespaces: Vec<Name> = namespaces(sketch).collect();
    let Some(name) = dice.pick(&namespaces) else { return false };
    if is_used(&sketch.schema, name) {
        return false;
    }
    let id = Thing::new(Kind::Namespace, ObjectName::plain(name.clone()));
    sketch.schema.objects.remove(&id).is_some()
}

fn is_used(schema: &Schema, namespace: &Name) -> bool {
    let tables = schema.tables.iter().map(|table| &table.name);
    let views = schema.views.iter().map(|view| &view.name);
    let objects = schema.objects.iter().map(|object| &object.id.name);
    tables.chain(views).chain(objects).any(|object| object.namespace.as_ref() == Some(namespace))
}
