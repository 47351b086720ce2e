//! PostgreSQL: one JSON document from the catalogs.

mod catalog;
mod comment;
mod dependencies;
mod expression;
mod grant;
mod index;
mod names;
mod object;
mod relation;
mod schema;
mod table;
mod things;
mod trigger;
mod view;

#[cfg(test)]
mod tests;

use std::fmt::Write;

use limbeck_db::Session;

use crate::{IntrospectError, Introspected};
use catalog::Catalog;

/// The parts of the document, each a query of its own.
const QUERIES: [(&str, &str); 26] = [
    ("namespaces", include_str!("queries/namespaces.sql")),
    ("relations", include_str!("queries/relations.sql")),
    ("inheritance", include_str!("queries/inheritance.sql")),
    ("tables", include_str!("queries/tables.sql")),
    ("columns", include_str!("queries/columns.sql")),
    ("constraints", include_str!("queries/constraints.sql")),
    ("indexes", include_str!("queries/indexes.sql")),
    ("index_parts", include_str!("queries/index_parts.sql")),
    ("triggers", include_str!("queries/triggers.sql")),
    ("rules", include_str!("queries/rules.sql")),
    ("policies", include_str!("queries/policies.sql")),
    ("statistics", include_str!("queries/statistics.sql")),
    ("views", include_str!("queries/views.sql")),
    ("sequences", include_str!("queries/sequences.sql")),
    ("types", include_str!("queries/types.sql")),
    ("collations", include_str!("queries/collations.sql")),
    ("text_searches", include_str!("queries/text_searches.sql")),
    ("routines", include_str!("queries/routines.sql")),
    ("aggregates", include_str!("queries/aggregates.sql")),
    ("extensions", include_str!("queries/extensions.sql")),
    ("event_triggers", include_str!("queries/event_triggers.sql")),
    ("comments", include_str!("queries/comments.sql")),
    ("grants", include_str!("queries/grants.sql")),
    ("default_privileges", include_str!("queries/default_privileges.sql")),
    ("unmanaged", include_str!("queries/unmanaged.sql")),
    ("dependencies", include_str!("queries/dependencies.sql")),
];

/// Reads the document.
pub(crate) fn read(session: &mut Session) -> Result<String, IntrospectError> {
    // For one large statement, compiling it takes longer than running it.
    session.execute("SET jit = off")?;
    session.text(&document())?.ok_or_else(|| wrong("catalogs", "the answer is empty"))
}

/// Puts the schema together from a document.
pub(crate) fn assemble(document: &str) -> Result<Introspected, IntrospectError> {
    let catalog: Catalog =
        serde_json::from_str(document).map_err(|error| wrong("catalogs", error.to_string()))?;
    schema::assemble(&catalog)
}

/// The statement that answers with the document, the same for every version from 13 on.
fn document() -> String {
    let mut parts = String::new();
    for (part, query) in QUERIES {
        // Writing to a string does not fail.
        let _ =
            write!(parts, ",\n'{part}', (SELECT COALESCE(json_agg(found), '[]') FROM (\n{query}) AS found)");
    }
    include_str!("queries/document.sql").replace("/* parts */", &parts)
}

fn wrong(subject: &'static str, problem: impl Into<String>) -> IntrospectError {
    IntrospectError::Answer { subject, problem: problem.into() }
}
