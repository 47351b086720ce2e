//! Running revisions: each in a transaction with its version row, under the lock.

use std::vec::IntoIter;

use limbeck_db::{DbError, ScriptError, Session, Violation};

use crate::{
    Direction, Graph, PathError, Place, ResolveError, Revision, RevisionId, Step, Target,
    orphans::{Orphans, more},
    path::Destination,
    version_table::VersionTable,
};

/// What a runner tells on its way.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// A revision begins.
    Started {
        /// Which.
        revision: &'a Revision,
        /// Which way.
        direction: Direction,
    },
    /// It has run and is recorded.
    Finished {
        /// Which.
        revision: &'a Revision,
        /// Which way.
        direction: Direction,
    },
}

/// Why a run ended early. What was recorded before stays; the revision it ended in left nothing behind,
/// unless the error says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// The place is none.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// No way leads there.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The version table is no version table.
    #[error("`{table}` cannot be used as the version table: {source}: give another name with version_table")]
    VersionTable {
        /// Its name.
        table: String,
        /// What the database says.
        source: DbError,
    },
    /// A statement that failed.
    #[error("{place}: {source} ({} `{id}`; {})", way(*direction), left(*kept))]
    Statement {
        /// The revision.
        id: RevisionId,
        /// Which way it ran.
        direction: Direction,
        /// The word the database stumbled over, else the statement.
        place: Box<Place>,
        /// The statement.
        statement: String,
        /// How many statements before it stay done, where there was no transaction to undo them.
        kept: Option<usize>,
        /// What the database says.
        source: DbError,
    },
    /// A quote that is never closed.
    #[error("{place}: this {what} is never closed; nothing has run")]
    OpenQuote {
        /// Where it opens.
        place: Box<Place>,
        /// What was opened.
        what: &'static str,
    },
    /// A script with a transaction of its own.
    #[error(
        "{place}: revision `{id}` runs in one transaction with its version row and cannot begin or end one itself: take the statement out, or write `-- transaction: none` in its header; nothing has run"
    )]
    OwnTransaction {
        /// The revision.
        id: RevisionId,
        /// The word.
        place: Box<Place>,
    },
    /// Rows that lost their parents.
    #[error("{} `{id}` would leave rows whose foreign keys lead nowhere: {}; it was undone", way(*direction), listed(violations))]
    ForeignKeys {
        /// The revision.
        id: RevisionId,
        /// Which way it ran.
        direction: Direction,
        /// Those that were not there before.
        violations: Vec<Violation>,
    },
}

fn way(direction: Direction) -> &'static str {
    match direction {
        Direction::Upgrade => "upgrade to",
        Direction::Downgrade => "downgrade from",
    }
}

fn left(kept: Option<usize>) -> String {
    match kept {
        None => "it was undone as a whole".to_owned(),
        Some(0) => "nothing of it was done".to_owned(),
        Some(1) => "it runs in no transaction: the statement before stays done".to_owned(),
        Some(count) => format!("it runs in no transaction: the {count} statements before stay done"),
    }
}

/// How many rows a message names.
const NAMED_ROWS: usize = 3;

fn listed(violations: &[Violation]) -> String {
    let one = |violation: &Violation| match (&violation.problem, &violation.row) {
        (Some(problem), _) => format!("the rows of `{}` cannot be checked ({problem})", violation.table),
        (None, Some(row)) => {
            format!("row {row} of `{}` has no parent in `{}`", violation.table, violation.parent)
        }
        (None, None) => format!("a row of `{}` has no parent in `{}`", violation.table, violation.parent),
    };
    let named = violations.iter().take(NAMED_ROWS).map(one).collect::<Vec<_>>().join(", ");
    match violations.len().saturating_sub(NAMED_ROWS) {
        0 => named,
        more => format!("{named}, and {more} more"),
    }
}

