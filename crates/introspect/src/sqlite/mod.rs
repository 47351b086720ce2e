//! SQLite: the schema table, the pragmas, and what they do not say read from the stored statements.

mod agreement;
mod catalog;
mod index;
mod schema;
mod stored;
mod table;

use limbeck_db::Session;

use crate::{IntrospectError, Introspected};
use catalog::{Catalog, Documents};

/// The parts of the document, each a query of its own.
const QUERIES: [(&str, &str); 5] = [
    ("objects", include_str!("queries/objects.sql")),
    ("tables", include_str!("queries/tables.sql")),
    ("columns", include_str!("queries/columns.sql")),
    ("indexes", include_str!("queries/indexes.sql")),
    ("foreign_keys", include_str!("queries/foreign_keys.sql")),
];

/// Reads the document.
pub(crate) fn read(session: &mut Session) -> Result<String, IntrospectError> {
    // A savepoint holds one view of the database for all queries, within a transaction and without.
    session.execute("SAVEPOINT limbeck_introspect")?;
    let document = document(session);
    session.execute("RELEASE limbeck_introspect")?;
    document
}

/// Puts the schema together from a document.
pub(crate) fn assemble(document: &str) -> Result<Introspected, IntrospectError> {
    let documents: Documents = serde_json::from_str(document)
        .map_err(|error| IntrospectError::Answer { subject: "catalogs", problem: error.to_string() })?;
    Ok(schema::assemble(&Catalog::new(documents)))
}

fn document(session: &mut Session) -> Result<String, IntrospectError> {
    let mut parts = Vec::new();
    for (subject, sql) in QUERIES {
        let empty = || IntrospectError::Answer { subject, problem: "it is empty".to_owned() };
        let answer = session.text(sql)?.ok_or_else(empty)?;
        parts.push(format!("\"{subject}\":{answer}"));
    }
    Ok(format!("{{{}}}", parts.join(",")))
}

/// Whether SQLite takes two names for the same one: it ignores the case of ASCII letters only.
fn same(left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right)
}
