//! What no longer makes sense after an edit is taken out.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_schema::{Body, Expr, Kind, Name, ObjectName, Schema, Table, Thing, Trigger, View};

use crate::{
    flavour::{self, Flavour},
    placeholder::{mentions, placeholder, placeholders},
    random::foreign_key,
    sketch::Sketch,
};

/// Takes out repeated keys, foreign keys without a parent key, and whatever speaks of what is gone.
pub(crate) fn prune(sketch: &mut Sketch) {
    let flavour = flavour::of(sketch.family);
    let schema = &mut sketch.schema;
    flavour.mend(schema);
    for table in schema.tables.iter_mut() {
        repeated_uniques(table);
    }
    orphans(schema, flavour);
    stale_sequences(schema);
    stale_columns(schema);
    stale_views(schema);
    stale_triggers(schema);
    stale_comments(schema);
}

/// Takes a column out of its table, with all that is made of it. False where it is the last one that
/// stores anything.
pub(crate) fn drop_column(table: &mut Table, column: &Name) -> bool {
    let gone: BTreeSet<Name> = table
        .columns
        .iter()
        .filter(|other| other.generated.as_ref().is_some_and(|by| mentions(&by.expr.text, column)))
        .map(|other| other.name.clone())
        .chain([column.clone()])
        .collect();
    if table.columns.iter().all(|other| gone.contains(&other.name) || other.generated.is_some()) {
        return false;
    }
    for name in &gone {
        table.columns.remove(name);
    }
    let kept = |name: &Name| !gone.contains(name);
    if table.primary_key.as_ref().is_some_and(|key| !key.parts.iter().all(|part| kept(&part.column))) {
        table.primary_key = None;
        table.options.without_rowid = false;
    }
    let unspoken = |text: &str| !gone.iter().any(|name| mentions(text, name));
    table.uniques.retain(|unique| unique.parts.iter().all(|part| kept(&part.column)));
    table.foreign_keys.retain(|key| key.columns.iter().all(kept));
    table.checks.retain(|check| unspoken(&check.expr.text));
    table.exclusions.retain(|exclusion| unspoken(&exclusion.definition.text));
    stale_indexes(table, kept, unspoken);
    true
}

fn stale_indexes(table: &mut Table, kept: impl Fn(&Name) -> bool, unspoken: impl Fn(&str) -> bool) {
    use limbeck_schema::IndexTerm::{Column, Expr};
    let stale: Vec<Name> = table
        .indexes
        .iter()
        .filter(|index| {
            let whole = index.parts.iter().all(|part| match &part.term {
                Column(column) => kept(column),
                Expr(expr) => unspoken(&expr.text),
            });
            let whole = whole && index.include.iter().all(&kept);
            !whole || index.predicate.as_ref().is_some_and(|expr| !unspoken(&expr.text))
        })
        .map(|index| index.name.clone())
        .collect();
    for name in &stale {
        table.indexes.remove(name);
    }
}

/// SQLite makes one index of keys over the same columns, and then nobody can tell there were two.
fn repeated_uniques(table: &mut Table) {
    let columns = |parts: &[limbeck_schema::KeyPart]| -> BTreeSet<Name> {
        parts.iter().map(|part| part.column.clone()).collect()
    };
    let mut seen: BTreeSet<_> = table.primary_key.iter().map(|key| columns(&key.parts)).collect();
    table.uniques.retain(|unique| seen.insert(columns(&unique.parts)));
}

fn orphans(schema: &mut Schema, flavour: &dyn Flavour) {
    let parents = schema.tables.clone();
    for table in schema.tables.iter_mut() {
        let Some(child) = parents.get(&table.name) else { continue };
        table.foreign_keys.retain(|key| {
            parents.get(&key.references).is_some_and(|parent| foreign_key::fits(key, child, parent, flavour))
        });
    }
}

/// A sequence goes with the column that owns it, and with its being written to.
fn stale_sequences(schema: &mut Schema) {
    let owner_is_gone = |body: &Body| match body {
        Body::Sequence(sequence) => sequence.owned_by.as_ref().is_some_and(|(table, column)| {
            let owner = schema.tables.get(table).and_then(|table| table.columns.get(column));
            owner.is_none_or(|column| column.generated.is_some())
        }),
        _ => false,
    };
    let stale: Vec<Thing> =
        schema.objects.iter().filter(|o| owner_is_gone(&o.body)).map(|o| o.id.clone()).collect();
    for id in &stale {
        schema.objects.remove(id);
    }
}

