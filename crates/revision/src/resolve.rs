//! What a typed place means in a graph.

use std::collections::BTreeSet;

use petgraph::{
    Direction::{Incoming, Outgoing},
    graph::NodeIndex,
};

use crate::{Graph, RevisionId, Target, id::list, lineage::Links, nearest::nearest};

/// How long a name must be to be meant by its beginning, as Alembic has it.
const PARTIAL_LENGTH: usize = 4;

/// Why a typed place is none, or not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// Nothing is called that.
    #[error("no revision or branch is called `{text}`{}", nearest.as_ref().map_or_else(|| ": `limbeck history` lists them".to_owned(), |nearest| format!(": did you mean `{nearest}`?")))]
    Unknown {
        /// What was typed.
        text: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// Several begin like that.
    #[error("`{text}` could be {}: type more of it", list(candidates))]
    Ambiguous {
        /// What was typed.
        text: String,
        /// Ids and labels that begin so.
        candidates: Vec<String>,
    },
    /// There is no one head.
    #[error(
        "`{text}` is not one revision, the heads are {}: name one of them, or say `heads` for all",
        list(heads)
    )]
    MultipleHeads {
        /// What was typed.
        text: String,
        /// The heads.
        heads: Vec<RevisionId>,
    },
    /// A revision outside the branch named with it.
    #[error("`{id}` is not on the branch `{branch}`")]
    NotInBranch {
        /// The revision.
        id: RevisionId,
        /// The branch.
        branch: String,
    },
    /// The history ends before.
    #[error("`{text}` goes {asked} revisions, but there are only {available}")]
    TooFar {
        /// What was typed.
        text: String,
        /// How many steps were asked for.
        asked: u64,
        /// How many there are.
        available: u64,
    },
    /// The way forks.
    #[error("`{text}` is not one revision: the way forks to {}: name the one", list(candidates))]
    Fork {
        /// What was typed.
        text: String,
        /// Where it could go on.
        candidates: Vec<RevisionId>,
    },
    /// Steps from several revisions.
    #[error(
        "`{text}` counts from several revisions, {}: say which, as in `{}`",
        list(current),
        from_first(text, current)
    )]
    ManyStarts {
        /// What was typed.
        text: String,
        /// The revisions they could be counted from.
        current: Vec<RevisionId>,
    },
    /// Steps from a place the database is not at.
    #[error("`{text}` counts from where the database is, and it is nowhere on that branch")]
    NoStart {
        /// What was typed.
        text: String,
    },
    /// Up where only down is meant, or the other way round, or steps where there are none.
    #[error("`{text}` cannot be used here: {help}")]
    NotHere {
        /// What was typed.
        text: String,
        /// What can.
        help: &'static str,
    },
}

impl Graph {
    /// What a typed place means, for looking: `-N` counts from each head, and other steps are none.
    /// `base` is no revision.
    pub fn resolve(&self, text: &str, current: &[RevisionId]) -> Result<Vec<RevisionId>, ResolveError> {
        let target = Target::parse(text);
        let nodes = match target.steps {
            None => self.places(&target, current)?,
            Some(steps) if target.symbol.is_none() && steps < 0 => {
                let heads = self.heads_of(&target)?.into_iter();
                let below = heads.map(|head| self.walk(&target, Some(head), steps));
                let below: BTreeSet<_> = below.collect::<Result<_, _>>()?;
                below.into_iter().flatten().collect()
            }
            Some(_) => {
                let help = "name a revision, or `-N` for N below each head; other steps are for `upgrade`, `downgrade` and the upper end of `history -r`";
                return Err(ResolveError::NotHere { text: text.to_owned(), help });
            }
        };
        Ok(nodes.into_iter().map(|node| self.id(node).clone()).collect())
    }

    /// The revisions a place means that does not count from where the database is. `base` is none.
    pub(crate) fn places(
        &self,
        target: &Target,
        current: &[RevisionId],
    ) -> Result<Vec<NodeIndex>, ResolveError> {
        let symbol = target.symbol.as_deref().unwrap_or_default();
        let found = match symbol {
            "heads" => self.heads_of(target)?,
            "head" => {
                let heads = self.heads_of(target)?;
                if heads.len() > 1 {
                    return Err(ResolveError::MultipleHeads {
                        text: target.to_string(),
                        heads: self.sorted_ids(heads),
                    });
                }
                heads
            }
            "base" => {
                self.branch(target)?;
                Vec::new()
            }
            "current" => self.rows(current),
            _ => vec![self.one(target, symbol)?],
        };
        let Some(steps) = target.steps else { return Ok(found) };
        let start = self.one_start(target, found.into_iter().collect())?;
        Ok(self.walk(target, start, steps)?.into_iter().collect())
    }

    /// The revision that the part in front of `@` names.
    pub(crate) fn branch(&self, target: &Target) -> Result<Option<NodeIndex>, ResolveError> {
        target.branch.as_deref().map(|branch| self.by_name(branch, None)).transpose()
    }

