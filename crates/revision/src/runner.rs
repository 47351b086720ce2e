//! Running revisions: each in a transaction with its version row, under the lock; statement by statement
//! where definitions take part in no transaction.

mod together;

use std::vec::IntoIter;

use limbeck_db::{ScriptError, Session};

use crate::{
    Direction, Graph, Revision, RevisionId, RunError, Step, Target, Terms,
    orphans::{Orphans, more},
    path::Destination,
    run_error::advised,
    stepwise::{self, ProgressTable},
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
    /// A statement of it begins.
    Statement {
        /// Its number, from 1.
        number: usize,
        /// How many the revision has.
        count: usize,
        /// What it says.
        text: &'a str,
    },
    /// It has run and is recorded; where all revisions are one transaction, as far as that comes to its end.
    Finished {
        /// Which.
        revision: &'a Revision,
        /// Which way.
        direction: Direction,
    },
    /// The server has said something beside its answers.
    Notice {
        /// What.
        text: &'a str,
    },
}

/// Runs what leads up to a target.
pub fn upgrade<'t>(
    session: &mut Session,
    graph: &Graph,
    target: &Target,
    terms: impl Into<Terms<'t>>,
    progress: &mut dyn FnMut(Event<'_>),
) -> Result<(), RunError> {
    let terms = terms.into();
    let mut table = VersionTable::new(session, terms.version_table)?;
    let destination = graph.above(&table.rows(session)?, target)?;
    Runner { session, graph, table, terms, progress, orphans: Orphans::default() }.run(&destination)
}

/// Runs what leads down to a target.
pub fn downgrade<'t>(
    session: &mut Session,
    graph: &Graph,
    target: &Target,
    terms: impl Into<Terms<'t>>,
    progress: &mut dyn FnMut(Event<'_>),
) -> Result<(), RunError> {
    let terms = terms.into();
    let mut table = VersionTable::new(session, terms.version_table)?;
    let destination = graph.below(&table.rows(session)?, target)?;
    Runner { session, graph, table, terms, progress, orphans: Orphans::default() }.run(&destination)
}

struct Runner<'r, 'g> {
    session: &'r mut Session,
    graph: &'g Graph,
    table: VersionTable,
    terms: Terms<'r>,
    progress: &'r mut dyn FnMut(Event<'_>),
    orphans: Orphans,
}

