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

/// The file that failed, by its place, and how.
type Failure = (usize, ScriptError);

/// What the files make where `foundation` stands already. They run in the order of their paths. One that
/// fails for want of something goes to the end and all start over, so that files may need each other in
/// any order.
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
        .with(&space.namespace()?.map(|name| name.to_string()).unwrap_or_default())
        .with(&format!("{foundation:?}"));
    for file in sql {
        key = key.with(&file.path.display().to_string()).with(&file.text);
    }
    Ok(Some(Entry::new(directory, key)))
}

/// What the server says of what the files make.
fn document(sql: &[SourceFile], foundation: &Schema, space: &mut Space<'_>) -> Result<String, EngineError> {
    let mut order: Vec<&SourceFile> = sql.iter().collect();
    let mut first_failure = None;
    for _ in 0..=sql.len() {
        match attempt(&order, foundation, space)? {
            Ok(read) => return Ok(read),
            Err((at, error)) => {
                let failed = order.remove(at);
                first_failure.get_or_insert_with(|| sql_model(failed.clone(), error));
                order.push(failed);
            }
        }
    }
    Err(first_failure.unwrap_or(EngineError::NoModels))
}

/// Runs all files once: in a transaction that is rolled back, unless they have some of their own, or
/// something in them will not run in one. Where transactions do not hold definitions, that is all one.
fn attempt(
    order: &[&SourceFile],
    foundation: &Schema,
    space: &mut Space<'_>,
) -> Result<Result<String, Failure>, EngineError> {
    if !space.family.rolls_back_definitions() {
        reach::refuse_roles(order, space.family)?;
        return space.borrow(|session| run(session, order, foundation));
    }
    if !order.iter().any(|file| has_transactions(space.family, &file.text)) {
        let tried = space.borrow(|session| run(session, order, foundation))?;
        match tried {
            Err((_, error)) if error.source.is_about_transactions() => {}
            done => return Ok(done),
        }
    }
    // Outside a transaction that is rolled back, a role would stay when the space is gone.
    reach::refuse_roles(order, space.family)?;
    run(&mut space.open()?, order, foundation)
}

fn run(
    session: &mut Session,
    order: &[&SourceFile],
    foundation: &Schema,
) -> Result<Result<String, Failure>, EngineError> {
    let wanted = limbeck_dialect::canonicalize(foundation.clone(), session.dialect());
    scratch::build(session, &wanted)?;
    for (at, file) in order.iter().enumerate() {
        let text = reach::without_what_is_there(session, &file.text)?;
        if let Err(error) = session.run_script(&text) {
            return Ok(Err((at, error)));
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
