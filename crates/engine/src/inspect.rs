//! A schema printed, and two compared, wherever they come from.

use limbeck_db::{Access, DatabaseUrl, Session};
use limbeck_dialect::{canonicalize, complete};
use limbeck_models::Written;
use limbeck_plan::PlanOptions;
use limbeck_render::Statement;
use limbeck_schema::{Canonical, Diagnostic, Dialect, Family, Pair, Renames, Schema};

use crate::{
    ChangeLine, EngineError, ModelKind, Project, Source, compare, describe, live,
    models::{self, Models},
    revisions, scope,
    scratch::Space,
};

/// A schema, in the model and in SQL.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// The schema.
    pub schema: Canonical,
    /// The statements that make it from nothing, in order.
    pub statements: Vec<Statement>,
    /// What is worth telling.
    pub notes: Vec<Diagnostic>,
    /// How often a server was asked to read the schema; none where there is no server.
    pub round_trips: u64,
}

/// What differs between two sources.
#[derive(Debug, Clone)]
pub struct Difference {
    /// What differs.
    pub changes: Vec<ChangeLine>,
    /// The statements that take the first to the second.
    pub statements: Vec<Statement>,
    /// Both, each completed by the other where it cannot speak.
    pub sides: Pair<Canonical>,
    /// What is worth telling.
    pub notes: Vec<Diagnostic>,
}

/// Reads one source as a whole.
pub fn inspect(project: &Project, source: &Source) -> Result<Inspected, EngineError> {
    let mut space = space(project);
    let Models { mut schema, diagnostics, .. } = load(source, &mut space)?;
    let dialect = schema.dialect();
    if scope::leaves_alone(project) {
        let mut shown = schema.into_schema();
        scope::hide_views(&mut shown, project);
        schema = canonicalize(shown, dialect);
    }
    let empty = canonicalize(Schema::default(), dialect);
    let statements = between(Pair::new(&empty, &schema), dialect).1;
    Ok(Inspected { schema, statements, notes: diagnostics, round_trips: space.round_trips })
}

/// A schema in the words of a kind of models, and what those do not say; `None` for SQL, which says all of it.
pub fn models_of(schema: &Canonical, kind: ModelKind) -> Option<Written> {
    let (family, schema) = (schema.dialect().family, schema.schema());
    match kind {
        ModelKind::Sql => None,
        ModelKind::Diesel => Some(limbeck_models::write_diesel(schema, family)),
        ModelKind::SeaOrm => Some(limbeck_models::write_sea_orm(schema, family)),
        ModelKind::Rust => Some(limbeck_models::write_rust(schema, family)),
    }
}

/// Compares two sources. What one of them cannot say is taken from the other.
pub fn diff(project: &Project, sources: Pair<&Source>) -> Result<Difference, EngineError> {
    let mut space = space(project);
    let mut before = load(sources.before, &mut space)?;
    let mut after = load(sources.after, &mut space)?;
    let dialect = before.schema.dialect();
    if after.schema.dialect() != dialect {
        after.schema = canonicalize(after.schema.into_schema(), dialect);
    }
    if sources.before.is_database() {
        before.schema = scope::without_books(before.schema, after.schema.schema());
    }
    if sources.after.is_database() {
        after.schema = scope::without_books(after.schema, before.schema.schema());
    }
    before.leave_out(after.schema.schema());
    after.leave_out(before.schema.schema());
    let adjusted = compare::adjusted(after.schema, &before.schema, project);
    let canonical = Pair::new(before.schema, adjusted);
    let completed_after = complete(canonical.after, &after.coverage, &canonical.before);
    let completed_before = complete(canonical.before, &before.coverage, &completed_after.schema);
    let there =
        compare::settled(&completed_before.schema, completed_after.schema, &after.coverage, &mut space)?;
    let here = compare::settled(&there, completed_before.schema, &before.coverage, &mut space)?;
    let (changes, statements) = between(Pair::new(&here, &there), dialect);
    let mut notes = before.diagnostics;
    for more in [after.diagnostics, completed_after.notes, completed_before.notes] {
        notes.extend(more);
    }
    models::refuse(&notes)?;
    Ok(Difference { changes, statements, sides: Pair::new(here, there), notes })
}

/// Two schemas as the statements that make them, to be laid side by side.
pub fn texts(sides: &Pair<Canonical>) -> Pair<String> {
    sides.as_ref().map(|schema| {
        let dialect = schema.dialect();
        let empty = canonicalize(Schema::default(), dialect);
        let statements = between(Pair::new(&empty, schema), dialect).1;
        statements.iter().map(|statement| format!("{};\n\n", statement.sql)).collect()
    })
}

fn between(sides: Pair<&Canonical>, dialect: Dialect) -> (Vec<ChangeLine>, Vec<Statement>) {
    let set = limbeck_diff::diff(sides, &Renames::new());
    let options = PlanOptions { unchecked_bodies: true, ..PlanOptions::default() };
    let plan = limbeck_plan::plan(&set, sides, &options);
    let scripts = limbeck_render::scripts(&plan, dialect);
    (describe(&set), scripts.into_iter().flat_map(|script| script.statements).collect())
}

/// Space of the family that the project's database is of.
fn space(project: &Project) -> Space<'_> {
    Space::new(project, project.url.as_ref().map_or(Family::Sqlite, DatabaseUrl::family))
}

/// One source, judged by the dialect of the project's database, or that of scratch space.
fn load(source: &Source, space: &mut Space<'_>) -> Result<Models, EngineError> {
    let project = space.project;
    match source {
        Source::Database => {
            let (mut session, _) = live::open(project, Access::Read, false)?;
            of_session(&mut session, space)
        }
        Source::Url(url) => of_session(&mut Session::open(url, Access::Read)?, space),
        Source::Migrations => of_session(&mut replayed(space)?, space),
        Source::Models => models::load(project.models()?, space),
        Source::Files(files) => models::load(std::slice::from_ref(files), space),
    }
}

fn of_session(session: &mut Session, space: &mut Space<'_>) -> Result<Models, EngineError> {
    let asked = session.round_trips();
    let read = live::read(session, space.project)?;
    space.round_trips += session.round_trips() - asked;
    Ok(Models::of_database(read))
}

/// Scratch space in which every revision has run.
fn replayed(space: &mut Space<'_>) -> Result<Session, EngineError> {
    let project = space.project;
    let graph = revisions::load(project)?;
    let mut session = space.open()?;
    limbeck_revision::upgrade(
        &mut session,
        &graph,
        &limbeck_revision::Target::parse("heads"),
        &project.version_table,
        &mut |_| {},
    )?;
    Ok(session)
}
