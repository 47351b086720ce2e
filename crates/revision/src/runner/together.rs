//! All revisions of a run in one transaction.

use std::vec::IntoIter;

use super::{Event, Runner};
use crate::{RevisionId, RunError, Step, path::Destination};

impl<'g> Runner<'_, 'g> {
    /// All steps in one transaction.
    pub(super) fn run_together(
        &mut self,
        mut rows: Vec<RevisionId>,
        mut steps: IntoIter<Step<'g>>,
        destination: &Destination,
    ) -> Result<(), RunError> {
        if steps.len() == 0 {
            return Ok(());
        }
        let mut done = Vec::new();
        self.session.begin()?;
        let outcome = match self.each(&mut rows, &mut steps, destination, &mut done) {
            Ok(()) => self.session.commit().map_err(|source| RunError::CommitTogether { ids: done, source }),
            Err(error) if done.is_empty() => Err(error),
            Err(error) => Err(RunError::Together { undone: done, source: Box::new(error) }),
        };
        outcome.inspect_err(|_| self.give_up())
    }

    /// Each step in the transaction that is open, as if it were one of its own; `done` are those that have run.
    fn each(
        &mut self,
        rows: &mut Vec<RevisionId>,
        steps: &mut IntoIter<Step<'g>>,
        destination: &Destination,
        done: &mut Vec<RevisionId>,
    ) -> Result<(), RunError> {
        while let Some(step) = self.next(rows, steps, destination)? {
            self.session.reset()?;
            self.tell_notices();
            (self.progress)(Event::Finished { revision: &step.file.revision, direction: step.direction });
            done.push(step.id().clone());
        }
        Ok(())
    }
}
