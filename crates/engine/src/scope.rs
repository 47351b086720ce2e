//! What is compared at all: once, the same way on both sides.

use limbeck_schema::{Body, Kind, Name, Object, ObjectName, Schema, Thing};

use crate::Project;

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

/// Takes out limbeck's own tables and what the project excludes, with what goes with them; and says whether the
/// order of columns counts.
pub(crate) fn restrict(schema: &mut Schema, project: &Project) {
    let moves = project.url.as_ref().is_some_and(|url| url.family().moves_columns());
    for table in schema.tables.iter_mut() {
        table.ordered = project.column_order && moves;
    }
    take_out(schema, |name| is_out(name, project));
}

/// Takes out other tools' books that `other` does not have: nobody there has asked for them.
pub(crate) fn leave_books(schema: &mut Schema, other: &Schema) {
    let has = |name: &ObjectName| {
        let mut tables = other.tables.iter();
        tables.any(|table| table.name.name.as_str().eq_ignore_ascii_case(name.name.as_str()))
    };
    take_out(schema, |name| BOOKS.contains(&name.name.as_str().to_ascii_lowercase().as_str()) && !has(name));
}

fn take_out(schema: &mut Schema, out: impl Fn(&ObjectName) -> bool) {
    let tables: Vec<ObjectName> = schema.tables.iter().map(|table| table.name.clone()).filter(&out).collect();
    for name in tables {
        schema.tables.remove(&name);
    }
    let views: Vec<ObjectName> = schema.views.iter().map(|view| view.name.clone()).filter(&out).collect();
    for name in views {
        schema.views.remove(&name);
    }
    let objects: Vec<Thing> =
        schema.objects.iter().filter(|object| goes(object, &out)).map(|object| object.id.clone()).collect();
    for id in objects {
        schema.objects.remove(&id);
    }
    let comments: Vec<Thing> =
        schema.comments.iter().map(|comment| comment.on.clone()).filter(|on| out(&on.name)).collect();
    for on in comments {
        schema.comments.remove(&on);
    }
    schema.grants.retain(|grant| !out(&grant.on.name));
}

/// Whether an object is out itself, or belongs to what is out.
fn goes(object: &Object, out: impl Fn(&ObjectName) -> bool) -> bool {
    let owner = match &object.body {
        Body::Sequence(sequence) => sequence.owned_by.as_ref().map(|(table, _)| table),
        _ => None,
    };
    // A namespace may be called what it likes: what is in it is looked at by itself.
    object.id.kind != Kind::Namespace && (out(&object.id.name) || owner.is_some_and(out))
}

fn is_out(name: &ObjectName, project: &Project) -> bool {
    let text = name.name.as_str().to_ascii_lowercase();
    is_version_table(name, &project.version_table)
        || OWN.contains(&text.as_str())
        || project.exclude.iter().any(|pattern| matches(&pattern.to_ascii_lowercase(), &text))
}

/// `version_table` may say in which namespace it is.
fn is_version_table(name: &ObjectName, version_table: &str) -> bool {
    let is = |name: &Name, text: &str| name.as_str().eq_ignore_ascii_case(text);
    is(&name.name, version_table)
        || version_table.split_once('.').is_some_and(|(namespace, table)| {
            is(&name.name, table) && name.namespace.as_ref().is_none_or(|own| is(own, namespace))
        })
}

/// Whether `name` fits `pattern`, in which `*` stands for any run of characters.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|tail| {
            let ends = tail.char_indices().map(|(at, _)| at).chain([tail.len()]);
            ends.into_iter().any(|at| tail.get(at..).is_some_and(|tail| matches(rest, tail)))
        }),
    }
}

#[cfg(test)]
mod tests {
    use limbeck_schema::{Name, ObjectName};

    use super::{is_version_table, matches};

    #[test]
    fn a_star_stands_for_any_run_of_characters() {
        for (pattern, name, fits) in [
            ("a*", "abc", true),
            ("*c", "abc", true),
            ("a*c", "ac", true),
            ("a*c", "ab", false),
            ("a", "ab", false),
        ] {
            assert_eq!(matches(pattern, name), fits, "{pattern} {name}");
        }
    }

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
