//! The way from where a database is to where it should be.

use std::collections::BTreeSet;

use crate::{Graph, RevisionFile, RevisionId, resolve::list};

/// Which section of a revision runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The way there.
    Upgrade,
    /// The way back.
    Downgrade,
}

/// Why no way leads there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// The database is at a revision nobody has.
    #[error(
        "the database is at {}, which no file has: fetch the missing revisions, or `limbeck stamp --purge` where it really is",
        list(ids)
    )]
    Lost {
        /// Those nobody has.
        ids: Vec<RevisionId>,
    },
    /// The target has not run.
    #[error("the database cannot go back to `{0}`: that revision has not run on it")]
    NotRun(RevisionId),
}

impl Graph {
    /// What has run on a database that is at these revisions.
    pub(crate) fn applied(&self, current: &[RevisionId]) -> Result<BTreeSet<RevisionId>, PathError> {
        let lost: Vec<RevisionId> = current.iter().filter(|id| self.get(id).is_none()).cloned().collect();
        if lost.is_empty() { Ok(self.ancestors(current)) } else { Err(PathError::Lost { ids: lost }) }
    }

    /// What has to run for `targets` to have run, in order.
    pub fn upgrade_path(
        &self,
        current: &[RevisionId],
        targets: &[RevisionId],
    ) -> Result<Vec<&RevisionFile>, PathError> {
        let applied = self.applied(current)?;
        let wanted = self.ancestors(targets);
        let open =
            |file: &&RevisionFile| wanted.contains(&file.revision.id) && !applied.contains(&file.revision.id);
        Ok(self.oldest_first().filter(open).collect())
    }

    /// What has to be undone for `targets` to be the newest that have run, in order; no target is the
    /// base.
    pub fn downgrade_path(
        &self,
        current: &[RevisionId],
        targets: &[RevisionId],
    ) -> Result<Vec<&RevisionFile>, PathError> {
        let applied = self.applied(current)?;
        if let Some(missing) = targets.iter().find(|target| !applied.contains(target)) {
            return Err(PathError::NotRun(missing.clone()));
        }
        let above = if targets.is_empty() { applied.clone() } else { self.descendants(targets) };
        let undone = |file: &&RevisionFile| {
            let id = &file.revision.id;
            applied.contains(id) && above.contains(id) && !targets.contains(id)
        };
        Ok(self.oldest_first().rev().filter(undone).collect())
    }
}
