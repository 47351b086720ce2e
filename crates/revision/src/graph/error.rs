//! What can be wrong with the files of a project as a whole.

use std::path::PathBuf;

use crate::{RevisionId, id::list};

/// Why files form no graph.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GraphError {
    /// An id that means two files.
    #[error("revision `{id}` is in several files: {}: give each its own id", paths(files))]
    DuplicateId {
        /// The id.
        id: RevisionId,
        /// The files.
        files: Vec<PathBuf>,
    },
    /// Ids that differ only in the case of their letters, which MySQL and some file systems do not tell apart.
    #[error(
        "revisions {} differ only in upper and lower case, which MySQL and some file systems do not tell apart: {}: give one of them another id",
        list(ids),
        paths(files)
    )]
    SameButForCase {
        /// The ids.
        ids: Vec<RevisionId>,
        /// Their files, in the same order.
        files: Vec<PathBuf>,
    },
    /// A name that means two revisions.
    #[error("branch label `{label}` is taken twice: {}: rename one of them", paths(files))]
    DuplicateLabel {
        /// The label.
        label: String,
        /// The files that have it as a label or as their id.
        files: Vec<PathBuf>,
    },
    /// A parent that is not there.
    #[error("{}:{line}: `{id}` revises `{parent}`, which no file has{}", file.display(), meant(nearest.as_ref()))]
    MissingParent {
        /// The file.
        file: PathBuf,
        /// The line that says so, from 1.
        line: usize,
        /// Its revision.
        id: RevisionId,
        /// What it revises.
        parent: RevisionId,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A dependency that is not there.
    #[error("{}:{line}: `{id}` depends on `{dependency}`, which no file has as its id or label{}", file.display(), meant(nearest.as_ref()))]
    MissingDependency {
        /// The file.
        file: PathBuf,
        /// The line that says so, from 1.
        line: usize,
        /// Its revision.
        id: RevisionId,
        /// What it depends on.
        dependency: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// Revisions that wait for each other.
    #[error("{} build on each other in a circle: {}: one of them must let go", list(ids), paths(files))]
    Cycle {
        /// The revisions.
        ids: Vec<RevisionId>,
        /// Their files, in the same order.
        files: Vec<PathBuf>,
    },
}

fn paths(files: &[PathBuf]) -> String {
    files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn meant(nearest: Option<&String>) -> String {
    nearest.map_or_else(
        || ": restore the file, or correct the header".to_owned(),
        |nearest| format!(": did you mean `{nearest}`?"),
    )
}
