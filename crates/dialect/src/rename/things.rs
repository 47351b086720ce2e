//! What is said of tables and columns elsewhere, in other names.

use limbeck_schema::{Bag, Body, Dependencies, Items, Kind, Name, Object, Renames, Schema, Thing};

use super::{RenameConflict, Renamer};
use crate::rules::Rules;

/// Whether the labels are there, and their new names free.
pub(super) fn check(schema: &Schema, renames: &Renames) -> Result<(), RenameConflict> {
    for (enumeration, old, new) in renames.labels() {
        let path = |label: &Name| format!("{enumeration}.{label}");
        let found = schema.objects.get(&Thing::new(Kind::Enum, enumeration.clone()));
        let Some(Body::Enum(labels)) = found.map(|object| &object.body) else {
            return Err(RenameConflict::Unknown { what: "enum", old: enumeration.to_string() });
        };
        let has = |label: &Name| labels.iter().any(|other| other == label.as_str());
        if !has(old) {
            return Err(RenameConflict::Unknown { what: "label", old: path(old) });
        }
        if has(new) && renames.label_after(enumeration, new.as_str()) == new.as_str() {
            return Err(RenameConflict::Taken { what: "label", old: path(old), new: path(new) });
        }
    }
    Ok(())
}

/// Everything beside tables and views.
pub(super) fn rename(schema: &mut Schema, rules: &'static dyn Rules, renames: &Renames) {
    let mut objects = Items::new();
    for object in std::mem::take(&mut schema.objects) {
        objects.put(self::object(object, rules, renames));
    }
    schema.objects = objects;
    let mut comments = Items::new();
    for mut comment in std::mem::take(&mut schema.comments) {
        thing(&mut comment.on, renames);
        comments.put(comment);
    }
    schema.comments = comments;
    let mut grants = Bag::new();
    for mut grant in std::mem::take(&mut schema.grants) {
        thing(&mut grant.on, renames);
        grants.add(grant);
    }
    schema.grants = grants;
    let mut dependencies = Dependencies::new();
    for (one, needed) in schema.dependencies.iter() {
        let (mut one, mut needed) = (one.clone(), needed.clone());
        thing(&mut one, renames);
        thing(&mut needed, renames);
        dependencies.add(one, needed);
    }
    schema.dependencies = dependencies;
}

/// A policy speaks of the columns of its table, a sequence may belong to one.
fn object(mut object: Object, rules: &'static dyn Rules, renames: &Renames) -> Object {
    match &mut object.body {
        Body::Sequence(sequence) => {
            if let Some((table, column)) = &mut sequence.owned_by {
                *column = renames.column_after(table, column).clone();
                *table = renames.table_after(table).clone();
            }
        }
        Body::Policy(policy) => {
            let renamer = Renamer::new(rules, renames, &object.id.name);
            policy.using = policy.using.take().map(|expr| renamer.expr(&expr));
            policy.with_check = policy.with_check.take().map(|expr| renamer.expr(&expr));
        }
        Body::Enum(labels) => {
            for label in labels {
                *label = renames.label_after(&object.id.name, label).to_owned();
            }
        }
        Body::Namespace
        | Body::Extension(_)
        | Body::Domain(_)
        | Body::Composite(_)
        | Body::Routine(_)
        | Body::Statement(_) => {}
    }
    thing(&mut object.id, renames);
    object
}

fn thing(thing: &mut Thing, renames: &Renames) {
    match thing.kind {
        Kind::Column | Kind::Default => {
            thing.part = thing.part.take().map(|part| renames.column_after(&thing.name, &part).clone());
        }
        Kind::Table | Kind::ForeignTable | Kind::Constraint | Kind::Trigger | Kind::Rule | Kind::Policy => {}
        _ => return,
    }
    thing.name = renames.table_after(&thing.name).clone();
}