impl<'g> Runner<'_, 'g> {
    /// Step by step. Others may run at the same time: where the database is, is read anew under the
    /// lock of each step, and the way is planned anew where somebody else has moved it.
    fn run(&mut self, destination: &Destination) -> Result<(), RunError> {
        let mut rows = self.table.rows(self.session)?;
        let mut steps = self.planned(&rows, destination)?;
        self.session.notices();
        if !self.terms.transaction_per_migration {
            return self.run_together(rows, steps, destination);
        }
        if !self.session.dialect().family.rolls_back_definitions() {
            return self.run_stepwise(rows, steps, destination);
        }
        while steps.len() > 0 {
            self.session.begin()?;
            let outcome = self.next(&mut rows, &mut steps, destination);
            let outcome = outcome.and_then(|step| self.commit(step).map(|()| step));
            let step = outcome.inspect_err(|_| self.give_up())?;
            let Some(step) = step else { continue };
            if !step.file.revision.in_transaction {
                self.outside(step).inspect_err(|_| self.give_up())?;
                self.session.release();
                rows = self.table.rows(self.session)?;
            }
            self.tell_notices();
            (self.progress)(Event::Finished { revision: &step.file.revision, direction: step.direction });
        }
        Ok(())
    }

    /// The same where a step is written down statement by statement.
    fn run_stepwise(
        &mut self,
        mut rows: Vec<RevisionId>,
        mut steps: IntoIter<Step<'g>>,
        destination: &Destination,
    ) -> Result<(), RunError> {
        let mut table = ProgressTable::beside(&self.table);
        // Where nothing is left to run, something may be half done all the same.
        while steps.len() > 0 || table.read(self.session)?.is_some() {
            self.session.hold()?;
            let outcome = self.chosen(&mut rows, &mut steps, destination);
            let outcome = outcome.and_then(|step| match step {
                Some(step) => self.by_statement(&mut rows, step, &mut table).map(|()| Some(step)),
                None => {
                    let half_done = table.read(self.session)?;
                    Ok(stepwise::check(&table, half_done.as_ref(), None).map(|()| None)?)
                }
            });
            let step = outcome.inspect_err(|_| self.give_up())?;
            self.session.release();
            let Some(step) = step else { continue };
            self.tell_notices();
            (self.progress)(Event::Finished { revision: &step.file.revision, direction: step.direction });
        }
        Ok(())
    }

    /// Runs a step statement by statement, and records it in one transaction with the end of its progress.
    fn by_statement(
        &mut self,
        rows: &mut Vec<RevisionId>,
        step: Step<'g>,
        table: &mut ProgressTable,
    ) -> Result<(), RunError> {
        let progress = &mut *self.progress;
        let mut tell = |number, count, text: &str| progress(Event::Statement { number, count, text });
        if let Some(done) = stepwise::run(self.session, table, step, &mut tell)? {
            let text = format!("it was half done: {done} of its statements had run before");
            (self.progress)(Event::Notice { text: &text });
        }
        self.session.reset()?;
        self.session.begin()?;
        let after = self.graph.rows_after(rows, step)?;
        self.table.record(self.session, rows, &after)?;
        self.session.execute(&table.deletion(step.id()))?;
        // Should this be lost, the next run finds every statement done, and only records the step.
        self.session.commit()?;
        *rows = after;
        Ok(())
    }

    fn commit(&mut self, step: Option<Step<'g>>) -> Result<(), RunError> {
        self.session.commit().map_err(|source| match step {
            Some(step) => RunError::Commit { id: step.id().clone(), direction: step.direction, source },
            None => RunError::Db(source),
        })
    }

    /// What is open is undone, and others may go on.
    fn give_up(&mut self) {
        self.session.rollback();
        self.session.release();
        self.tell_notices();
    }

    fn tell_notices(&mut self) {
        for text in self.session.notices() {
            (self.progress)(Event::Notice { text: &text });
        }
    }

    /// The steps from where the database is, each looked over before the first one runs.
    fn planned(
        &self,
        rows: &[RevisionId],
        destination: &Destination,
    ) -> Result<IntoIter<Step<'g>>, RunError> {
        let steps = self.graph.path(rows, destination)?;
        self.terms.check(self.session.dialect().family, &steps)?;
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
        let Some(step) = self.chosen(rows, steps, destination)? else { return Ok(None) };
        if step.file.revision.in_transaction {
            self.checked_script(step)?;
            let after = self.graph.rows_after(rows, step)?;
            self.table.record(self.session, rows, &after)?;
            *rows = after;
        } else {
            self.session.hold()?;
        }
        Ok(Some(step))
    }

    /// The next step, by where the database is now.
    fn chosen(
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
        Ok(Some(step))
    }

    /// A step without a transaction, recorded when it has run. If somebody else has run it meanwhile,
    /// there is nothing left to record.
    fn outside(&mut self, step: Step<'g>) -> Result<(), RunError> {
        self.script(step)?;
        self.session.reset()?;
        self.session.begin()?;
        let rows = self.table.rows(self.session)?;
        let after = self.graph.rows_after(&rows, step)?;
        self.table.record(self.session, &rows, &after)?;
        Ok(self.session.commit()?)
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
        let progress = &mut *self.progress;
        let mut tell = |number, count, text: &str| progress(Event::Statement { number, count, text });
        self.session.run_script_told(section.text, &mut tell).map_err(|error| {
            let place = step.place(error.place());
            let ScriptError { index, statement, source, .. } = error;
            let source = if step.file.revision.in_transaction { advised(source) } else { source };
            RunError::Statement {
                id: step.id().clone(),
                direction: step.direction,
                place,
                statement: section.text.get(statement).unwrap_or_default().to_owned(),
                kept: (!step.file.revision.in_transaction).then_some(index),
                resumes: false,
                source,
            }
        })
    }
}