    /// The one revision to count from; none is the base.
    pub(crate) fn one_start(
        &self,
        target: &Target,
        starts: BTreeSet<NodeIndex>,
    ) -> Result<Option<NodeIndex>, ResolveError> {
        if starts.len() > 1 {
            let current = self.sorted_ids(starts);
            return Err(ResolveError::ManyStarts { text: target.to_string(), current });
        }
        Ok(starts.into_iter().next())
    }

    /// Goes up or down step by step, along the branch of the target if it has one. No node is the base;
    /// a way that forks leads nowhere. Dependencies are no way.
    pub(crate) fn walk(
        &self,
        target: &Target,
        start: Option<NodeIndex>,
        steps: i64,
    ) -> Result<Option<NodeIndex>, ResolveError> {
        let lineage = self.branch(target)?.map(|branch| self.lineage(branch, Links::Parents));
        let direction = if steps < 0 { Incoming } else { Outgoing };
        let mut at = start;
        for step in 0..steps.unsigned_abs() {
            let mut next = match at {
                Some(node) => self.neighbours(node, direction, Links::Parents),
                None if steps < 0 && step > 0 => return Err(too_far(target, steps, step)),
                None => self.ends(if steps < 0 { Outgoing } else { Incoming }, Links::Parents),
            };
            next.retain(|node| lineage.as_ref().is_none_or(|lineage| lineage.contains(node)));
            at = match next[..] {
                [] if steps > 0 || at.is_none() => return Err(too_far(target, steps, step)),
                [] => None,
                [node] => Some(node),
                _ => {
                    return Err(ResolveError::Fork {
                        text: target.to_string(),
                        candidates: self.sorted_ids(next),
                    });
                }
            };
        }
        Ok(at)
    }

    /// The rows that files have; whether all have one is for the path to say.
    pub(crate) fn rows(&self, current: &[RevisionId]) -> Vec<NodeIndex> {
        current.iter().filter_map(|id| self.node(id)).collect()
    }

    /// All heads; those of a branch count even where another branch depends on them.
    fn heads_of(&self, target: &Target) -> Result<Vec<NodeIndex>, ResolveError> {
        let Some(branch) = self.branch(target)? else { return Ok(self.ends(Outgoing, Links::All)) };
        let lineage = self.lineage(branch, Links::Parents);
        let heads = self.ends(Outgoing, Links::Parents);
        Ok(heads.into_iter().filter(|head| lineage.contains(head)).collect())
    }

    fn one(&self, target: &Target, symbol: &str) -> Result<NodeIndex, ResolveError> {
        if symbol.contains(':') {
            let help = "a range is for `history -r`, and with --sql for `upgrade`, `downgrade` and `stamp`";
            return Err(ResolveError::NotHere { text: target.to_string(), help });
        }
        let branch = self.branch(target)?;
        let lineage = branch.map(|branch| self.lineage(branch, Links::Parents));
        let node = self.by_name(symbol, lineage.as_ref())?;
        match &target.branch {
            Some(branch) if lineage.is_some_and(|lineage| !lineage.contains(&node)) => {
                Err(ResolveError::NotInBranch { id: self.id(node).clone(), branch: branch.clone() })
            }
            _ => Ok(node),
        }
    }

    /// By id, by label, or by the beginning of one.
    fn by_name(&self, text: &str, within: Option<&BTreeSet<NodeIndex>>) -> Result<NodeIndex, ResolveError> {
        let exact = text.parse().ok().and_then(|id| self.node(&id)).or_else(|| self.labelled(text));
        if let Some(node) = exact {
            return Ok(node);
        }
        let begins = |name: &str| !text.is_empty() && name.len() >= PARTIAL_LENGTH && name.starts_with(text);
        let meant: Vec<(&str, NodeIndex)> = self
            .names()
            .filter(|(name, node)| begins(name) && within.is_none_or(|within| within.contains(node)))
            .collect();
        match meant[..] {
            [(_, node)] => Ok(node),
            [] => Err(ResolveError::Unknown {
                text: text.to_owned(),
                nearest: nearest(text, self.names().map(|(name, _)| name)).map(str::to_owned),
            }),
            _ => Err(ResolveError::Ambiguous {
                text: text.to_owned(),
                candidates: meant.iter().map(|(name, _)| (*name).to_owned()).collect(),
            }),
        }
    }
}

/// The steps of a place, counted from the first of the revisions: `ID@-1` stays on the branch of it.
fn from_first(text: &str, current: &[RevisionId]) -> String {
    let id = current.first().map_or("ID", RevisionId::as_str);
    let place = text.rsplit('@').next().unwrap_or_default();
    let sign = place.rfind(['+', '-']).unwrap_or_default();
    let (symbol, steps) = place.split_at_checked(sign).unwrap_or_default();
    if symbol.is_empty() { format!("{id}@{steps}") } else { format!("{id}{steps}") }
}

fn too_far(target: &Target, steps: i64, available: u64) -> ResolveError {
    ResolveError::TooFar { text: target.to_string(), asked: steps.unsigned_abs(), available }
}
