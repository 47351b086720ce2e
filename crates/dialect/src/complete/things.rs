//! What hangs on a table or a column goes with it: policies, triggers, sequences, comments, rights.

use std::collections::BTreeSet;

use limbeck_schema::{Body, KeyName, Kind, Name, Named, ObjectName, Schema, Table, Thing};

use super::{Whole, note};

/// Takes out of `schema` what is there only with a thing that goes, where the models did not say so
/// themselves.
pub(super) fn follow(schema: &mut Schema, whole: &mut Whole<'_>) {
    let live = whole.live;
    let gone = gone(live, schema);
    let needs_gone: BTreeSet<&Thing> = live
        .dependencies
        .iter()
        .filter(|(_, needed)| gone.contains(needed))
        .map(|(thing, _)| thing)
        .collect();
    triggers(schema, whole, &needs_gone);
    if !whole.coverage.objects {
        objects(schema, whole, &gone, &needs_gone);
    }
    let is_lost = |schema: &Schema, thing: &Thing| exists(live, thing) && !exists(schema, thing);
    if !whole.coverage.comments {
        let lost: Vec<Thing> =
            schema.comments.iter().map(|c| c.on.clone()).filter(|on| is_lost(schema, on)).collect();
        lost.iter().for_each(|on| drop(schema.comments.remove(on)));
    }
    if !whole.coverage.grants {
        let mut grants = std::mem::take(&mut schema.grants);
        grants.retain(|grant| !is_lost(schema, &grant.on));
        schema.grants = grants;
    }
    // A source that knows all things knows who needs whom.
    if !whole.coverage.objects {
        dependencies(schema, live);
    }
}

/// The labels that models list, in the order of those that are there: Rust's order of variants says nothing.
/// A new one stands behind the one it is written behind.
pub(super) fn labels(wanted: &[String], there: &[String]) -> Vec<String> {
    let mut labels: Vec<String> = there.iter().filter(|label| wanted.contains(label)).cloned().collect();
    for (at, label) in wanted.iter().enumerate().filter(|(_, label)| !there.contains(label)) {
        let before = at.checked_sub(1).and_then(|before| wanted.get(before));
        let behind = before.and_then(|before| labels.iter().position(|label| label == before));
        labels.insert(behind.map_or(0, |behind| behind + 1), label.clone());
    }
    labels
}

/// Triggers that need what goes.
fn triggers(schema: &mut Schema, whole: &mut Whole<'_>, needs_gone: &BTreeSet<&Thing>) {
    if needs_gone.is_empty() {
        return;
    }
    let live = whole.live;
    for table in schema.tables.iter_mut() {
        let goes =
            |name: &Name| needs_gone.contains(&Thing::part(Kind::Trigger, table.name.clone(), name.clone()));
        let triggers: Vec<Name> =
            table.triggers.iter().map(|trigger| trigger.name.clone()).filter(goes).collect();
        for name in triggers {
            let was_there = live.tables.get(&table.name).and_then(|table| table.triggers.get(&name));
            // One that the models say is theirs to mend.
            if was_there == table.triggers.get(&name) && !covers_triggers(whole, &table.name) {
                table.triggers.remove(&name);
                whole.notes.push(note(format!(
                    "the trigger {name} goes with the column of {} it needs",
                    table.name
                )));
            }
        }
    }
}

fn covers_triggers(whole: &Whole<'_>, table: &ObjectName) -> bool {
    whole.coverage.of(table).covers(limbeck_schema::Aspect::Trigger)
}

/// Tables and columns of tables that are there and should not be.
fn gone(live: &Schema, schema: &Schema) -> BTreeSet<Thing> {
    let mut gone = BTreeSet::new();
    for table in live.tables.iter() {
        let after = schema.tables.get(&table.name);
        if after.is_none() {
            gone.insert(Thing::new(Kind::Table, table.name.clone()));
            gone.insert(Thing::new(Kind::ForeignTable, table.name.clone()));
        }
        if after.is_some_and(|after| table.columns.names().eq(after.columns.names())) {
            continue;
        }
        for column in table.columns.iter() {
            if !after.is_some_and(|after| after.columns.contains(&column.name)) {
                gone.insert(Thing::part(Kind::Column, table.name.clone(), column.name.clone()));
            }
        }
    }
    gone
}

