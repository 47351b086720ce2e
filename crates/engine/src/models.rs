//! The models' side: Rust sources are read, SQL sources are executed in scratch space and read back.

use std::{
    collections::{BTreeMap, BTreeSet},
    thread::{self, JoinHandle},
};

use limbeck_lex::{mentions, name_of, significant, statements};
use limbeck_models::{SourceFile, combine, read_diesel, read_rust, read_sea_orm};
use limbeck_schema::{Aspect, Coverage, Diagnostic, Family, Loaded, ObjectName, Renames, Schema, Severity};

use crate::{
    EngineError, ModelKind, ModelSource, Project,
    dangling::dangling,
    diesel::{self, Listed},
    executed, files, modules, scope,
    scratch::Space,
};

/// What the models say, and what they leave to others.
pub(crate) struct Models {
    /// What they say.
    pub(crate) loaded: Loaded,
    listed: Vec<Listed>,
}

impl Models {
    /// Of a source that leaves nothing to others by a filter.
    pub(crate) fn plain(loaded: Loaded) -> Self {
        Self { loaded, listed: Vec::new() }
    }

    /// Looks which tables of the other side are left to others.
    pub(crate) fn leave_out(&mut self, other: &Schema) {
        let names = other.tables.iter().map(|table| &table.name);
        self.loaded.coverage.left_out.extend(diesel::left_out(&self.listed, names));
    }
}

/// Models that are being read: Rust needs no database, and is read while one is waited for.
pub(crate) struct Reading(Option<JoinHandle<Result<Parts, EngineError>>>);

/// What no database is needed for.
struct Parts {
    rust: Option<Loaded>,
    sql: Option<Vec<SourceFile>>,
    listed: Vec<Listed>,
}

/// Begins to read the models of the project, if it names any.
pub(crate) fn start(project: &Project) -> Reading {
    Reading(match (project.models(), project.url()) {
        (Ok(models), Ok(url)) => {
            let (models, family) = (models.to_vec(), url.family());
            Some(thread::spawn(move || parts(&models, family)))
        }
        _ => None,
    })
}

impl Reading {
    /// Everything they say, combined and within scope.
    pub(crate) fn finish(self, space: &mut Space<'_>) -> Result<Models, EngineError> {
        match self.0.map(JoinHandle::join) {
            Some(Ok(parts)) => whole(parts?, space),
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => load(space.project.models()?, space),
        }
    }
}

