//! Revisions, run.

use std::{collections::BTreeSet, path::PathBuf};

use limbeck_db::{DbError, ScriptError, Session, Violation};
use limbeck_lex::{Position, position, significant, statements};

use crate::{
    Direction, Graph, PathError, ResolveError, Revision, RevisionFile, RevisionId, Section, version_table,
};

/// What happens on the way.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// A revision begins to run.
    Started {
        /// Which.
        revision: &'a Revision,
        /// Which way.
        direction: Direction,
    },
    /// It has run, and the database says so.
    Finished {
        /// Which.
        revision: &'a Revision,
        /// Which way.
        direction: Direction,
    },
}

/// Why a revision did not run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The target is none.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// No way leads there.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The database refused something that is not part of a revision.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The database refused a statement.
    #[error("{}:{}:{}: {source}\n\n{}\n\nrevision `{id}` failed and nothing of it was applied; those before it were", path.display(), at.line, at.column, excerpt(statement))]
    Statement {
        /// The revision.
        id: RevisionId,
        /// Its file.
        path: PathBuf,
        /// Where in the file.
        at: Position,
        /// The statement.
        statement: String,
        /// What the database says.
        source: DbError,
    },
    /// It failed half-way, where no transaction could undo it.
    #[error("{}:{}:{}: {source}\n\n{}\n\nrevision `{id}` runs in no transaction: the {done} statements before this one were applied; mend the file or the database by hand", path.display(), at.line, at.column, excerpt(statement))]
    HalfWay {
        /// The revision.
        id: RevisionId,
        /// Its file.
        path: PathBuf,
        /// Where in the file.
        at: Position,
        /// The statement.
        statement: String,
        /// How many statements ran.
        done: usize,
        /// What the database says.
        source: DbError,
    },
    /// It leaves rows whose parents are missing.
    #[error("revision `{id}` leaves rows without their parents and was not applied:{}", violations.iter().map(describe).collect::<String>())]
    ForeignKeys {
        /// The revision.
        id: RevisionId,
        /// Which rows.
        violations: Vec<Violation>,
    },
    /// It would end the transaction it runs in.
    #[error("{}:{line}: `{word}` would end the transaction that revision `{id}` runs in: take it out, or write `-- transaction: none` into the header", path.display())]
    Transaction {
        /// The revision.
        id: RevisionId,
        /// Its file.
        path: PathBuf,
        /// The line.
        line: usize,
        /// The word.
        word: String,
    },
}

/// How much of a statement an error shows.
const EXCERPT_LINES: usize = 12;

fn excerpt(statement: &str) -> String {
    let lines: Vec<String> =
        statement.lines().take(EXCERPT_LINES).map(|line| format!("    {line}")).collect();
    let more = if statement.lines().count() > EXCERPT_LINES { "\n    ..." } else { "" };
    format!("{}{more}", lines.join("\n"))
}

fn describe(violation: &Violation) -> String {
    match (&violation.problem, &violation.row) {
        (Some(problem), _) => format!("\n  {}: {problem}", violation.table),
        (None, Some(row)) => format!("\n  {}, row {row}: no parent in {}", violation.table, violation.parent),
        (None, None) => format!("\n  {}: a row has no parent in {}", violation.table, violation.parent),
    }
}

/// Runs revisions until `target` has run. Where another runner is at work, each revision is run by one
/// of them: what is left to do is asked again under the lock.
pub fn upgrade(
    session: &mut Session,
    graph: &Graph,
    target: &str,
    table: &str,
    progress: &mut dyn FnMut(Event<'_>),
) -> Result<(), RunError> {
    let targets = graph.resolve(target, &version_table::current(session, table)?)?;
    let mut run = Run { session, graph, table, progress };
    while run
        .next(Direction::Upgrade, |current| Ok(graph.upgrade_path(current, &targets)?.into_iter().next()))?
    {
    }
    Ok(())
}

/// Undoes revisions until `target` is the newest that has run.
pub fn downgrade(
    session: &mut Session,
    graph: &Graph,
    target: &str,
    table: &str,
    progress: &mut dyn FnMut(Event<'_>),
) -> Result<(), RunError> {
    let targets = graph.resolve(target, &version_table::current(session, table)?)?;
    let mut run = Run { session, graph, table, progress };
    while run.next(Direction::Downgrade, |current| {
        Ok(graph.downgrade_path(current, &targets)?.into_iter().next())
    })? {}
    Ok(())
}

/// Writes down that the database is at `targets`, and runs nothing. With `purge` it does not matter
/// where the database was said to be.
pub fn stamp(
    session: &mut Session,
    graph: &Graph,
    targets: &[String],
    table: &str,
    purge: bool,
) -> Result<(), RunError> {
    session.begin()?;
    let stamped = stamp_inside(session, graph, targets, table, purge);
    finish(session, stamped)
}

fn stamp_inside(
    session: &mut Session,
    graph: &Graph,
    targets: &[String],
    table: &str,
    purge: bool,
) -> Result<(), RunError> {
    version_table::ensure(session, table)?;
    let before = version_table::current(session, table)?;
    if !purge {
        graph.applied(&before)?;
    }
    let mut after = BTreeSet::new();
    for target in targets {
        after.extend(graph.resolve(target, &before)?);
    }
    // What another of them builds on goes without saying.
    let below: BTreeSet<RevisionId> = after
        .iter()
        .flat_map(|id| graph.ancestors(std::slice::from_ref(id)).into_iter().filter(move |a| a != id))
        .collect();
    let after: Vec<RevisionId> = after.into_iter().filter(|id| !below.contains(id)).collect();
    version_table::write(session, table, &before, &after)?;
    Ok(())
}

fn finish<T>(session: &mut Session, done: Result<T, RunError>) -> Result<T, RunError> {
    match done {
        Ok(value) => {
            session.commit()?;
            Ok(value)
        }
        Err(error) => {
            session.rollback();
            Err(error)
        }
    }
}

/// One runner at work.
struct Run<'a> {
    session: &'a mut Session,
    graph: &'a Graph,
    table: &'a str,
    progress: &'a mut dyn FnMut(Event<'_>),
}

