//! Where a history parts and joins, and what its branches are called.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::{
    Direction::{Incoming, Outgoing},
    graph::NodeIndex,
};

use crate::{Graph, RevisionId, lineage::Links};

/// Where a revision stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Nothing builds or depends on it.
    pub is_head: bool,
    /// It ends a branch, but another branch depends on it: a database at the heads has no row of it.
    pub is_effective_head: bool,
    /// Several build on it.
    pub is_branchpoint: bool,
    /// It builds on several.
    pub is_mergepoint: bool,
}

impl Graph {
    /// Where a revision stands; none where there is no such revision.
    pub fn standing(&self, id: &RevisionId) -> Option<Standing> {
        let node = self.node(id)?;
        let count = |direction, links| self.neighbours(node, direction, links).len();
        let (children, dependents) = (count(Outgoing, Links::Parents), count(Outgoing, Links::All));
        Some(Standing {
            is_head: dependents == 0,
            is_effective_head: children == 0 && dependents > 0,
            is_branchpoint: children > 1,
            is_mergepoint: count(Incoming, Links::Parents) > 1,
        })
    }

    /// Those nothing builds on, by id; unlike heads, others may depend on them.
    pub fn branch_heads(&self) -> Vec<RevisionId> {
        self.sorted_ids(self.ends(Outgoing, Links::Parents))
    }

    /// The names of the branches that each revision is on, where it is on one that has a name. A name holds
    /// for what comes from the revision that gives it, and for what that one alone comes from.
    pub fn branch_names(&self) -> BTreeMap<&RevisionId, BTreeSet<&str>> {
        let mut names: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (label, node) in self.labels() {
            let members = self.descendants([node], Links::Parents).into_iter().chain(self.stem(node));
            for member in members {
                names.entry(self.id(member)).or_default().insert(label);
            }
        }
        names
    }

    /// A revision and what leads to it alone: not what others come from as well, nor what several lead to.
    fn stem(&self, node: NodeIndex) -> Vec<NodeIndex> {
        let count = |node, direction, links| self.neighbours(node, direction, links).len();
        let is_single =
            |node| count(node, Outgoing, Links::All) < 2 && count(node, Incoming, Links::Parents) < 2;
        let (mut stem, mut at) = (Vec::new(), node);
        while is_single(at) {
            stem.push(at);
            let [parent] = self.neighbours(at, Incoming, Links::Parents)[..] else { break };
            at = parent;
        }
        stem
    }
}
