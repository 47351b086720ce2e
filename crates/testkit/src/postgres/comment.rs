//! Comments.

use limbeck_schema::{Body, Comment, Kind, ObjectName, Thing};

use crate::{
    dice::Dice,
    edit::{column, pick_key},
    sketch::Sketch,
};

const TEXTS: [&str; 4] = ["what it is for", "it's \"quoted\"", "two\nlines", "-- no; comment"];

pub(super) fn text(dice: &mut Dice) -> Option<String> {
    dice.pick(&TEXTS).map(|text| (*text).to_owned())
}

/// On a few things that are neither tables nor columns.
pub(super) fn add_some(sketch: &mut Sketch, dice: &mut Dice) {
    for thing in commented(sketch) {
        if dice.chance(12) {
            put(sketch, thing, dice);
        }
    }
}

/// Says something else of something, or nothing any more.
pub(super) fn change(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    match dice.below(3) {
        0 => {
            let Some(table) = sketch.pick_table(dice) else { return false };
            let comment = &mut sketch.table_mut(&table).options.comment;
            *comment = if comment.is_some() { None } else { text(dice) };
            true
        }
        1 => {
            let Some((table, column)) = column::pick(sketch, dice) else { return false };
            let Some(column) = sketch.table_mut(&table).columns.get_mut(&column) else { return false };
            column.comment = if column.comment.is_some() { None } else { text(dice) };
            true
        }
        _ => match pick_key(&sketch.schema.comments, dice) {
            Some(thing) if dice.chance(50) => sketch.schema.comments.remove(&thing).is_some(),
            _ => match dice.pick(&commented(sketch)) {
                Some(thing) => put(sketch, thing.clone(), dice),
                None => false,
            },
        },
    }
}

/// What can be commented on beside tables and columns.
fn commented(sketch: &Sketch) -> Vec<Thing> {
    let schema = &sketch.schema;
    let views = schema.views.iter().map(|view| {
        let kind = if view.materialized { Kind::MaterializedView } else { Kind::View };
        Thing::new(kind, view.name.clone())
    });
    let indexes = schema.tables.iter().flat_map(|table| {
        table.indexes.iter().map(|index| {
            let namespace = table.name.namespace.clone();
            Thing::new(Kind::Index, ObjectName { namespace, name: index.name.clone() })
        })
    });
    let objects = schema.objects.iter().filter(|object| matches!(object.body, Body::Enum(_)));
    views.chain(indexes).chain(objects.map(|object| object.id.clone())).collect()
}

fn put(sketch: &mut Sketch, on: Thing, dice: &mut Dice) -> bool {
    let Some(text) = text(dice) else { return false };
    let comment = Comment { on, text };
    let old = sketch.schema.comments.put(comment.clone());
    old.is_none_or(|old| old != comment)
}
