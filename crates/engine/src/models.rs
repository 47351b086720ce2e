//! The models' side: Rust sources are read, SQL sources are executed in scratch space and read back.

mod sql;

use std::{
    sync::mpsc,
    thread::{self, JoinHandle},
};

use limbeck_dialect::canonicalize;
use limbeck_models::{SourceFile, combine, read_diesel, read_rust, read_sea_orm};
use limbeck_schema::{
    Canonical, Coverage, Diagnostic, Dialect, Family, Loaded, ObjectName, Renames, Schema, Severity,
};

use crate::{
    EngineError, ModelKind, ModelSource, Project,
    dangling::dangling,
    diesel::{self, Listed},
    files,
    live::Live,
    modules, scope,
    scratch::{Server, Space},
};

/// What the models say, and what they leave to others.
pub(crate) struct Models {
    /// What they say, judged.
    pub(crate) schema: Canonical,
    /// How far they speak.
    pub(crate) coverage: Coverage,
    /// What they say was renamed.
    pub(crate) renames: Renames,
    /// What is worth telling.
    pub(crate) diagnostics: Vec<Diagnostic>,
    listed: Vec<Listed>,
}

impl Models {
    /// A database in the place of models.
    pub(crate) fn of_database(live: Live) -> Self {
        let Live { schema, diagnostics, .. } = live;
        Self { schema, coverage: Coverage::full(), renames: Renames::new(), diagnostics, listed: Vec::new() }
    }

    /// Looks which tables of the other side are left to others.
    pub(crate) fn leave_out(&mut self, other: &Schema) {
        let names = other.tables.iter().map(|table| &table.name);
        self.coverage.left_out.extend(diesel::left_out(&self.listed, names));
    }
}

/// Models that are being read, before it is known for which database.
pub(crate) struct Begun {
    thread: JoinHandle<Result<Known, EngineError>>,
    server: mpsc::Sender<Server>,
}

/// Models that are being read: Rust needs no database, and is read while one is waited for.
pub(crate) struct Reading(JoinHandle<Result<Known, EngineError>>);

/// What no database is needed for.
pub(crate) struct Parts {
    rust: Option<Loaded>,
    sql: Option<Vec<SourceFile>>,
    listed: Vec<Listed>,
}

/// How far models come when the database is known, and was not asked to execute anything.
pub(crate) enum Known {
    Whole(Models),
    Parts(Parts),
}

/// Begins to read the models of the project.
pub(crate) fn start(project: &Project) -> Begun {
    let (project, (server, known_later)) = (project.clone(), mpsc::channel());
    // One thread for all of it: a second one that takes over begins where the database is being read, on two
    // processors, and gets in the way (Linux 6.18).
    let thread = thread::spawn(move || {
        let parts = parts(project.models()?, project.url()?.family())?;
        match known_later.recv() {
            Ok(server) => known(parts, &project, server),
            // Nobody waits any more.
            Err(mpsc::RecvError) => Ok(Known::Parts(parts)),
        }
    });
    Begun { thread, server }
}

impl Begun {
    /// Goes on while the database is read, now that it is known.
    pub(crate) fn on(self, space: &mut Space<'_>) -> Result<Reading, EngineError> {
        // One that has met an error listens no more: it is told when that is asked for.
        let _ = self.server.send(space.server()?);
        Ok(Reading(self.thread))
    }
}

impl Reading {
    /// Everything they say, combined and within scope.
    pub(crate) fn finish(self, space: &mut Space<'_>) -> Result<Models, EngineError> {
        let known = self.0.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        whole(known?, space)
    }
}

/// Everything the sources say, combined and within scope.
pub(crate) fn load(sources: &[ModelSource], space: &mut Space<'_>) -> Result<Models, EngineError> {
    let parts = parts(sources, space.family)?;
    whole(known(parts, space.project, space.server()?)?, space)
}

