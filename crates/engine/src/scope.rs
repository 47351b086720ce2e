//! What is compared at all: once, the same way on both sides.

use std::collections::BTreeSet;

use limbeck_dialect::canonicalize;
use limbeck_schema::{Body, Canonical, IndexTerm, Kind, Name, Object, ObjectName, Schema, Table, Thing};

use crate::{Pattern, Project};

/// Tables in which limbeck keeps its books. They are part of nobody's model.
const OWN: [&str; 2] = ["limbeck_version", "limbeck_progress"];

/// Tables in which other tools keep theirs. They are part of a model that says so, as a dump of the
/// database does, and of no other.
const BOOKS: [&str; 8] = [
    "alembic_version",
    "__diesel_schema_migrations",
    "_sqlx_migrations",
    "refinery_schema_history",
    "seaql_migrations",
    "schema_migrations",
    "goose_db_version",
    "flyway_schema_history",
];

/// Whether the project leaves anything alone by a pattern.
pub(crate) fn leaves_alone(project: &Project) -> bool {
    !(project.include.is_empty() && project.exclude.is_empty())
}

/// Takes out limbeck's own tables and what the project leaves alone, with what goes with them; and says whether
/// the order of columns counts. Views that are left alone stand on tables, and stay until there is a side to
/// take them from: see [`keep`].
pub(crate) fn restrict(schema: &mut Schema, project: &Project) {
    let moves = project.url.as_ref().is_some_and(|url| url.family().moves_columns());
    for table in schema.tables.iter_mut() {
        table.ordered = project.column_order && moves;
    }
    take_out(schema, |kind, name| {
        is_own(kind, name, project) || kind != Kind::View && is_out(kind, name, project)
    });
}

/// Takes out the views that are left alone, where nothing is to be done.
pub(crate) fn hide_views(schema: &mut Schema, project: &Project) {
    take_out(schema, |kind, name| kind == Kind::View && is_out(kind, name, project));
}

/// Without other tools' books that `other` does not have: nobody there has asked for them.
pub(crate) fn without_books(canonical: Canonical, other: &Schema) -> Canonical {
    let is_left = |name: &ObjectName| {
        let is_called = |other: &str| name.name.as_str().eq_ignore_ascii_case(other);
        BOOKS.into_iter().any(is_called)
            && !other.tables.iter().any(|table| is_called(table.name.name.as_str()))
    };
    if !names(canonical.schema()).any(is_left) {
        return canonical;
    }
    let (dialect, mut schema) = (canonical.dialect(), canonical.into_schema());
    take_out(&mut schema, |kind, name| kind != Kind::Namespace && is_left(name));
    canonicalize(schema, dialect)
}

/// What the tables, views and objects are called.
fn names(schema: &Schema) -> impl Iterator<Item = &ObjectName> {
    let objects = schema.objects.iter().map(|object| &object.id.name);
    let tables = schema.tables.iter().map(|table| &table.name);
    tables.chain(schema.views.iter().map(|view| &view.name)).chain(objects)
}

/// Gives `wanted` the views, indexes and triggers of `live` that are left alone, in place of its own: what is
/// not seen would be lost, or stand in the way, where a table is made anew. An index whose column goes, goes along.
pub(crate) fn keep(wanted: &mut Schema, live: &Schema, project: &Project) {
    keep_views(wanted, live, project);
    let is_out = |kind: Kind, table: &Table, name: &Name| is_part_out(kind, table, name, project);
    for table in wanted.tables.iter_mut() {
        let shown = table.clone();
        for index in shown.indexes.iter().filter(|index| is_out(Kind::Index, &shown, &index.name)) {
            table.indexes.remove(&index.name);
        }
        for trigger in shown.triggers.iter().filter(|trigger| is_out(Kind::Trigger, &shown, &trigger.name)) {
            table.triggers.remove(&trigger.name);
        }
        let Some(there) = live.tables.get(&shown.name) else { continue };
        let stays = |term: &IndexTerm| match term {
            IndexTerm::Column(column) => shown.columns.contains(column),
            IndexTerm::Expr(_) => true,
        };
        for index in there.indexes.iter().filter(|index| is_out(Kind::Index, there, &index.name)) {
            if index.parts.iter().all(|part| stays(&part.term)) {
                table.indexes.put(index.clone());
            }
        }
        for trigger in there.triggers.iter().filter(|trigger| is_out(Kind::Trigger, there, &trigger.name)) {
            table.triggers.put(trigger.clone());
        }
    }
}

/// The views of `live` that are left alone, with what is said of them and what they need.
fn keep_views(wanted: &mut Schema, live: &Schema, project: &Project) {
    hide_views(wanted, project);
    let kept: BTreeSet<&ObjectName> =
        live.views.iter().map(|view| &view.name).filter(|name| is_out(Kind::View, name, project)).collect();
    for view in live.views.iter().filter(|view| kept.contains(&view.name)) {
        wanted.views.put(view.clone());
    }
    for comment in live.comments.iter().filter(|comment| kept.contains(&comment.on.name)) {
        wanted.comments.put(comment.clone());
    }
    for grant in live.grants.iter().filter(|grant| kept.contains(&grant.on.name)) {
        wanted.grants.add(grant.clone());
    }
    for (thing, needed) in live.dependencies.iter().filter(|(thing, _)| kept.contains(&thing.name)) {
        wanted.dependencies.add(thing.clone(), needed.clone());
    }
}