/// Everything the sources say, combined and within scope.
pub(crate) fn load(sources: &[ModelSource], space: &mut Space<'_>) -> Result<Models, EngineError> {
    whole(parts(sources, space.family)?, space)
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

fn whole(parts: Parts, space: &mut Space<'_>) -> Result<Models, EngineError> {
    let Parts { mut rust, sql, mut listed } = parts;
    if let (Some(loaded), Some(namespace)) = (&mut rust, space.namespace()?) {
        limbeck_dialect::in_default_namespace(loaded, &namespace)
            .map_err(|error| crate::AnswersError(error.to_string()))?;
        let elsewhere = limbeck_dialect::in_other_databases(loaded, &namespace, space.family);
        loaded.diagnostics.extend(elsewhere);
        listed.iter_mut().for_each(|section| section.in_default_namespace(&namespace));
    }
    rust.iter().try_for_each(refuse_errors)?;
    let naming = &space.project.naming;
    if let Some(rust) = &mut rust {
        naming.name_constraints(&mut rust.schema, space.family);
        naming.name_indexes(&mut rust.schema, space.family);
    }
    let mut sql = sql.map(|files| read_sql(&files, rust.as_ref(), space)).transpose()?;
    if let Some(sql) = &mut sql {
        // Of indexes nobody knows whether their statements named them: all of them have names.
        naming.name_constraints(&mut sql.schema, space.family);
    }
    let in_rust: Vec<ObjectName> =
        rust.iter().flat_map(|rust| rust.schema.tables.iter()).map(|table| table.name.clone()).collect();
    let mut loaded = match (rust, sql) {
        (Some(rust), Some(sql)) => combine(vec![rust, sql]),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => combine(Vec::new()),
    };
    refuse_errors(&loaded)?;
    loaded.diagnostics.extend(dangling(&in_rust, &loaded.schema, space.project));
    scope::restrict(&mut loaded.schema, space.project);
    Ok(Models { loaded, listed })
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

/// Executes SQL files in scratch space and reads the result back. Tables and types that only the Rust models
/// declare stand there too, so that a file may add indexes, triggers and views to them.
fn read_sql(sql: &[SourceFile], rust: Option<&Loaded>, space: &mut Space<'_>) -> Result<Loaded, EngineError> {
    let family = space.family;
    let foundation = rust.map(|rust| foundation(sql, rust, family)).unwrap_or_default();
    let read = executed::read(sql, &foundation, space)?;
    let mut coverage = Coverage::full();
    if let Some(rust) = rust {
        let added = additions(sql, family);
        for table in foundation.tables.iter() {
            let mut of_table = rust.coverage.of(&table.name);
            of_table
                .aspects
                .extend(added.get(&table.name.name.as_str().to_ascii_lowercase()).into_iter().flatten());
            coverage.tables.insert(table.name.clone(), of_table);
        }
        coverage.keyless_tables = rust.coverage.keyless_tables;
    }
    Ok(Loaded { schema: read.schema, coverage, renames: Renames::new(), diagnostics: read.diagnostics })
}

/// The tables and types of the Rust models that no file creates.
fn foundation(sql: &[SourceFile], rust: &Loaded, family: Family) -> Schema {
    let heads = heads(sql, family);
    let is_created = |kinds: &[&'static str], name: &ObjectName| {
        let name = name.name.as_str().to_ascii_lowercase();
        kinds.iter().any(|kind| heads.contains(&(*kind, name.clone())))
    };
    let mut foundation = Schema::default();
    for table in rust.schema.tables.iter().filter(|table| !is_created(&["table", "view"], &table.name)) {
        // Names are unique in what they are taken from.
        let _ = foundation.tables.add(table.clone());
    }
    for object in rust.schema.objects.iter().filter(|object| !is_created(&["type"], &object.id.name)) {
        foundation.objects.put(object.clone());
    }
    foundation
}

/// What the files add to tables they do not create: their indexes and triggers.
fn additions(sql: &[SourceFile], family: Family) -> BTreeMap<String, BTreeSet<Aspect>> {
    let mut found: BTreeMap<String, BTreeSet<Aspect>> = BTreeMap::new();
    for file in sql {
        for statement in statements(family, &file.text).unwrap_or_default() {
            let aspect = match kind(family, statement.text) {
                Some("index") => Aspect::Index,
                Some("trigger") => Aspect::Trigger,
                _ => continue,
            };
            for name in mentions(family, statement.text) {
                found.entry(name).or_default().insert(aspect);
            }
        }
    }
    found
}

/// What kind of thing a CREATE statement makes.
fn kind(family: Family, statement: &str) -> Option<&'static str> {
    let tokens = significant(family, statement);
    let mut words = tokens.iter().map(|token| token.text.to_ascii_lowercase());
    if words.next()? != "create" {
        return None;
    }
    let what = words.find(|word| !["temp", "temporary", "unique", "virtual"].contains(&word.as_str()))?;
    ["table", "view", "index", "trigger", "type"].into_iter().find(|kind| *kind == what)
}

/// The kind and the lower-cased name of what every CREATE statement makes.
fn heads(sql: &[SourceFile], family: Family) -> BTreeSet<(&'static str, String)> {
    let mut found = BTreeSet::new();
    for file in sql {
        for statement in statements(family, &file.text).unwrap_or_default() {
            let Some(kind) = kind(family, statement.text) else { continue };
            let tokens = significant(family, statement.text);
            let at = tokens.iter().position(|token| token.text.eq_ignore_ascii_case(kind));
            let mut rest = tokens.iter().skip(at.map_or(0, |at| at + 1)).peekable();
            while rest
                .next_if(|token| ["if", "not", "exists"].contains(&token.text.to_ascii_lowercase().as_str()))
                .is_some()
            {}
            let mut name = rest.next().and_then(name_of);
            if rest.next_if(|token| token.text == ".").is_some() {
                name = rest.next().and_then(name_of);
            }
            found.extend(name.map(|name| (kind, name.to_ascii_lowercase())));
        }
    }
    found
}

/// Warnings of the models, for the person.
pub(crate) fn warnings(loaded: &Loaded) -> Vec<Diagnostic> {
    loaded.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning).cloned().collect()
}