/// Runs what leads up to a target.
pub fn upgrade(
    session: &mut Session,
    graph: &Graph,
    target: &Target,
    version_table: &str,
    progress: &mut dyn FnMut(Event<'_>),
) -> Result<(), RunError> {
    let table = VersionTable::new(session, version_table);
    let destination = graph.above(&table.rows(session)?, target)?;
    Runner { session, graph, table, progress, orphans: Orphans::default() }.run(&destination)
}

/// Runs what leads down to a target.
pub fn downgrade(
    session: &mut Session,
    graph: &Graph,
    target: &Target,
    version_table: &str,
    progress: &mut dyn FnMut(Event<'_>),
) -> Result<(), RunError> {
    let table = VersionTable::new(session, version_table);
    let destination = graph.below(&table.rows(session)?, target)?;
    Runner { session, graph, table, progress, orphans: Orphans::default() }.run(&destination)
}

struct Runner<'r, 'g> {
    session: &'r mut Session,
    graph: &'g Graph,
    table: VersionTable,
    progress: &'r mut dyn FnMut(Event<'_>),
    orphans: Orphans,
}

impl<'g> Runner<'_, 'g> {
    /// Step by step. Others may run at the same time: where the database is, is read anew under the
    /// lock of each step, and the way is planned anew where somebody else has moved it.
    fn run(&mut self, destination: &Destination) -> Result<(), RunError> {
        let mut rows = self.table.rows(self.session)?;
        let mut steps = self.planned(&rows, destination)?;
        while steps.len() > 0 {
            self.session.begin()?;
            let outcome = self.next(&mut rows, &mut steps, destination);
            let outcome = outcome.and_then(|step| self.session.commit().map(|()| step).map_err(RunError::Db));
            let step = outcome.inspect_err(|_| self.session.rollback())?;
            let Some(step) = step else { continue };
            if !step.file.revision.in_transaction {
                self.outside(step)?;
                rows = self.table.rows(self.session)?;
            }
            self.session.reset()?;
            (self.progress)(Event::Finished { revision: &step.file.revision, direction: step.direction });
        }
        Ok(())
    }

    /// The steps from where the database is, each looked over before the first one runs.
    fn planned(
        &self,
        rows: &[RevisionId],
        destination: &Destination,
    ) -> Result<IntoIter<Step<'g>>, RunError> {
        let steps = self.graph.path(rows, destination)?;
        steps.iter().try_for_each(|step| step.check(self.session.dialect().family))?;
        Ok(steps.into_iter())
    }

    /// The next step, run and recorded in the transaction that is open; one that wants none is only
    /// chosen. None where others have done the rest.
    fn next(
        &mut self,
        rows: &mut Vec<RevisionId>,
        steps: &mut IntoIter<Step<'g>>,
        destination: &Destination,
    ) -> Result<Option<Step<'g>>, RunError> {
        let now = self.table.rows(self.session)?;
        if now != *rows {
            *steps = self.planned(&now, destination)?;
            *rows = now;
        }
        let Some(step) = steps.next() else { return Ok(None) };
        (self.progress)(Event::Started { revision: &step.file.revision, direction: step.direction });
        if step.file.revision.in_transaction {
            self.checked_script(step)?;
            let after = self.graph.rows_after(rows, step)?;
            self.table.record(self.session, rows, &after)?;
            *rows = after;
        }
        Ok(Some(step))
    }

    /// A step without a transaction, recorded when it has run. If somebody else has run it meanwhile,
    /// there is nothing left to record.
    fn outside(&mut self, step: Step<'g>) -> Result<(), RunError> {
        self.script(step).inspect_err(|_| self.session.rollback())?;
        self.session.begin()?;
        let recorded = self.table.rows(self.session).and_then(|rows| {
            let after = self.graph.rows_after(&rows, step)?;
            self.table.record(self.session, &rows, &after)
        });
        let recorded = recorded.and_then(|()| self.session.commit().map_err(RunError::Db));
        recorded.inspect_err(|_| self.session.rollback())
    }

    /// Runs a step, unless rows lose their parents by it.
    fn checked_script(&mut self, step: Step<'g>) -> Result<(), RunError> {
        if !step.may_orphan(self.session.dialect().family) {
            self.orphans.forget();
            return self.script(step);
        }
        let before = self.orphans.before(self.session)?;
        self.script(step)?;
        let violations = more(&before, self.orphans.after(self.session)?);
        if violations.is_empty() {
            return Ok(());
        }
        Err(RunError::ForeignKeys { id: step.id().clone(), direction: step.direction, violations })
    }

    fn script(&mut self, step: Step<'g>) -> Result<(), RunError> {
        let section = step.file.section(step.direction);
        self.session.run_script(section.text).map_err(|error| {
            let place = step.place(error.place());
            let ScriptError { index, statement, source, .. } = error;
            RunError::Statement {
                id: step.id().clone(),
                direction: step.direction,
                place,
                statement: section.text.get(statement).unwrap_or_default().to_owned(),
                kept: (!step.file.revision.in_transaction).then_some(index),
                source,
            }
        })
    }
}
