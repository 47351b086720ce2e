//! Steps on databases that commit at every statement which defines something: run statement by statement,
//! with what has run written down in `limbeck_progress`, so that each statement takes effect once whenever
//! the program ends.

mod effect;
mod fingerprint;
mod half_done;
mod piece;
mod progress;
mod replay;
mod resume_error;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use limbeck_db::{DbError, ScriptError, Session};
use limbeck_lex::mentions;
use limbeck_schema::Family;

pub(crate) use effect::{Effect, words};
pub use half_done::{HalfDone, half_done};
pub(crate) use progress::ProgressTable;
pub use resume_error::ResumeError;

use crate::{RunError, Step};
use piece::{Piece, pieces};
use progress::Progress;
use replay::Replay;

/// A step on its way. The lock of all runners is held.
pub(crate) struct Stepwise<'r, 'g> {
    session: &'r mut Session,
    table: &'r mut ProgressTable,
    step: Step<'g>,
    progress: Progress,
    /// Hears of each statement before it runs: its number, how many there are, and its text.
    tell: &'r mut dyn FnMut(usize, usize, &str),
    /// Tables that no transaction undoes changes of, while they are known.
    untransacted: Option<BTreeSet<String>>,
}

/// Runs what has not run of a step; says how many statements had run before. What has run stays written down
/// until the caller records the step.
pub(crate) fn run(
    session: &mut Session,
    table: &mut ProgressTable,
    step: Step<'_>,
    tell: &mut dyn FnMut(usize, usize, &str),
) -> Result<Option<usize>, RunError> {
    table.ensure(session)?;
    let found = table.read(session)?;
    check(table, found.as_ref(), Some(step))?;
    let is_resumed = found.is_some();
    let progress = found.unwrap_or_else(|| Progress::new(step.id(), step.direction));
    let mut stepwise = Stepwise { session, table, step, progress, tell, untransacted: None };
    let pieces = pieces(step.file.section(step.direction).text);
    if is_resumed {
        stepwise.resume(&pieces)?;
    }
    let before = stepwise.progress.done;
    stepwise.rest(&pieces)?;
    Ok(is_resumed.then_some(before))
}

/// Refuses to go on where another step is half done than the next one.
pub(crate) fn check(
    table: &ProgressTable,
    progress: Option<&Progress>,
    next: Option<Step<'_>>,
) -> Result<(), ResumeError> {
    let Some(progress) = progress else { return Ok(()) };
    if next.is_some_and(|step| *step.id() == progress.id && step.direction == progress.direction) {
        return Ok(());
    }
    Err(ResumeError::HalfDone {
        id: progress.id.clone(),
        direction: progress.direction,
        done: progress.done,
        forget: table.deletion(&progress.id),
    })
}

