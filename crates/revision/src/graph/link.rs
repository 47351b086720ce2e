//! Linking files to those they name, and finding every reason why that cannot be done.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::{
    Direction::{Incoming, Outgoing},
    algo::kosaraju_scc,
    graph::{DiGraph, NodeIndex},
};

use crate::{GraphError, RevisionFile, RevisionId, lineage::Link, nearest::nearest};

/// Names with what they mean, and everything else that has the same name.
type Names<'a> = BTreeMap<&'a str, Vec<NodeIndex>>;

/// Files in the order of their age, linked, and a topological order of them.
type Linked = (DiGraph<RevisionFile, Link>, Vec<NodeIndex>);

/// The files linked, or all that is wrong with them.
pub(super) fn linked(mut files: Vec<RevisionFile>) -> Result<Linked, Vec<GraphError>> {
    files.sort_by(|a, b| age(a).cmp(&age(b)));
    let mut errors = Vec::new();
    let mut draft = DiGraph::new();
    for file in files {
        draft.add_node(file);
    }
    let edges = edges(&draft, &mut errors);
    for (older, newer, link) in edges {
        draft.add_edge(older, newer, link);
    }
    let order = topological(&draft);
    if order.len() < draft.node_count() {
        cycles(&draft, &mut errors);
    }
    if errors.is_empty() { Ok((draft, order)) } else { Err(errors) }
}

/// An order in which the older come first, of two that may both come next the one of the lower index; without
/// those that wait for each other in a circle, and what waits for them.
fn topological(draft: &DiGraph<RevisionFile, Link>) -> Vec<NodeIndex> {
    let waits = |node| draft.neighbors_directed(node, Incoming).count();
    let mut waiting: Vec<usize> = draft.node_indices().map(waits).collect();
    let mut ready: BTreeSet<NodeIndex> =
        draft.node_indices().zip(&waiting).filter(|(_, count)| **count == 0).map(|(node, _)| node).collect();
    let mut order = Vec::new();
    while let Some(node) = ready.pop_first() {
        order.push(node);
        for newer in draft.neighbors_directed(node, Outgoing) {
            if let Some(count) = waiting.get_mut(newer.index()) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ready.insert(newer);
                }
            }
        }
    }
    order
}

fn age(file: &RevisionFile) -> (Option<&str>, &str, &std::path::Path) {
    let revision = &file.revision;
    (revision.created.as_deref(), revision.id.as_str(), &revision.path)
}

fn edges(
    draft: &DiGraph<RevisionFile, Link>,
    errors: &mut Vec<GraphError>,
) -> Vec<(NodeIndex, NodeIndex, Link)> {
    let ids = ids(draft, errors);
    let names = labels(draft, &ids, errors);
    let mut edges = Vec::new();
    for node in draft.node_indices() {
        let (file, revision) = (&draft[node], &draft[node].revision);
        let mut older = Vec::new();
        for parent in &revision.parents {
            match first(&ids, parent.as_str()) {
                Some(found) => older.push((found, Link::Parent)),
                None => errors.push(missing_parent(file, parent, &ids)),
            }
        }
        for dependency in &revision.depends_on {
            match first(&names, dependency) {
                Some(found) if older.iter().any(|(known, _)| *known == found) => {}
                Some(found) => older.push((found, Link::Dependency)),
                None => errors.push(missing_dependency(file, dependency, &names)),
            }
        }
        edges.extend(older.into_iter().map(|(older, link)| (older, node, link)));
    }
    edges
}

fn first(names: &Names<'_>, name: &str) -> Option<NodeIndex> {
    names.get(name)?.first().copied()
}

fn ids<'a>(draft: &'a DiGraph<RevisionFile, Link>, errors: &mut Vec<GraphError>) -> Names<'a> {
    let mut ids = Names::new();
    for node in draft.node_indices() {
        ids.entry(draft[node].revision.id.as_str()).or_default().push(node);
    }
    for nodes in ids.values() {
        if let [first, _, ..] = nodes[..] {
            let files = nodes.iter().map(|node| draft[*node].revision.path.clone()).collect();
            errors.push(GraphError::DuplicateId { id: draft[first].revision.id.clone(), files });
        }
    }
    same_but_for_case(draft, &ids, errors);
    ids
}

fn same_but_for_case(draft: &DiGraph<RevisionFile, Link>, ids: &Names<'_>, errors: &mut Vec<GraphError>) {
    // Where no id has a capital letter, which is nearly always, there is nothing to find.
    let is_capital = |c: char| c.is_ascii_uppercase();
    if !ids.keys().any(|id| id.contains(is_capital)) {
        return;
    }
    let mut folded: BTreeMap<String, Vec<NodeIndex>> = BTreeMap::new();
    for (id, nodes) in ids {
        folded.entry(id.to_ascii_lowercase()).or_default().extend(nodes.first());
    }
    for nodes in folded.into_values().filter(|nodes| nodes.len() > 1) {
        let revisions = || nodes.iter().map(|node| &draft[*node].revision);
        errors.push(GraphError::SameButForCase {
            ids: revisions().map(|revision| revision.id.clone()).collect(),
            files: revisions().map(|revision| revision.path.clone()).collect(),
        });
    }
}

/// Labels are names like ids: one that is an id as well would mean two revisions.
fn labels<'a>(
    draft: &'a DiGraph<RevisionFile, Link>,
    ids: &Names<'a>,
    errors: &mut Vec<GraphError>,
) -> Names<'a> {
    let mut labels = Names::new();
    for node in draft.node_indices() {
        for label in &draft[node].revision.branch_labels {
            labels.entry(label).or_default().push(node);
        }
    }
    for (label, nodes) in &mut labels {
        nodes.extend(ids.get(label).into_iter().flatten());
        if nodes.len() > 1 {
            let files = nodes.iter().map(|node| draft[*node].revision.path.clone()).collect();
            errors.push(GraphError::DuplicateLabel { label: (*label).to_owned(), files });
        }
    }
    let mut names = ids.clone();
    names.extend(labels);
    names
}

fn missing_parent(file: &RevisionFile, parent: &RevisionId, ids: &Names<'_>) -> GraphError {
    GraphError::MissingParent {
        file: file.revision.path.clone(),
        line: file.header_line("revises"),
        id: file.revision.id.clone(),
        parent: parent.clone(),
        nearest: nearest(parent.as_str(), ids.keys().copied()).map(str::to_owned),
    }
}

fn missing_dependency(file: &RevisionFile, dependency: &str, names: &Names<'_>) -> GraphError {
    GraphError::MissingDependency {
        file: file.revision.path.clone(),
        line: file.header_line("depends_on"),
        id: file.revision.id.clone(),
        dependency: dependency.to_owned(),
        nearest: nearest(dependency, names.keys().copied()).map(str::to_owned),
    }
}

fn cycles(draft: &DiGraph<RevisionFile, Link>, errors: &mut Vec<GraphError>) {
    // Not Tarjan's: petgraph 0.8 writes that one recursively, and a long history overflows the stack.
    for mut circle in kosaraju_scc(draft) {
        circle.sort();
        let alone = circle.len() == 1;
        if alone && !circle.iter().any(|node| draft.contains_edge(*node, *node)) {
            continue;
        }
        let revisions = || circle.iter().map(|node| &draft[*node].revision);
        errors.push(GraphError::Cycle {
            ids: revisions().map(|revision| revision.id.clone()).collect(),
            files: revisions().map(|revision| revision.path.clone()).collect(),
        });
    }
}
