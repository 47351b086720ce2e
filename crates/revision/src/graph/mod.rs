//! The graph of revisions.

mod branches;
mod error;
mod link;

use std::collections::BTreeMap;

use petgraph::{
    Direction::{Incoming, Outgoing},
    graph::{DiGraph, NodeIndex},
};

pub use branches::Standing;
pub use error::GraphError;

use crate::{
    RevisionFile, RevisionId,
    lineage::{Link, Links},
};

/// All revisions of a project, with what builds on what. Whatever it gives out is in an order that
/// depends on the revisions alone.
#[derive(Debug, Clone)]
pub struct Graph {
    /// Edges lead from the older to the newer. The indices are a topological order.
    pub(crate) nodes: DiGraph<RevisionFile, Link>,
    ids: BTreeMap<RevisionId, NodeIndex>,
    labels: BTreeMap<String, NodeIndex>,
}

impl Graph {
    /// Links the files; every error there is comes at once.
    pub fn new(files: Vec<RevisionFile>) -> Result<Self, Vec<GraphError>> {
        let (draft, order) = link::linked(files)?;
        Ok(Self::ordered(draft, order))
    }

    /// The same with one file more, or what is wrong with it among them.
    pub fn with(&self, file: RevisionFile) -> Result<Self, Vec<GraphError>> {
        Self::new(self.nodes.node_weights().cloned().chain([file]).collect())
    }

    /// Whether there is no revision.
    pub fn is_empty(&self) -> bool {
        self.nodes.node_count() == 0
    }

    /// Whether a text is a branch label, letter by letter.
    pub fn is_label(&self, text: &str) -> bool {
        self.labels.contains_key(text)
    }

    /// The file of a revision.
    pub fn get(&self, id: &RevisionId) -> Option<&RevisionFile> {
        self.node(id).map(|node| self.file(node))
    }

    /// Those nothing builds or depends on, by id.
    pub fn heads(&self) -> Vec<RevisionId> {
        self.sorted_ids(self.ends(Outgoing, Links::All))
    }

    /// Those that build on nothing, by id.
    pub fn bases(&self) -> Vec<RevisionId> {
        self.sorted_ids(self.ends(Incoming, Links::Parents))
    }

    /// What builds on a revision, by id.
    pub fn children(&self, id: &RevisionId) -> Vec<RevisionId> {
        let children = self.node(id).map(|node| self.neighbours(node, Outgoing, Links::Parents));
        self.sorted_ids(children.unwrap_or_default())
    }

    /// Every revision, newer ones before those they rest on.
    pub fn newest_first(&self) -> Vec<&RevisionFile> {
        self.nodes.node_indices().rev().map(|node| self.file(node)).collect()
    }

    pub(crate) fn node(&self, id: &RevisionId) -> Option<NodeIndex> {
        self.ids.get(id).copied()
    }

    pub(crate) fn labelled(&self, label: &str) -> Option<NodeIndex> {
        self.labels.get(label).copied()
    }

    pub(crate) fn file(&self, node: NodeIndex) -> &RevisionFile {
        &self.nodes[node]
    }

    pub(crate) fn id(&self, node: NodeIndex) -> &RevisionId {
        &self.file(node).revision.id
    }

    /// All labels, with the revisions that give them.
    fn labels(&self) -> impl Iterator<Item = (&str, NodeIndex)> {
        self.labels.iter().map(|(label, node)| (label.as_str(), *node))
    }

    /// All ids and all labels, with what they mean.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, NodeIndex)> {
        self.ids.iter().map(|(id, node)| (id.as_str(), *node)).chain(self.labels())
    }

    pub(crate) fn sorted_ids(&self, nodes: impl IntoIterator<Item = NodeIndex>) -> Vec<RevisionId> {
        let mut ids: Vec<RevisionId> = nodes.into_iter().map(|node| self.id(node).clone()).collect();
        ids.sort();
        ids
    }

    /// Numbers the revisions in a topological order, the older of two that may both come first.
    fn ordered(draft: DiGraph<RevisionFile, Link>, order: Vec<NodeIndex>) -> Self {
        let (files, edges) = draft.into_nodes_edges();
        let mut files: Vec<Option<RevisionFile>> = files.into_iter().map(|node| Some(node.weight)).collect();
        let mut graph = Self { nodes: DiGraph::new(), ids: BTreeMap::new(), labels: BTreeMap::new() };
        let mut places = vec![None; files.len()];
        for old in order {
            let Some(file) = files.get_mut(old.index()).and_then(Option::take) else { continue };
            let (id, labels) = (file.revision.id.clone(), file.revision.branch_labels.clone());
            let node = graph.nodes.add_node(file);
            if let Some(place) = places.get_mut(old.index()) {
                *place = Some(node);
            }
            graph.ids.insert(id, node);
            graph.labels.extend(labels.into_iter().map(|label| (label, node)));
        }
        for edge in edges {
            let place = |old: NodeIndex| places.get(old.index()).copied().flatten();
            if let (Some(older), Some(newer)) = (place(edge.source()), place(edge.target())) {
                graph.nodes.add_edge(older, newer, edge.weight);
            }
        }
        graph
    }
}