fn take_out(schema: &mut Schema, out: impl Fn(Kind, &ObjectName) -> bool) {
    // Tables, views and what is said of their parts.
    let mut gone: BTreeSet<ObjectName> = BTreeSet::new();
    let tables = schema.tables.iter().filter(|table| out(Kind::Table, &table.name));
    for table in tables.cloned().collect::<Vec<_>>() {
        let namespace = &table.name.namespace;
        gone.extend(
            table
                .indexes
                .iter()
                .map(|index| ObjectName { namespace: namespace.clone(), name: index.name.clone() }),
        );
        schema.tables.remove(&table.name);
        gone.insert(table.name);
    }
    let views = schema.views.iter().map(|view| view.name.clone());
    for name in views.filter(|name| out(Kind::View, name)).collect::<Vec<_>>() {
        schema.views.remove(&name);
        gone.insert(name);
    }
    let objects: Vec<Thing> =
        schema.objects.iter().filter(|object| goes(object, &out)).map(|object| object.id.clone()).collect();
    for id in &objects {
        schema.objects.remove(id);
    }
    let is_gone = |on: &Thing| {
        let is_object = !(on.part.is_some() || is_relation(on.kind) || on.kind == Kind::Index);
        objects.contains(on) || gone.contains(&on.name) || is_object && out(on.kind, &on.name)
    };
    let comments: Vec<Thing> =
        schema.comments.iter().map(|comment| comment.on.clone()).filter(is_gone).collect();
    for on in comments {
        schema.comments.remove(&on);
    }
    schema.grants.retain(|grant| !is_gone(&grant.on));
}

fn is_relation(kind: Kind) -> bool {
    matches!(kind, Kind::Table | Kind::ForeignTable | Kind::View | Kind::MaterializedView)
}

/// Whether an object is out itself, or belongs to what is out.
fn goes(object: &Object, out: impl Fn(Kind, &ObjectName) -> bool) -> bool {
    let owner = match &object.body {
        Body::Sequence(sequence) => sequence.owned_by.as_ref().map(|(table, _)| table),
        _ => None,
    };
    out(object.id.kind, &object.id.name) || owner.is_some_and(|table| out(Kind::Table, table))
}

/// Whether it is a table of limbeck's own.
fn is_own(kind: Kind, name: &ObjectName, project: &Project) -> bool {
    let text = name.name.as_str().to_ascii_lowercase();
    kind != Kind::Namespace
        && (is_version_table(name, &project.version_table) || OWN.contains(&text.as_str()))
}

/// Whether the project leaves it alone. Where a pattern without a kind says what is managed, it says so of
/// tables and views: what else there is belongs to them, or is named by its kind.
pub(crate) fn is_out(kind: Kind, name: &ObjectName, project: &Project) -> bool {
    let includes = |pattern: &&Pattern| match kind {
        kind if is_relation(kind) => pattern.is_for(kind),
        kind => pattern.is_only_for(kind),
    };
    let mut included = project.include.iter().filter(includes).peekable();
    let is_left = included.peek().is_some() && !included.any(|pattern| pattern.fits(name));
    is_left || project.exclude.iter().any(|pattern| pattern.is_for(kind) && pattern.fits(name))
}

/// Whether the project leaves an index or a trigger alone.
fn is_part_out(kind: Kind, table: &Table, name: &Name, project: &Project) -> bool {
    let fits = |pattern: &Pattern| pattern.fits_in(Some(table.name.name.as_str()), name.as_str());
    let mut included = project.include.iter().filter(|pattern| pattern.is_only_for(kind)).peekable();
    let is_left = included.peek().is_some() && !included.any(fits);
    is_left || project.exclude.iter().any(|pattern| pattern.is_only_for(kind) && fits(pattern))
}

/// `version_table` may say in which namespace it is.
fn is_version_table(name: &ObjectName, version_table: &str) -> bool {
    let is = |name: &Name, text: &str| name.as_str().eq_ignore_ascii_case(text);
    is(&name.name, version_table)
        || version_table.split_once('.').is_some_and(|(namespace, table)| {
            is(&name.name, table) && name.namespace.as_ref().is_none_or(|own| is(own, namespace))
        })
}

#[cfg(test)]
mod tests {
    use limbeck_schema::{Name, ObjectName};

    use super::is_version_table;

    #[test]
    fn a_version_table_may_be_in_a_namespace() {
        let name = |text: &str| Name::new(text).unwrap();
        let within = |namespace: Option<&str>, table: &str| ObjectName {
            namespace: namespace.map(name),
            name: name(table),
        };
        for (namespace, table, said, is_one) in [
            (None, "versions", "versions", true),
            (Some("ops"), "versions", "ops.versions", true),
            (Some("shop"), "versions", "ops.versions", false),
            (Some("ops"), "orders", "ops.versions", false),
            (None, "ops.versions", "ops.versions", true),
        ] {
            assert_eq!(
                is_version_table(&within(namespace, table), said),
                is_one,
                "{namespace:?} {table} {said}"
            );
        }
    }
}
