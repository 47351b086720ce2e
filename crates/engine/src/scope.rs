//! What is compared at all: once, the same way on both sides.

use limbeck_schema::{Body, Kind, Object, ObjectName, Schema, Thing};

use crate::Project;

/// Tables in which migration tools keep their books. None of them is part of anybody's model.
const BOOKS: [&str; 10] = [
    "limbeck_version",
    "limbeck_progress",
    "alembic_version",
    "__diesel_schema_migrations",
    "_sqlx_migrations",
    "refinery_schema_history",
    "seaql_migrations",
    "schema_migrations",
    "goose_db_version",
    "flyway_schema_history",
];

/// Takes out the version table, other tools' books, and what the project excludes, with what goes with
/// them.
pub(crate) fn restrict(schema: &mut Schema, project: &Project) {
    let out = |name: &ObjectName| is_out(name, project);
    let tables: Vec<ObjectName> = schema.tables.iter().map(|table| table.name.clone()).filter(out).collect();
    for name in tables {
        schema.tables.remove(&name);
    }
    let views: Vec<ObjectName> = schema.views.iter().map(|view| view.name.clone()).filter(out).collect();
    for name in views {
        schema.views.remove(&name);
    }
    let objects: Vec<Thing> =
        schema.objects.iter().filter(|object| goes(object, out)).map(|object| object.id.clone()).collect();
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
    let name = name.name.as_str().to_ascii_lowercase();
    name == project.version_table.to_ascii_lowercase()
        || BOOKS.contains(&name.as_str())
        || project.exclude.iter().any(|pattern| matches(&pattern.to_ascii_lowercase(), &name))
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
    use super::matches;

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
}
