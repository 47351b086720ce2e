//! Taking over from another tool: the schema as that left it becomes the first revision.

use std::{fmt, str::FromStr};

use limbeck_db::{Access, Session};
use limbeck_dialect::canonicalize;
use limbeck_revision::Target;
use limbeck_schema::{Diagnostic, Schema};

use crate::{
    Answers, EngineError, NewRevision, Project, WrittenRevision, autogenerate, compare::compare, live,
    models::Models, proof, revisions, scope, scratch::Space,
};

/// Another tool, by the table in which it keeps what has run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// `alembic_version`.
    Alembic,
    /// `__diesel_schema_migrations`.
    Diesel,
    /// `_sqlx_migrations`.
    Sqlx,
    /// `refinery_schema_history`.
    Refinery,
    /// `seaql_migrations`.
    SeaOrm,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Alembic, Self::Diesel, Self::Sqlx, Self::Refinery, Self::SeaOrm];

    /// The table of its books.
    pub fn table(self) -> &'static str {
        match self {
            Self::Alembic => "alembic_version",
            Self::Diesel => "__diesel_schema_migrations",
            Self::Sqlx => "_sqlx_migrations",
            Self::Refinery => "refinery_schema_history",
            Self::SeaOrm => "seaql_migrations",
        }
    }

    fn column(self) -> &'static str {
        if self == Self::Alembic { "version_num" } else { "version" }
    }

    /// What has run, as the tool numbers it; the newest last.
    fn versions(self, session: &mut Session) -> Result<Vec<String>, EngineError> {
        let (table, column) = (self.table(), self.column());
        // Numbers are texts here, and PostgreSQL fills a CHAR with blanks.
        let query = format!("SELECT CAST({column} AS CHAR(255)) AS value FROM {table} ORDER BY {column}");
        Ok(session.texts(&query)?.into_iter().map(|version| version.trim().to_owned()).collect())
    }

    /// Versions that have begun and not ended, where the tool writes that down.
    fn half_done(self, session: &mut Session) -> Result<Vec<String>, EngineError> {
        if self != Self::Sqlx {
            return Ok(Vec::new());
        }
        let query = "SELECT CAST(version AS CHAR(255)) AS value FROM _sqlx_migrations WHERE NOT success";
        Ok(session.texts(query)?.into_iter().map(|version| version.trim().to_owned()).collect())
    }
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Alembic => "alembic",
            Self::Diesel => "diesel",
            Self::Sqlx => "sqlx",
            Self::Refinery => "refinery",
            Self::SeaOrm => "sea-orm",
        })
    }
}

impl FromStr for Tool {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.map(|tool| tool.to_string()).join(", ");
        let tool = Self::ALL.into_iter().find(|tool| tool.to_string() == text);
        tool.ok_or_else(|| format!("`{text}` is no tool to take over from: there are {known}"))
    }
}

/// Why nothing was taken over.
#[derive(Debug, thiserror::Error)]
pub enum TakeOverError {
    /// There is a history already.
    #[error(
        "there are revisions already: what another tool left can only be the first; use `limbeck stamp REV`"
    )]
    HasRevisions,
    /// The tool was never here.
    #[error("the database has no table `{0}`: that tool has not run here")]
    NoBooks(&'static str),
    /// The tool has run nothing.
    #[error("the table `{0}` is empty: nothing has run, so begin with `limbeck revision --autogenerate`")]
    NothingRan(&'static str),
    /// The tool stopped on its way.
    #[error("{} has begun and not ended: finish or undo it with {tool} first", versions.join(", "))]
    HalfDone {
        /// The tool.
        tool: Tool,
        /// Its versions.
        versions: Vec<String>,
    },
    /// Nothing is there to take over.
    #[error(
        "the database holds nothing but the books of other tools: begin with `limbeck revision --autogenerate`"
    )]
    Nothing,
}

/// What was taken over.
#[derive(Debug, Clone)]
pub struct TakenOver {
    /// The first revision.
    pub revision: WrittenRevision,
    /// The newest version of the other tool.
    pub version: String,
    /// What is worth telling.
    pub notes: Vec<Diagnostic>,
}

/// Writes the schema as it is as the first revision, proven like any other, and writes down that the database
/// is there. Nothing in the database changes but the version table.
pub fn take_over(project: &Project, tool: Tool, new: &NewRevision) -> Result<TakenOver, EngineError> {
    let graph = revisions::load(project)?;
    if !graph.is_empty() {
        return Err(TakeOverError::HasRevisions.into());
    }
    let (mut session, mut notes) = live::open(project, Access::Write, false)?;
    // The project may leave the books alone, so that they are looked for in all there is.
    let all = limbeck_introspect::introspect(&mut session)?.schema;
    if !all.tables.iter().any(|table| table.name.name.as_str() == tool.table()) {
        return Err(TakeOverError::NoBooks(tool.table()).into());
    }
    let version = newest(tool, &mut session)?;
    let read = live::read(&mut session, project)?;
    let mut models = Models::of_database(read);
    models.schema = scope::without_books(models.schema, &Schema::default());
    let mut space = Space::like(project, &mut session)?;
    let answers = Answers::no_more();
    let nothing = canonicalize(Schema::default(), session.dialect());
    let comparison = compare(nothing, models, (&answers, &mut space))?;
    notes.extend(comparison.notes.iter().cloned());
    if comparison.set.is_empty() {
        return Err(TakeOverError::Nothing.into());
    }
    let proven = proof::prove(&comparison, &[], &mut space)?;
    let mut new = NewRevision { message: format!("What {tool} made, up to {version}"), ..new.clone() };
    if tool == Tool::Alembic {
        // It goes by its own name on, so that one table of versions will do.
        new.id = version.parse().unwrap_or(new.id);
    }
    let revision = autogenerate::write(project, &graph, &new, &[], proven)?;
    let graph = revisions::load(project)?;
    let target = [Target::parse(new.id.as_str())];
    limbeck_revision::stamp(&mut session, &graph, &target, &project.version_table, false)?;
    Ok(TakenOver { revision, version, notes })
}

fn newest(tool: Tool, session: &mut Session) -> Result<String, EngineError> {
    let versions = tool.half_done(session)?;
    if !versions.is_empty() {
        return Err(TakeOverError::HalfDone { tool, versions }.into());
    }
    let newest = tool.versions(session)?.pop();
    Ok(newest.ok_or(TakeOverError::NothingRan(tool.table()))?)
}
