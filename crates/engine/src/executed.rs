//! Models in SQL: run in scratch space, and read back.

use limbeck_db::{ScriptError, Session};
use limbeck_introspect::Introspected;
use limbeck_lex::{significant, statements};
use limbeck_models::SourceFile;
use limbeck_schema::{Family, Schema};

use crate::{
    EngineError,
    cache::{Entry, Key},
    reach,
    scratch::{self, Space},
};

/// What is made, one after the other.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// What the models in Rust say.
    Foundation(&'a Schema),
    /// A file.
    File(&'a SourceFile),
}

/// What failed, by its place, and how.
type Failure = (usize, Broken);

enum Broken {
    Foundation(EngineError),
    File(ScriptError),
}

/// What the files make where `foundation` stands too. It comes first, and they run in the order of their
/// paths. What fails for want of something goes to the end and all start over, so that files may need each
/// other in any order, and the foundation types that a file makes.
pub(crate) fn read(
    sql: &[SourceFile],
    foundation: &Schema,
    space: &mut Space<'_>,
) -> Result<Introspected, EngineError> {
    reach::refuse(sql, space.family)?;
    let kept = kept(sql, foundation, space)?;
    if let Some(read) = kept.as_ref().and_then(Entry::read).and_then(|text| assemble(&text, space).ok()) {
        return Ok(read);
    }
    let document = document(sql, foundation, space)?;
    if let Some(entry) = kept {
        entry.write(&document);
    }
    assemble(&document, space)
}

fn assemble(document: &str, space: &mut Space<'_>) -> Result<Introspected, EngineError> {
    Ok(limbeck_introspect::assemble(document, space.dialect()?)?)
}

/// Where the outcome is kept, if it is: space in memory is quicker than looking.
fn kept(
    sql: &[SourceFile],
    foundation: &Schema,
    space: &mut Space<'_>,
) -> Result<Option<Entry>, EngineError> {
    let Some(directory) = &space.project.cache else { return Ok(None) };
    if !limbeck_dialect::is_said_by_server(space.family) {
        return Ok(None);
    }
    let dialect = space.dialect()?;
    let server = space.project.scratch_url.as_ref().or(space.project.url.as_ref());
    let mut key = Key::new()
        .with(&dialect.to_string())
        .with(&server.map(ToString::to_string).unwrap_or_default())
        .with(&space.server()?.1.map(|name| name.to_string()).unwrap_or_default())
        .with(&format!("{foundation:?}"));
    for file in sql {
        key = key.with(&file.path.display().to_string()).with(&file.text);
    }
    Ok(Some(Entry::new(directory, key)))
}

/// What the server says of what the files make.
fn document(sql: &[SourceFile], foundation: &Schema, space: &mut Space<'_>) -> Result<String, EngineError> {
    let files = sql.iter().map(Part::File);
    let mut order: Vec<Part<'_>> = std::iter::once(Part::Foundation(foundation)).chain(files).collect();
    let mut stuck = Stuck::default();
    loop {
        let (at, broken) = match attempt(&order, space)? {
            Ok(read) => return Ok(read),
            Err(failure) => failure,
        };
        let failed = order.remove(at);
        order.push(failed);
        stuck.add(at, failed, broken);
        // None of those that are left can come next.
        if stuck.failures >= order.len() - at {
            return Err(stuck.first.unwrap_or(EngineError::NoModels));
        }
    }
}

/// What could not come behind as many parts as could.
#[derive(Default)]
struct Stuck {
    at: usize,
    failures: usize,
    /// The first of them, files before the foundation: those are words of somebody's own.
    first: Option<EngineError>,
}

impl Stuck {
    fn add(&mut self, at: usize, failed: Part<'_>, broken: Broken) {
        if at > self.at {
            *self = Self { at, ..Self::default() };
        }
        self.failures += 1;
        let is_foundation = |error: &EngineError| !matches!(error, EngineError::SqlModel { .. });
        match (failed, broken) {
            (Part::File(file), Broken::File(error)) if self.first.as_ref().is_none_or(is_foundation) => {
                self.first = Some(sql_model(file.clone(), error));
            }
            (_, Broken::Foundation(error)) if self.first.is_none() => self.first = Some(error),
            _ => {}
        }
    }
}

/// Makes all parts once: in a transaction that is rolled back, unless files have some of their own, or
/// something in them will not run in one. Where transactions do not hold definitions, that is all one.
fn attempt(order: &[Part<'_>], space: &mut Space<'_>) -> Result<Result<String, Failure>, EngineError> {
    let files: Vec<&SourceFile> = order
        .iter()
        .filter_map(|part| match part {
            Part::File(file) => Some(*file),
            Part::Foundation(_) => None,
        })
        .collect();
    if !space.family.rolls_back_definitions() {
        reach::refuse_roles(&files, space.family)?;
        return space.borrow(|session| run(session, order));
    }
    if !files.iter().any(|file| has_transactions(space.family, &file.text)) {
        let tried = space.borrow(|session| run(session, order))?;
        match tried {
            Err((_, Broken::File(error))) if error.source.is_about_transactions() => {}
            done => return Ok(done),
        }
    }
    // Outside a transaction that is rolled back, a role would stay when the space is gone.
    reach::refuse_roles(&files, space.family)?;
    run(&mut space.open()?, order)
}

fn run(session: &mut Session, order: &[Part<'_>]) -> Result<Result<String, Failure>, EngineError> {
    for (at, part) in order.iter().enumerate() {
        let made = match part {
            Part::Foundation(schema) => {
                let wanted = limbeck_dialect::canonicalize((*schema).clone(), session.dialect());
                scratch::build(session, &wanted).map_err(Broken::Foundation)
            }
            Part::File(file) => {
                let text = reach::without_what_is_there(session, &file.text)?;
                session.run_script(&text).map_err(Broken::File)
            }
        };
        if let Err(broken) = made {
            return Ok(Err((at, broken)));
        }
    }
    session.reset()?;
    Ok(Ok(limbeck_introspect::read(session)?))
}

/// Whether a file begins or ends transactions itself.
fn has_transactions(family: Family, text: &str) -> bool {
    let words = ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE"];
    statements(family, text).unwrap_or_default().iter().any(|statement| {
        significant(family, statement.text)
            .first()
            .is_some_and(|first| words.iter().any(|word| first.is_word(word)))
    })
}

/// A file that the database does not take.
pub(crate) fn sql_model(file: SourceFile, error: ScriptError) -> EngineError {
    EngineError::SqlModel { path: file.path, text: file.text, error: Box::new(error) }
}