/// Defaults and checks that count on a sequence, a function or a label which is no more.
fn stale_columns(schema: &mut Schema) {
    let there = there(schema);
    let fits = |expr: &Expr| placeholders(&expr.text).iter().all(|name| there.contains(name));
    let labels: BTreeMap<String, Vec<String>> = schema
        .objects
        .iter()
        .filter_map(|object| match &object.body {
            Body::Enum(labels) => Some((placeholder(&object.id.name.name), labels.clone())),
            _ => None,
        })
        .collect();
    for table in schema.tables.iter_mut() {
        table.checks.retain(|check| fits(&check.expr));
        for column in table.columns.iter_mut() {
            let labels = labels.get(column.sql_type.text.as_str());
            let is_label = |text: &str| {
                labels.is_none_or(|labels| {
                    labels.iter().any(|label| text == format!("'{}'", label.replace('\'', "''")))
                })
            };
            column.default = column
                .default
                .take()
                .filter(|expr| fits(expr) && (expr.text == "NULL" || is_label(&expr.text)));
        }
    }
}

/// Whoever is commented on has to be there.
fn stale_comments(schema: &mut Schema) {
    let is_there = |thing: &Thing| match thing.kind {
        Kind::View | Kind::MaterializedView => schema.views.contains(&thing.name),
        Kind::Index => schema.tables.iter().any(|table| {
            table.name.namespace == thing.name.namespace && table.indexes.contains(&thing.name.name)
        }),
        _ => schema.objects.contains(thing),
    };
    let comments = schema.comments.iter();
    let stale: Vec<Thing> = comments.filter(|c| !is_there(&c.on)).map(|c| c.on.clone()).collect();
    for thing in &stale {
        schema.comments.remove(thing);
    }
}

fn stale_views(schema: &mut Schema) {
    loop {
        let there = there(schema);
        let speaks_of_nothing = |view: &&View| !all_there(&view.definition.text, &there, &view.name.name);
        let stale: Vec<ObjectName> =
            schema.views.iter().filter(speaks_of_nothing).map(|view| view.name.clone()).collect();
        if stale.is_empty() {
            return;
        }
        for name in &stale {
            schema.views.remove(name);
        }
    }
}

fn stale_triggers(schema: &mut Schema) {
    let there = there(schema);
    let tables = schema.tables.iter_mut().map(|table| &mut table.triggers);
    for triggers in tables.chain(schema.views.iter_mut().map(|view| &mut view.triggers)) {
        let stale = |trigger: &&Trigger| !all_there(&trigger.definition.text, &there, &trigger.name);
        let stale: Vec<Name> = triggers.iter().filter(stale).map(|trigger| trigger.name.clone()).collect();
        for name in &stale {
            triggers.remove(name);
        }
    }
}

/// Whether a statement speaks only of what there is, and of itself.
fn all_there(statement: &str, there: &BTreeSet<String>, own: &Name) -> bool {
    placeholders(statement).iter().all(|name| name == own.as_str() || there.contains(name))
}

/// Whatever a statement can speak of.
fn there(schema: &Schema) -> BTreeSet<String> {
    let columns = schema.tables.iter().flat_map(|table| table.columns.iter().map(|column| &column.name));
    let tables = schema.tables.iter().map(|table| &table.name.name);
    let views = schema.views.iter().map(|view| &view.name.name);
    let objects = schema.objects.iter().map(|object| &object.id.name.name);
    columns.chain(tables).chain(views).chain(objects).map(|name| name.as_str().to_owned()).collect()
}

/// Whether a trigger writes to the column or waits for it.
pub(crate) fn used_by_triggers(schema: &Schema, column: &Name) -> bool {
    let used = |trigger: &Trigger| mentions(&trigger.definition.text, column);
    schema.tables.iter().any(|table| table.triggers.iter().any(used))
        || schema.views.iter().any(|view| view.triggers.iter().any(used))
}
