//! Writing down where a database is, without running anything.

use std::collections::BTreeSet;

use limbeck_db::Session;
use petgraph::{Direction::Incoming, graph::NodeIndex};

use crate::{
    Direction, Graph, PathError, ResolveError, RevisionId, RunError, Step, Target, lineage::Links,
    stepwise::ProgressTable, version_table::VersionTable,
};

/// Writes down that the database is at `targets`; rows of other branches stay. With `purge` all rows go
/// first, even such as no file has.
pub fn stamp(
    session: &mut Session,
    graph: &Graph,
    targets: &[Target],
    version_table: &str,
    purge: bool,
) -> Result<(), RunError> {
    let mut table = VersionTable::new(session, version_table)?;
    session.begin()?;
    let stamped = table.rows(session).and_then(|rows| {
        let after = graph.stamped(&rows, targets, purge)?;
        table.record(session, &rows, &after)
    });
    // Where the database is, is said now, whatever was half done.
    let stamped = stamped.and_then(|()| match session.dialect().family.rolls_back_definitions() {
        true => Ok(()),
        false => Ok(ProgressTable::beside(&table).forget(session)?),
    });
    let stamped = stamped.and_then(|()| session.commit().map_err(RunError::Db));
    stamped.inspect_err(|_| session.rollback())
}

impl Graph {
    /// The rows when `targets` have been written down.
    pub(crate) fn stamped(
        &self,
        current: &[RevisionId],
        targets: &[Target],
        purge: bool,
    ) -> Result<Vec<RevisionId>, PathError> {
        let mut rows = BTreeSet::new();
        if !purge {
            self.applied(current)?;
            rows.extend(self.known(current)?);
        }
        for target in targets {
            if target.steps.is_some() {
                let help = "a stamp names revisions, without steps";
                return Err(ResolveError::NotHere { text: target.to_string(), help }.into());
            }
            let places = self.places(target, current)?;
            if places.is_empty() {
                let branch = self.branch(target)?.map(|branch| self.lineage(branch, Links::All));
                rows.retain(|row| branch.as_ref().is_some_and(|branch| !branch.contains(row)));
            }
            for place in places.into_iter().collect::<BTreeSet<_>>() {
                let lineage = self.lineage(place, Links::All);
                rows.retain(|row| !lineage.contains(row));
                rows.insert(place);
            }
        }
        Ok(self.sorted_ids(rows))
    }

    /// The rows when a step has run: the tips of all that has run then.
    pub(crate) fn rows_after(
        &self,
        current: &[RevisionId],
        step: Step<'_>,
    ) -> Result<Vec<RevisionId>, PathError> {
        let mut rows: BTreeSet<NodeIndex> = self.known(current)?.into_iter().collect();
        let Some(node) = self.node(step.id()) else { return Ok(current.to_vec()) };
        let older = self.neighbours(node, Incoming, Links::All);
        match step.direction {
            // Somebody else may have run it while it ran outside a transaction.
            Direction::Upgrade
                if !step.file.revision.in_transaction && self.applied(current)?.contains(&node) => {}
            Direction::Upgrade => {
                rows.retain(|row| !older.contains(row));
                rows.insert(node);
            }
            Direction::Downgrade => {
                if rows.remove(&node) {
                    rows.extend(older);
                }
                rows = self.tips(&rows);
            }
        }
        Ok(self.sorted_ids(rows))
    }
}
