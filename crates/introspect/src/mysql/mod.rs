//! MySQL and MariaDB: what `information_schema` lists, and of each the statement that `SHOW CREATE` prints.

mod catalog;
mod dependencies;
mod index;
mod program;
mod question;
mod rewrite;
mod schema;
mod shown;
mod table;
mod version_comment;
mod view;

#[cfg(test)]
mod tests;

use limbeck_db::Session;

use crate::{IntrospectError, Introspected};
use catalog::Catalog;

/// Reads the document.
pub(crate) fn read(session: &mut Session) -> Result<String, IntrospectError> {
    let catalog = question::ask(session)?;
    serde_json::to_string(&catalog).map_err(|error| wrong("catalogs", error.to_string()))
}

/// Puts the schema together from a document.
pub(crate) fn assemble(document: &str) -> Result<Introspected, IntrospectError> {
    let catalog: Catalog =
        serde_json::from_str(document).map_err(|error| wrong("catalogs", error.to_string()))?;
    schema::assemble(&catalog)
}

fn wrong(subject: &'static str, problem: impl Into<String>) -> IntrospectError {
    IntrospectError::Answer { subject, problem: problem.into() }
}