fn parts(sources: &[ModelSource], family: Family) -> Result<Parts, EngineError> {
    let (mut listed, mut notes, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    let mut of_kind = |kind: ModelKind, ending: &str| -> Result<Vec<SourceFile>, EngineError> {
        let mut found = Vec::new();
        for source in sources.iter().filter(|source| source.kind == kind) {
            // A schema of Diesel's is one file; models are a tree of modules.
            if matches!(kind, ModelKind::Rust | ModelKind::SeaOrm) && source.path.is_file() {
                let followed = modules::follow(&source.path)?;
                found.extend(followed.files);
                problems.extend(followed.problems);
                continue;
            }
            let project = diesel::configuration(&source.path).filter(|_| kind == ModelKind::Diesel);
            let Some(configuration) = project else {
                found.extend(files::read(&source.path, ending)?);
                continue;
            };
            let project = diesel::read(&configuration)?;
            found.extend(project.files);
            listed.extend(project.listed);
            notes.extend(project.notes);
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found.dedup_by(|a, b| a.path == b.path);
        Ok(found)
    };
    let (diesel, rust) = (of_kind(ModelKind::Diesel, "rs")?, of_kind(ModelKind::Rust, "rs")?);
    let sea_orm = of_kind(ModelKind::SeaOrm, "rs")?;
    let sql = of_kind(ModelKind::Sql, "sql")?;
    let mut parts = Vec::new();
    if !diesel.is_empty() {
        let mut loaded = read_diesel(&diesel, family);
        loaded.diagnostics.extend(notes);
        parts.push(loaded);
    }
    if !sea_orm.is_empty() {
        parts.push(read_sea_orm(&sea_orm, family));
    }
    if !rust.is_empty() {
        parts.push(read_rust(&rust, family));
    }
    if let Some(last) = parts.last_mut() {
        last.diagnostics.extend(problems);
    }
    let rust = match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(combine(parts)),
    };
    let has_sql = sources.iter().any(|source| source.kind == ModelKind::Sql);
    Ok(Parts { rust, sql: has_sql.then_some(sql), listed })
}

fn known(mut parts: Parts, project: &Project, (dialect, namespace): Server) -> Result<Known, EngineError> {
    if let (Some(loaded), Some(namespace)) = (&mut parts.rust, namespace) {
        limbeck_dialect::in_default_namespace(loaded, &namespace)
            .map_err(|error| crate::AnswersError(error.to_string()))?;
        let elsewhere = limbeck_dialect::in_other_databases(loaded, &namespace, dialect.family);
        loaded.diagnostics.extend(elsewhere);
        parts.listed.iter_mut().for_each(|section| section.in_default_namespace(&namespace));
    }
    parts.rust.iter().try_for_each(refuse_errors)?;
    if let Some(rust) = &mut parts.rust {
        project.naming.name_constraints(&mut rust.schema, dialect.family);
        project.naming.name_indexes(&mut rust.schema, dialect.family);
    }
    if parts.sql.is_some() {
        return Ok(Known::Parts(parts));
    }
    let loaded = parts.rust.unwrap_or_else(|| combine(Vec::new()));
    let in_rust = names(&loaded);
    judged(loaded, (&in_rust, parts.listed), project, dialect).map(Known::Whole)
}

fn whole(known: Known, space: &mut Space<'_>) -> Result<Models, EngineError> {
    let Parts { rust, sql, listed } = match known {
        Known::Whole(models) => return Ok(models),
        Known::Parts(parts) => parts,
    };
    let mut sql = sql::read(&sql.unwrap_or_default(), rust.as_ref(), space)?;
    // Of indexes nobody knows whether their statements named them: all of them have names.
    space.project.naming.name_constraints(&mut sql.schema, space.family);
    let in_rust = rust.as_ref().map(names).unwrap_or_default();
    let loaded = match rust {
        Some(rust) => combine(vec![rust, sql]),
        None => sql,
    };
    judged(loaded, (&in_rust, listed), space.project, space.dialect()?)
}

fn names(loaded: &Loaded) -> Vec<ObjectName> {
    loaded.schema.tables.iter().map(|table| table.name.clone()).collect()
}

/// What they say, within scope; `in_rust` are the tables that no server has looked at.
fn judged(
    mut loaded: Loaded,
    (in_rust, listed): (&[ObjectName], Vec<Listed>),
    project: &Project,
    dialect: Dialect,
) -> Result<Models, EngineError> {
    refuse_errors(&loaded)?;
    loaded.diagnostics.extend(dangling(in_rust, &loaded.schema, project));
    scope::restrict(&mut loaded.schema, project);
    let Loaded { schema, coverage, renames, diagnostics } = loaded;
    Ok(Models { schema: canonicalize(schema, dialect), coverage, renames, diagnostics, listed })
}

fn refuse_errors(loaded: &Loaded) -> Result<(), EngineError> {
    refuse(&loaded.diagnostics)
}

/// Stops where something of the models cannot be acted on.
pub(crate) fn refuse(diagnostics: &[Diagnostic]) -> Result<(), EngineError> {
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(EngineError::Models(diagnostics.to_vec()));
    }
    Ok(())
}

/// Warnings of the models, for the person.
pub(crate) fn warnings(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning).cloned().collect()
}
