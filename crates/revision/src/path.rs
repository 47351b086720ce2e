//! The way from where a database is to where it should be.

use std::collections::BTreeSet;

use petgraph::{Direction::Outgoing, graph::NodeIndex};

use crate::{
    Direction, Graph, ResolveError, RevisionFile, RevisionId, Target, id::list, lineage::Links,
    nearest::nearest,
};

/// One revision to run.
#[derive(Debug, Clone, Copy)]
pub struct Step<'g> {
    /// The revision.
    pub file: &'g RevisionFile,
    /// Which way it runs.
    pub direction: Direction,
}

/// Why no way leads there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// The place is none.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// The database is at a revision nobody has.
    #[error("the database is at `{id}`, which no revision file has{}: bring the file back, or say where the database really is with `limbeck stamp --purge ID`", nearest.as_ref().map(|nearest| format!(" (there is `{nearest}`)")).unwrap_or_default())]
    UnknownCurrent {
        /// What the version table says.
        id: RevisionId,
        /// What is called nearly so.
        nearest: Option<String>,
    },
    /// One of several revisions contains another.
    #[error("{} cannot stand side by side: `{newer}` contains `{older}`", list(ids))]
    Overlap {
        /// All of them.
        ids: Vec<RevisionId>,
        /// One that contains another.
        newer: RevisionId,
        /// The other.
        older: RevisionId,
    },
    /// Down to something that is not below.
    #[error(
        "`{target}` is not below where the database is ({}): a downgrade leads to a revision that has run",
        here(current)
    )]
    NotBelow {
        /// What was typed.
        target: String,
        /// Where the database is.
        current: Vec<RevisionId>,
    },
    /// A range between revisions of which neither comes from the other.
    #[error("`{range}` is no range: the one end does not come from the other")]
    NoRange {
        /// What was typed.
        range: String,
    },
}

fn here(current: &[RevisionId]) -> String {
    if current.is_empty() { "at no revision".to_owned() } else { format!("at {}", list(current)) }
}

/// Where a run ends, with relative places already counted: it stays the same while others run too.
#[derive(Debug, Clone)]
pub(crate) enum Destination {
    /// Up to these.
    Up(Vec<NodeIndex>),
    /// Down to this one, or to the base; of its branches only the one that holds `within`.
    Down { text: String, to: Option<NodeIndex>, within: Option<NodeIndex> },
}

/// The revisions to run to get up to a target, in order.
pub fn upgrade_path<'g>(
    graph: &'g Graph,
    current: &[RevisionId],
    target: &Target,
) -> Result<Vec<Step<'g>>, PathError> {
    graph.path(current, &graph.above(current, target)?)
}

/// The revisions to run to get down to a target, in order.
pub fn downgrade_path<'g>(
    graph: &'g Graph,
    current: &[RevisionId],
    target: &Target,
) -> Result<Vec<Step<'g>>, PathError> {
    graph.path(current, &graph.below(current, target)?)
}

impl Graph {
    /// Several typed places as revisions that can stand side by side: none contains another.
    pub fn side_by_side(&self, texts: &[String]) -> Result<Vec<RevisionId>, PathError> {
        let mut nodes = BTreeSet::new();
        for text in texts {
            nodes.extend(self.resolve(text, &[])?.iter().filter_map(|id| self.node(id)));
        }
        self.check_overlap(&nodes.iter().copied().collect::<Vec<_>>())?;
        Ok(self.sorted_ids(nodes))
    }

    /// Where an upgrade ends.
    pub(crate) fn above(&self, current: &[RevisionId], target: &Target) -> Result<Destination, PathError> {
        let rows = self.known(current)?;
        let Some(steps) = target.steps.filter(|_| target.symbol.is_none()) else {
            let places = self.places(target, current)?;
            self.check_overlap(&places)?;
            return Ok(Destination::Up(places));
        };
        if steps < 0 {
            let help = "an upgrade goes up: say `+N`";
            return Err(ResolveError::NotHere { text: target.to_string(), help }.into());
        }
        let starts = match self.branch(target)? {
            None => rows.into_iter().collect(),
            Some(branch) => self.starts_on(branch, &rows, &self.lineage(branch, Links::Parents)),
        };
        let start = self.one_start(target, starts)?;
        Ok(Destination::Up(self.walk(target, start, steps)?.into_iter().collect()))
    }

    /// Where a downgrade ends.
    pub(crate) fn below(&self, current: &[RevisionId], target: &Target) -> Result<Destination, PathError> {
        let rows = self.known(current)?;
        let branch = self.branch(target)?;
        let text = target.to_string();
        let Some(steps) = target.steps.filter(|_| target.symbol.is_none()) else {
            let places = self.places_below(target, current)?;
            if places.len() > 1 {
                return Err(ResolveError::MultipleHeads { text, heads: self.sorted_ids(places) }.into());
            }
            let to = places.first().copied();
            let counted = target.steps.is_some() && to.is_none();
            let within = if counted && branch.is_none() { self.start_of(target, current)? } else { branch };
            return Ok(Destination::Down { text, to, within });
        };
        if steps > 0 {
            let help = "a downgrade goes down: say `-N`";
            return Err(ResolveError::NotHere { text, help }.into());
        }
        let starts = match branch {
            // A row that another one contains is none to count from.
            None => self.tips(&rows.into_iter().collect()),
            // What the branch only shares with others is not counted down from: that would undo theirs.
            Some(branch) => self.starts_on(branch, &rows, &self.descendants([branch], Links::Parents)),
        };
        let Some(start) = self.one_start(target, starts)? else {
            return Err(ResolveError::NoStart { text }.into());
        };
        let to = self.walk(target, Some(start), steps)?;
        Ok(Destination::Down { text, to, within: branch.or(Some(start)) })
    }

