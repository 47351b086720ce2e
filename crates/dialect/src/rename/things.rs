//! What is said of tables and columns elsewhere, in other names.

use limbeck_schema::{Bag, Body, Dependencies, Items, Kind, Object, Renames, Schema, Thing};

use super::Renamer;
use crate::rules::Rules;

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
        Body::Namespace
        | Body::Extension(_)
        | Body::Enum(_)
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