impl<'a> Run<'a> {
    /// Runs the next revision, if `choose` finds one; says whether it did.
    fn next(
        &mut self,
        direction: Direction,
        choose: impl Fn(&[RevisionId]) -> Result<Option<&'a RevisionFile>, RunError>,
    ) -> Result<bool, RunError> {
        // Without the lock first: where there is nothing to do, nothing is written.
        let Some(file) = choose(&version_table::current(self.session, self.table)?)? else {
            return Ok(false);
        };
        if !file.revision.transactional {
            return self.without_transaction(file, direction).map(|()| true);
        }
        self.session.begin()?;
        let done = self.inside(direction, choose);
        finish(self.session, done)
    }

    fn inside(
        &mut self,
        direction: Direction,
        choose: impl Fn(&[RevisionId]) -> Result<Option<&'a RevisionFile>, RunError>,
    ) -> Result<bool, RunError> {
        let current = version_table::current(self.session, self.table)?;
        // Another runner may have been here while the lock was waited for.
        let Some(file) = choose(&current)? else { return Ok(true) };
        if !file.revision.transactional {
            return Ok(true);
        }
        (self.progress)(Event::Started { revision: &file.revision, direction });
        let section = section(file, direction);
        refuse_transactions(self.session, file, section)?;
        version_table::ensure(self.session, self.table)?;
        let before = self.session.foreign_key_violations()?;
        self.session.run_script(&section.text).map_err(|error| failed(file, section, error))?;
        let mut violations = self.session.foreign_key_violations()?;
        // A key that fits no key of its parent orphans no row; SQLite takes it, and refuses later writes.
        violations.retain(|violation| violation.problem.is_none() && !before.contains(violation));
        if !violations.is_empty() {
            return Err(RunError::ForeignKeys { id: file.revision.id.clone(), violations });
        }
        self.record(file, direction, &current)?;
        (self.progress)(Event::Finished { revision: &file.revision, direction });
        Ok(true)
    }

    fn without_transaction(&mut self, file: &RevisionFile, direction: Direction) -> Result<(), RunError> {
        (self.progress)(Event::Started { revision: &file.revision, direction });
        let section = section(file, direction);
        self.session.run_script(&section.text).map_err(|error| half_way(file, section, error))?;
        self.session.begin()?;
        let recorded = version_table::ensure(self.session, self.table)
            .and_then(|()| version_table::current(self.session, self.table))
            .map_err(RunError::from)
            .and_then(|current| self.record(file, direction, &current));
        finish(self.session, recorded)?;
        (self.progress)(Event::Finished { revision: &file.revision, direction });
        Ok(())
    }

    /// Writes down where the database is now.
    fn record(
        &mut self,
        file: &RevisionFile,
        direction: Direction,
        before: &[RevisionId],
    ) -> Result<(), RunError> {
        let mut applied = self.graph.applied(before)?;
        match direction {
            Direction::Upgrade => drop(applied.insert(file.revision.id.clone())),
            Direction::Downgrade => drop(applied.remove(&file.revision.id)),
        }
        let after = self.graph.tops(&applied);
        Ok(version_table::write(self.session, self.table, before, &after)?)
    }
}

fn section(file: &RevisionFile, direction: Direction) -> &Section {
    match direction {
        Direction::Upgrade => &file.upgrade,
        Direction::Downgrade => &file.downgrade,
    }
}

/// The runner's transaction holds the revision and its version row together: a file may not end it.
fn refuse_transactions(session: &Session, file: &RevisionFile, section: &Section) -> Result<(), RunError> {
    let family = session.dialect().family;
    for statement in statements(family, &section.text).unwrap_or_default() {
        let tokens = significant(family, statement.text);
        let Some(first) = tokens.first() else { continue };
        let words = ["begin", "commit", "end", "rollback", "savepoint", "release"];
        if let Some(word) = words.into_iter().find(|word| first.is_word(word)) {
            return Err(RunError::Transaction {
                id: file.revision.id.clone(),
                path: file.revision.path.clone(),
                line: position(&file.text, section.start + statement.start + first.start).line,
                word: word.to_ascii_uppercase(),
            });
        }
    }
    Ok(())
}

fn failed(file: &RevisionFile, section: &Section, error: ScriptError) -> RunError {
    RunError::Statement {
        id: file.revision.id.clone(),
        path: file.revision.path.clone(),
        at: position(&file.text, section.start + error.place().start),
        statement: section.text.get(error.statement.clone()).unwrap_or_default().to_owned(),
        source: error.source,
    }
}

fn half_way(file: &RevisionFile, section: &Section, error: ScriptError) -> RunError {
    RunError::HalfWay {
        id: file.revision.id.clone(),
        path: file.revision.path.clone(),
        at: position(&file.text, section.start + error.place().start),
        statement: section.text.get(error.statement.clone()).unwrap_or_default().to_owned(),
        done: error.index,
        source: error.source,
    }
}