    /// The place a downgrade leads to. The branch in front of it says what is to go, not where the place is:
    /// that may lie off the branch.
    fn places_below(&self, target: &Target, current: &[RevisionId]) -> Result<Vec<NodeIndex>, ResolveError> {
        match self.places(target, current) {
            Err(ResolveError::NotInBranch { .. } | ResolveError::Unknown { .. })
                if target.steps.is_none() =>
            {
                self.places(&target.on_any_branch(), current)
            }
            found => found,
        }
    }

    /// The steps to a destination from where the database is.
    pub(crate) fn path(
        &self,
        current: &[RevisionId],
        destination: &Destination,
    ) -> Result<Vec<Step<'_>>, PathError> {
        let step = |direction| move |node| Step { file: self.file(node), direction };
        // The indices of the graph are a topological order.
        Ok(match destination {
            Destination::Up(places) => {
                let applied = self.applied(current)?;
                let needed = self.ancestors(places.iter().copied(), Links::All);
                needed.difference(&applied).copied().map(step(Direction::Upgrade)).collect()
            }
            // Whether rows contain each other makes no difference to what has run: going down mends them.
            Destination::Down { text, to, within } => {
                let applied = self.ancestors(self.known(current)?, Links::All);
                let dropped = self.dropped(&applied, *to, *within);
                let there = to.is_none_or(|to| applied.contains(&to));
                let Some(dropped) = dropped.filter(|_| there) else {
                    let current = current.to_vec();
                    return Err(PathError::NotBelow { target: text.clone(), current });
                };
                dropped.into_iter().rev().map(step(Direction::Downgrade)).collect()
            }
        })
    }

    /// Everything that has run, where the rows can stand side by side.
    pub(crate) fn applied(&self, current: &[RevisionId]) -> Result<BTreeSet<NodeIndex>, PathError> {
        let rows = self.known(current)?;
        self.check_overlap(&rows)?;
        Ok(self.ancestors(rows, Links::All))
    }

    /// The rows as revisions; a row is its whole id, never the beginning of one.
    pub(crate) fn known(&self, current: &[RevisionId]) -> Result<Vec<NodeIndex>, PathError> {
        let known = |id: &RevisionId| {
            self.node(id).ok_or_else(|| PathError::UnknownCurrent {
                id: id.clone(),
                nearest: nearest(id.as_str(), self.names().map(|(name, _)| name)).map(str::to_owned),
            })
        };
        current.iter().map(known).collect()
    }

    /// What goes on the way down: all that rests on what is above the target, on the branch if one is
    /// named. `None` where the branch leads to nothing.
    fn dropped(
        &self,
        applied: &BTreeSet<NodeIndex>,
        to: Option<NodeIndex>,
        within: Option<NodeIndex>,
    ) -> Option<BTreeSet<NodeIndex>> {
        let mut roots = match to {
            Some(to) => self.neighbours(to, Outgoing, Links::Parents),
            None => self.ends(petgraph::Direction::Incoming, Links::Parents),
        };
        if let Some(within) = within.filter(|_| roots.len() > 1) {
            let branch = self.ancestors([within], Links::Parents);
            roots.retain(|root| branch.contains(root));
            if roots.is_empty() {
                return None;
            }
        }
        let above = self.descendants(roots, Links::All);
        Some(above.intersection(applied).copied().collect())
    }

    /// The revision that `ID-N` counts from.
    fn start_of(&self, target: &Target, current: &[RevisionId]) -> Result<Option<NodeIndex>, ResolveError> {
        Ok(self.places(&target.start(), current)?.first().copied())
    }

    /// Where a database is on a branch: its rows there, else the newest that have run of its members,
    /// which other rows imply.
    fn starts_on(
        &self,
        branch: NodeIndex,
        rows: &[NodeIndex],
        members: &BTreeSet<NodeIndex>,
    ) -> BTreeSet<NodeIndex> {
        let lineage = self.lineage(branch, Links::Parents);
        let on_branch: BTreeSet<NodeIndex> =
            rows.iter().copied().filter(|row| lineage.contains(row)).collect();
        if !on_branch.is_empty() {
            return on_branch;
        }
        let applied = self.ancestors(rows.iter().copied(), Links::All);
        self.tips(&applied.intersection(members).copied().collect())
    }

    pub(crate) fn check_overlap(&self, nodes: &[NodeIndex]) -> Result<(), PathError> {
        if nodes.len() < 2 {
            return Ok(());
        }
        for newer in nodes {
            let below = self.ancestors([*newer], Links::All);
            if let Some(older) = nodes.iter().find(|older| *older != newer && below.contains(older)) {
                return Err(PathError::Overlap {
                    ids: self.sorted_ids(nodes.iter().copied()),
                    newer: self.id(*newer).clone(),
                    older: self.id(*older).clone(),
                });
            }
        }
        Ok(())
    }
}