impl Stepwise<'_, '_> {
    /// Finds out where to go on, and brings the session there.
    fn resume(&mut self, pieces: &[Piece<'_>]) -> Result<(), RunError> {
        let (done, begun) = (self.progress.done, self.progress.begun);
        if hash(pieces, done) != Some(&self.progress.done_hash) {
            let place =
                self.step.place(pieces.first().map_or(0..0, |piece| piece.text.start..piece.text.end()));
            return Err(ResumeError::Changed { id: self.step.id().clone(), place, done }.into());
        }
        if begun > done {
            // As if it had run: what may be asked anew only if it has not, waits until that is known.
            self.replay(pieces, begun)?;
            self.decide(pieces)?;
        }
        let done = self.progress.done;
        let replay = self.replay(pieces, done)?;
        if let Some((at, lost)) = replay.needed(pieces.get(done..).unwrap_or_default()) {
            let place = self.place(pieces.get(done + at));
            return Err(ResumeError::Lost { id: self.step.id().clone(), place, done, lost }.into());
        }
        Ok(())
    }

    /// Sets again what the first statements have set for their session.
    fn replay<'p>(&mut self, pieces: &[Piece<'p>], count: usize) -> Result<Replay<'p>, DbError> {
        let replay = Replay::of(pieces.get(..count).unwrap_or(pieces));
        for statement in &replay.again {
            self.session.execute(statement)?;
        }
        Ok(replay)
    }

    /// Whether the statement has run that was begun and not said to be done.
    fn decide(&mut self, pieces: &[Piece<'_>]) -> Result<(), RunError> {
        let piece = pieces.get(self.progress.done);
        let is_changed = hash(pieces, self.progress.begun) != Some(&self.progress.begun_hash);
        let Some(piece) = piece.filter(|_| !is_changed && !self.progress.fingerprint.is_empty()) else {
            let (ran, not_run) = self.table.settlements(self.step.id());
            let (id, place) = (self.step.id().clone(), self.place(piece));
            return Err(ResumeError::Undecided { id, place, is_changed, ran, not_run }.into());
        };
        // Since MySQL 8.0 and MariaDB 10.6 a definition takes place as a whole or not at all; and whoever ran
        // it kept the lock until it was over.
        if fingerprint::fingerprint(self.session, piece.text.text)? == self.progress.fingerprint {
            self.progress.begun = self.progress.done;
        } else {
            self.finish(pieces);
            self.write()?;
        }
        Ok(())
    }

    fn rest(&mut self, pieces: &[Piece<'_>]) -> Result<(), RunError> {
        while let Some(piece) = pieces.get(self.progress.done) {
            let statement = piece.text.text;
            (self.tell)(self.progress.done + 1, pieces.len(), statement);
            let effect = self.effect(piece)?;
            match effect {
                Effect::Session | Effect::Repeatable => self.attempt(pieces, statement)?,
                Effect::Rows => {
                    self.session.execute("START TRANSACTION")?;
                    self.attempt(pieces, statement)?;
                }
                Effect::Definition | Effect::Unknown => {
                    self.begin(pieces, statement, effect)?;
                    self.attempt(pieces, statement)?;
                }
            }
            self.finish(pieces);
            if effect == Effect::Rows {
                self.session.execute(&format!("{}; COMMIT", self.table.replacement(&self.progress)))?;
            } else {
                self.untransacted = None;
                // Until something else has run, there is nothing to go on behind.
                if effect != Effect::Session || is_kept(pieces, self.progress.done) {
                    self.write()?;
                }
            }
        }
        Ok(())
    }

    /// The effect of a statement, with the tables looked at that it names.
    fn effect(&mut self, piece: &Piece<'_>) -> Result<Effect, DbError> {
        if piece.effect != Effect::Rows {
            return Ok(piece.effect);
        }
        if self.untransacted.is_none() {
            self.untransacted = Some(fingerprint::without_transactions(self.session)?.into_iter().collect());
        }
        let is_untransacted = self.untransacted.as_ref().is_some_and(|tables| {
            !tables.is_empty() && !tables.is_disjoint(&mentions(Family::Mysql, piece.text.text))
        });
        let reads = words(piece.text.text).first().is_some_and(|first| first.is_word("SELECT"));
        Ok(if is_untransacted && !reads { Effect::Unknown } else { Effect::Rows })
    }

    /// Writes down that the next statement is about to run, and how to tell later whether it has.
    fn begin(&mut self, pieces: &[Piece<'_>], statement: &str, effect: Effect) -> Result<(), DbError> {
        self.progress.fingerprint = match effect {
            Effect::Definition => fingerprint::fingerprint(self.session, statement)?,
            _ => String::new(),
        };
        self.progress.begun = self.progress.done + 1;
        self.progress.begun_hash = hash(pieces, self.progress.begun).unwrap_or_default().to_owned();
        self.write()
    }

    fn finish(&mut self, pieces: &[Piece<'_>]) {
        self.progress.done += 1;
        self.progress.done_hash = hash(pieces, self.progress.done).unwrap_or_default().to_owned();
        self.progress.begun = self.progress.done;
        self.progress.begun_hash = self.progress.done_hash.clone();
        self.progress.fingerprint.clear();
    }

    fn write(&mut self) -> Result<(), DbError> {
        let replacement = self.table.replacement(&self.progress);
        self.session.execute(&format!("START TRANSACTION; {replacement}; COMMIT"))
    }

    fn attempt(&mut self, pieces: &[Piece<'_>], statement: &str) -> Result<(), RunError> {
        self.session.run_statement(statement).map_err(|error| self.failed(pieces, error))
    }

    /// What the server answers with an error has not run: that is written down, so that the next run does not wonder.
    fn failed(&mut self, pieces: &[Piece<'_>], error: ScriptError) -> RunError {
        let done = self.progress.done;
        let start = pieces.get(done).map_or(0, |piece| piece.text.start);
        let place = error.place();
        let place = self.step.place(place.start + start..place.end + start);
        let is_kept = is_kept(pieces, done);
        if !matches!(error.source, DbError::Lost { .. }) {
            self.session.rollback();
            self.progress.begun = done;
            let sql = match is_kept {
                true => self.table.replacement(&self.progress),
                false => self.table.deletion(self.step.id()),
            };
            // If it cannot be written, the next run finds out what it can.
            let _ = self.session.execute(&sql);
        }
        RunError::Statement {
            id: self.step.id().clone(),
            direction: self.step.direction,
            place,
            statement: pieces.get(done).map_or("", |piece| piece.text.text).to_owned(),
            kept: Some(if is_kept { done } else { 0 }),
            resumes: true,
            source: error.source,
        }
    }

    fn place(&self, piece: Option<&Piece<'_>>) -> Box<crate::Place> {
        self.step.place(piece.map_or(0..0, |piece| piece.text.start..piece.text.end()))
    }
}

/// The hash of the first statements; none where there are not so many.
fn hash<'p>(pieces: &'p [Piece<'_>], count: usize) -> Option<&'p str> {
    match count.checked_sub(1) {
        None => Some(""),
        Some(last) => pieces.get(last).map(|piece| &*piece.hash),
    }
}

/// Whether anything of the first statements stays when the session is gone.
fn is_kept(pieces: &[Piece<'_>], count: usize) -> bool {
    pieces.iter().take(count).any(|piece| piece.effect != Effect::Session)
}
