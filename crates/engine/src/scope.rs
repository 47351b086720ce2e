//! What is compared at all: once, the same way on both sides.

use limbeck_schema::{ObjectName, Schema};

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

/// Takes out the version table, other tools' books, and what the project excludes.
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