/// A sequence goes with the column it counts for; policies, rules and statistics with their table, and
/// with a column they need.
fn objects(
    schema: &mut Schema,
    whole: &mut Whole<'_>,
    gone: &BTreeSet<Thing>,
    needs_gone: &BTreeSet<&Thing>,
) {
    let mut lost = Vec::new();
    for object in schema.objects.iter().filter(|object| whole.live.objects.contains(&object.id)) {
        let owner = match &object.body {
            Body::Sequence(sequence) => sequence.owned_by.as_ref(),
            _ => None,
        };
        let is_owned = owner.is_some_and(|(table, column)| {
            gone.contains(&Thing::part(Kind::Column, table.clone(), column.clone()))
        });
        let hangs = matches!(object.id.kind, Kind::Policy | Kind::Rule | Kind::Statistics);
        let on_table = || gone.contains(&Thing::new(Kind::Table, object.id.name.clone()));
        let is_part = matches!(object.id.kind, Kind::Policy | Kind::Rule) && on_table();
        if is_owned || is_part {
            lost.push(object.id.clone());
        } else if hangs && needs_gone.contains(&object.id) {
            let message = format!("the {} {} goes with what it needs", object.id.kind, object.id);
            whole.notes.push(note(message));
            lost.push(object.id.clone());
        }
    }
    lost.iter().for_each(|id| drop(schema.objects.remove(id)));
}

/// The live ones between things that stay, beside those that the models know.
fn dependencies(schema: &mut Schema, live: &Schema) {
    let stays = |schema: &Schema, thing: &Thing| !exists(live, thing) || exists(schema, thing);
    let mut kept = live.dependencies.clone();
    kept.retain(|thing, needed| stays(schema, thing) && stays(schema, needed));
    for (thing, needed) in std::mem::take(&mut schema.dependencies) {
        kept.add(thing, needed);
    }
    schema.dependencies = kept;
}

/// Whether the schema has the thing.
fn exists(schema: &Schema, thing: &Thing) -> bool {
    let table = || schema.tables.get(&thing.name);
    let view = || schema.views.get(&thing.name);
    match (thing.kind, &thing.part) {
        (Kind::Table | Kind::ForeignTable, _) => table().is_some(),
        (Kind::View | Kind::MaterializedView, _) => view().is_some(),
        (Kind::Column | Kind::Default, Some(part)) => {
            table().is_some_and(|table| table.columns.contains(part))
                || view().is_some_and(|view| view.columns.iter().any(|column| column.name == *part))
                || has_attribute(schema, &thing.name, part)
        }
        (Kind::Constraint, Some(part)) => table().is_some_and(|table| has_constraint(table, part)),
        (Kind::DomainConstraint, _) => schema.objects.contains(&Thing::new(Kind::Domain, thing.name.clone())),
        (Kind::Trigger, Some(part)) => {
            table().is_some_and(|table| table.triggers.contains(part))
                || view().is_some_and(|view| view.triggers.contains(part))
        }
        (Kind::Index, _) => has_index(schema, &thing.name),
        _ => schema.objects.contains(thing),
    }
}

fn has_attribute(schema: &Schema, name: &ObjectName, part: &Name) -> bool {
    let object = schema.objects.get(&Thing::new(Kind::Composite, name.clone()));
    object.is_some_and(|object| match &object.body {
        Body::Composite(attributes) => attributes.contains(part),
        _ => false,
    })
}

fn has_constraint(table: &Table, name: &Name) -> bool {
    let is_it = |key: &KeyName| key.given() == Some(name);
    table.primary_key.iter().any(|key| is_it(&key.name))
        || table.uniques.iter().any(|unique| is_it(&unique.name))
        || table.foreign_keys.iter().any(|key| is_it(&key.name))
        || table.checks.iter().any(|check| is_it(&check.name))
        || table.exclusions.iter().any(|exclusion| is_it(&exclusion.name))
}

/// An index is in the namespace of its table.
fn has_index(schema: &Schema, name: &ObjectName) -> bool {
    let tables = schema.tables.iter().map(|table| (table.name(), &table.indexes));
    tables
        .chain(schema.views.iter().map(|view| (view.name(), &view.indexes)))
        .any(|(on, indexes)| on.namespace == name.namespace && indexes.contains(&name.name))
}
