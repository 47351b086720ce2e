//! The live side.

use limbeck_db::{Access, Session};
use limbeck_dialect::canonicalize;
use limbeck_introspect::{Introspected, introspect};
use limbeck_schema::{Canonical, Diagnostic, Severity};

use crate::{EngineError, Project, fidelity, scope};

/// Opens the project's database. One that does not exist yet is an empty one where `or_empty` says so:
/// the first revision of a project is generated before there is a database.
pub(crate) fn open(
    project: &Project,
    access: Access,
    or_empty: bool,
) -> Result<(Session, Vec<Diagnostic>), EngineError> {
    let url = project.url()?;
    match Session::open(url, access) {
        Ok(mut session) => {
            session.set_lock_timeout(project.lock_timeout)?;
            if let Some(timeout) = project.statement_timeout {
                session.set_statement_timeout(timeout)?;
            }
            Ok((session, Vec::new()))
        }
        Err(limbeck_db::DbError::Missing { .. }) if or_empty => {
            let message = format!("{url} does not exist yet: comparing with an empty database");
            let note = Diagnostic { severity: Severity::Warning, message, span: None, help: None };
            Ok((Session::scratch(url.family())?, vec![note]))
        }
        Err(error) => Err(error.into()),
    }
}

/// What the database holds, within scope.
pub(crate) struct Live {
    /// All of it, judged.
    pub(crate) schema: Canonical,
    /// What makes it, in the database's words.
    pub(crate) statements: Vec<String>,
    /// What is worth telling of it; nothing that forbids to go on.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads the database.
pub(crate) fn read(session: &mut Session, project: &Project) -> Result<Live, EngineError> {
    let mut live = introspect(session)?;
    let doubts = fidelity::doubts(&live, session.dialect());
    live.diagnostics.extend(doubts);
    scope::restrict(&mut live.schema, project);
    if live.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(EngineError::Unread(live.diagnostics));
    }
    let Introspected { schema, statements, diagnostics } = live;
    Ok(Live { schema: canonicalize(schema, session.dialect()), statements, diagnostics })
}
