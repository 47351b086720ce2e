//! SQLite: the schema table, the pragmas, and what they do not say read from the stored statements.

mod agreement;
mod catalog;
mod index;
mod schema;
mod stored;
mod table;

use limbeck_db::Session;
use serde::de::DeserializeOwned;

use crate::{IntrospectError, Introspected};
use catalog::{Catalog, Documents};

pub(crate) fn introspect(session: &mut Session) -> Result<Introspected, IntrospectError> {
    // A savepoint holds one view of the database for all queries, within a transaction and without.
    session.execute("SAVEPOINT limbeck_introspect")?;
    let documents = read(session);
    let released = session.execute("RELEASE limbeck_introspect");
    let catalog = Catalog::new(documents?);
    released?;
    Ok(schema::assemble(&catalog))
}

fn read(session: &mut Session) -> Result<Documents, IntrospectError> {
    Ok(Documents {
        objects: query(session, "objects", include_str!("queries/objects.sql"))?,
        tables: query(session, "tables", include_str!("queries/tables.sql"))?,
        columns: query(session, "columns", include_str!("queries/columns.sql"))?,
        indexes: query(session, "indexes", include_str!("queries/indexes.sql"))?,
        foreign_keys: query(session, "foreign keys", include_str!("queries/foreign_keys.sql"))?,
    })
}

fn query<T: DeserializeOwned>(
    session: &mut Session,
    subject: &'static str,
    sql: &str,
) -> Result<T, IntrospectError> {
    let wrong = |problem: String| IntrospectError::Answer { subject, problem };
    let document = session.text(sql)?.ok_or_else(|| wrong("it is empty".to_owned()))?;
    serde_json::from_str(&document).map_err(|error| wrong(error.to_string()))
}

/// Whether SQLite takes two names for the same one: it ignores the case of ASCII letters only.
fn same(left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right)
}
