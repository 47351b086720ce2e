//! Who comes from whom.

use std::collections::BTreeSet;

use petgraph::{Direction, graph::NodeIndex, visit::EdgeRef};

use crate::Graph;

/// Why one revision comes after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// It builds on it.
    Parent,
    /// It needs it to have run.
    Dependency,
}

/// Which links are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Links {
    /// What builds on what: lineages and branches.
    Parents,
    /// What must have run before what.
    All,
}

impl Graph {
    /// The next ones in one direction, in the order of the graph.
    pub(crate) fn neighbours(&self, node: NodeIndex, direction: Direction, links: Links) -> Vec<NodeIndex> {
        let edges = self.nodes.edges_directed(node, direction);
        let followed = edges.filter(|edge| links == Links::All || *edge.weight() == Link::Parent);
        let mut found: Vec<NodeIndex> = match direction {
            Direction::Incoming => followed.map(|edge| edge.source()).collect(),
            Direction::Outgoing => followed.map(|edge| edge.target()).collect(),
        };
        found.sort();
        found
    }

    /// Those with nothing further in one direction.
    pub(crate) fn ends(&self, direction: Direction, links: Links) -> Vec<NodeIndex> {
        let is_end = |node: &NodeIndex| self.neighbours(*node, direction, links).is_empty();
        self.nodes.node_indices().filter(is_end).collect()
    }

    /// These and all those they come from.
    pub(crate) fn ancestors(
        &self,
        nodes: impl IntoIterator<Item = NodeIndex>,
        links: Links,
    ) -> BTreeSet<NodeIndex> {
        self.reach(nodes, Direction::Incoming, links)
    }

    /// These and all those that come from them.
    pub(crate) fn descendants(
        &self,
        nodes: impl IntoIterator<Item = NodeIndex>,
        links: Links,
    ) -> BTreeSet<NodeIndex> {
        self.reach(nodes, Direction::Outgoing, links)
    }

    /// A revision with its ancestors and descendants: what a branch name stands for.
    pub(crate) fn lineage(&self, node: NodeIndex, links: Links) -> BTreeSet<NodeIndex> {
        let mut lineage = self.ancestors([node], links);
        lineage.extend(self.descendants([node], links));
        lineage
    }

    /// Those of some that none of the others comes from.
    pub(crate) fn tips(&self, nodes: &BTreeSet<NodeIndex>) -> BTreeSet<NodeIndex> {
        let mut tips = nodes.clone();
        for node in nodes.iter().rev() {
            if tips.len() > 1 && tips.contains(node) {
                let mut older = self.ancestors([*node], Links::All);
                older.remove(node);
                tips.retain(|tip| !older.contains(tip));
            }
        }
        tips
    }

    fn reach(
        &self,
        nodes: impl IntoIterator<Item = NodeIndex>,
        direction: Direction,
        links: Links,
    ) -> BTreeSet<NodeIndex> {
        let mut found = BTreeSet::new();
        let mut next: Vec<NodeIndex> = nodes.into_iter().collect();
        while let Some(node) = next.pop() {
            if found.insert(node) {
                next.extend(self.neighbours(node, direction, links));
            }
        }
        found
    }
}
