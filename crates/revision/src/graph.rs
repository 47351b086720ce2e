//! Which revision builds on which.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use petgraph::{algo::tarjan_scc, graphmap::DiGraphMap};

use crate::{RevisionFile, RevisionId};

/// The revisions of a project, each after those it builds on.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    files: Vec<RevisionFile>,
    places: BTreeMap<RevisionId, usize>,
    /// From a revision to those it builds on or depends on.
    needs: DiGraphMap<usize, Need>,
}

/// Why one revision needs another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Parent,
    Dependency,
}

/// What is wrong with the revisions of a directory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GraphError {
    /// Two files, one id.
    #[error("{} and {} are both revision `{id}`", first.display(), second.display())]
    Duplicate {
        /// The id.
        id: RevisionId,
        /// One file.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// A revision nobody has.
    #[error("{}: revision `{id}` needs `{missing}`, which no file has", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
        /// Its id.
        id: RevisionId,
        /// What it needs.
        missing: RevisionId,
    },
    /// Revisions that build on each other.
    #[error("revisions build on each other in a circle: {}", files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", "))]
    Circle {
        /// Their files.
        files: Vec<PathBuf>,
    },
    /// Two branches of one name.
    #[error("{} and {} both have the branch label `{label}`", first.display(), second.display())]
    Label {
        /// The label.
        label: String,
        /// One file.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
}

impl Graph {
    /// Puts the revisions in order, or says everything that is wrong with them.
    pub fn new(mut files: Vec<RevisionFile>) -> Result<Self, Vec<GraphError>> {
        files.sort_by(|a, b| (&a.revision.id, &a.revision.path).cmp(&(&b.revision.id, &b.revision.path)));
        let mut errors = clashes(&files);
        let places: BTreeMap<RevisionId, usize> =
            files.iter().enumerate().map(|(at, file)| (file.revision.id.clone(), at)).collect();
        let mut needs = DiGraphMap::new();
        for (at, file) in files.iter().enumerate() {
            needs.add_node(at);
            let revision = &file.revision;
            let parents = revision.parents.iter().map(|id| (id, Need::Parent));
            for (id, need) in parents.chain(revision.depends_on.iter().map(|id| (id, Need::Dependency))) {
                match places.get(id) {
                    Some(other) => drop(needs.add_edge(at, *other, need)),
                    None => errors.push(GraphError::Missing {
                        path: revision.path.clone(),
                        id: revision.id.clone(),
                        missing: id.clone(),
                    }),
                }
            }
        }
        // Components come out with those that others need first.
        let components = tarjan_scc(&needs);
        for circle in components.iter().filter(|circle| is_circle(circle, &needs)) {
            let mut paths: Vec<PathBuf> = circle
                .iter()
                .filter_map(|at| files.get(*at))
                .map(|file| file.revision.path.clone())
                .collect();
            paths.sort();
            errors.push(GraphError::Circle { files: paths });
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Self::in_order(files, &components.concat(), &needs))
    }

    /// The same graph with every revision behind those it needs.
    fn in_order(files: Vec<RevisionFile>, order: &[usize], needs: &DiGraphMap<usize, Need>) -> Self {
        let new_place: BTreeMap<usize, usize> =
            order.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        let place = |old: usize| new_place.get(&old).copied().unwrap_or(old);
        let mut moved = DiGraphMap::new();
        (0..files.len()).for_each(|at| {
            moved.add_node(at);
        });
        for (from, to, need) in needs.all_edges() {
            moved.add_edge(place(from), place(to), *need);
        }
        let mut placed: Vec<(usize, RevisionFile)> =
            files.into_iter().enumerate().map(|(old, file)| (place(old), file)).collect();
        placed.sort_by_key(|(at, _)| *at);
        let files: Vec<RevisionFile> = placed.into_iter().map(|(_, file)| file).collect();
        let places = files.iter().enumerate().map(|(at, file)| (file.revision.id.clone(), at)).collect();
        Self { files, places, needs: moved }
    }

    /// Whether there are no revisions.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The revision of that id.
    pub fn get(&self, id: &RevisionId) -> Option<&RevisionFile> {
        self.places.get(id).and_then(|at| self.files.get(*at))
    }

    /// Every revision, each behind those it needs.
    pub fn oldest_first(&self) -> impl DoubleEndedIterator<Item = &RevisionFile> {
        self.files.iter()
    }

    /// Every revision, each in front of those it needs.
    pub fn newest_first(&self) -> Vec<&RevisionFile> {
        self.files.iter().rev().collect()
    }

    /// The revisions nothing builds on, sorted.
    pub fn heads(&self) -> Vec<RevisionId> {
        self.tops(&self.files.iter().map(|file| file.revision.id.clone()).collect())
    }

    /// Those of a set that no other of it builds on, sorted: what the version table holds.
    pub fn tops(&self, of: &BTreeSet<RevisionId>) -> Vec<RevisionId> {
        let parents: BTreeSet<&RevisionId> =
            of.iter().filter_map(|id| self.get(id)).flat_map(|file| &file.revision.parents).collect();
        of.iter().filter(|id| !parents.contains(id)).cloned().collect()
    }

    /// The revisions themselves with all they need.
    pub fn ancestors(&self, of: &[RevisionId]) -> BTreeSet<RevisionId> {
        self.reached(of, petgraph::Direction::Outgoing)
    }

    /// The revisions themselves with all that need them.
    pub fn descendants(&self, of: &[RevisionId]) -> BTreeSet<RevisionId> {
        self.reached(of, petgraph::Direction::Incoming)
    }

    fn reached(&self, of: &[RevisionId], direction: petgraph::Direction) -> BTreeSet<RevisionId> {
        let mut open: Vec<usize> = of.iter().filter_map(|id| self.places.get(id).copied()).collect();
        let mut seen: BTreeSet<usize> = open.iter().copied().collect();
        while let Some(at) = open.pop() {
            for next in self.needs.neighbors_directed(at, direction) {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        seen.into_iter().filter_map(|at| self.files.get(at)).map(|file| file.revision.id.clone()).collect()
    }

    /// The ids that start so.
    pub(crate) fn starting_with(&self, start: &str) -> Vec<RevisionId> {
        self.places.keys().filter(|id| id.as_str().starts_with(start)).cloned().collect()
    }

    /// The revision that has the label.
    pub(crate) fn labelled(&self, label: &str) -> Option<&RevisionFile> {
        self.files.iter().find(|file| file.revision.branch_labels.iter().any(|other| other == label))
    }
}

/// Ids and labels that stand twice; `files` are sorted by id.
fn clashes(files: &[RevisionFile]) -> Vec<GraphError> {
    let mut errors = Vec::new();
    for pair in files.windows(2) {
        if let [first, second] = pair
            && first.revision.id == second.revision.id
        {
            let (first, second) = (&first.revision, &second.revision);
            errors.push(GraphError::Duplicate {
                id: first.id.clone(),
                first: first.path.clone(),
                second: second.path.clone(),
            });
        }
    }
    let mut labels: BTreeMap<&str, &RevisionFile> = BTreeMap::new();
    for file in files {
        for label in &file.revision.branch_labels {
            if let Some(first) = labels.insert(label, file) {
                errors.push(GraphError::Label {
                    label: label.clone(),
                    first: first.revision.path.clone(),
                    second: file.revision.path.clone(),
                });
            }
        }
    }
    errors
}

fn is_circle(component: &[usize], needs: &DiGraphMap<usize, Need>) -> bool {
    match component {
        [only] => needs.contains_edge(*only, *only),
        _ => true,
    }
}
