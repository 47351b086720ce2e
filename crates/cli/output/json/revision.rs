//! Revisions, and where a database is among them, as documents.

use std::path::{Path, PathBuf};

use limbeck_engine::{Current, Entry, History, Moved};
use limbeck_revision::{Direction, HalfDone};
use serde::Serialize;

use super::{VERSION, ids};

/// `current`; and what `upgrade`, `downgrade` and `stamp` came to.
#[derive(Serialize)]
pub(crate) struct CurrentJson {
    version: u32,
    current: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heads: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_at_head: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    half_done: Option<HalfDoneJson>,
}

impl CurrentJson {
    pub(crate) fn after(moved: &Moved) -> Self {
        Self {
            version: VERSION,
            current: ids(&moved.after),
            before: Some(ids(&moved.before)),
            heads: None,
            is_at_head: None,
            half_done: None,
        }
    }
}

impl From<&Current> for CurrentJson {
    fn from(current: &Current) -> Self {
        Self {
            version: VERSION,
            current: ids(&current.revisions),
            before: None,
            heads: Some(ids(&current.heads)),
            is_at_head: Some(current.is_at_head()),
            half_done: current.half_done.as_ref().map(HalfDoneJson::from),
        }
    }
}

/// A revision that was cut off between its statements.
#[derive(Serialize)]
pub(crate) struct HalfDoneJson {
    revision: String,
    direction: &'static str,
    statements_done: usize,
}

impl From<&HalfDone> for HalfDoneJson {
    fn from(half_done: &HalfDone) -> Self {
        Self {
            revision: half_done.id.to_string(),
            direction: match half_done.direction {
                Direction::Upgrade => "upgrade",
                Direction::Downgrade => "downgrade",
            },
            statements_done: half_done.done,
        }
    }
}

#[derive(Serialize)]
struct RevisionJson {
    revision: String,
    revises: Vec<String>,
    depends_on: Vec<String>,
    branch_labels: Vec<String>,
    /// All branches with a name that it is on; `branch_labels` are those it gives itself.
    branches: Vec<String>,
    children: Vec<String>,
    is_head: bool,
    is_effective_head: bool,
    is_branchpoint: bool,
    is_mergepoint: bool,
    message: String,
    created: Option<String>,
    path: String,
    /// The whole file, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

impl From<&Entry> for RevisionJson {
    fn from(entry: &Entry) -> Self {
        let (revision, standing) = (&entry.revision, entry.standing);
        Self {
            revision: revision.id.to_string(),
            revises: ids(&revision.parents),
            depends_on: revision.depends_on.clone(),
            branch_labels: revision.branch_labels.clone(),
            branches: entry.branches.clone(),
            children: ids(&entry.children),
            is_head: standing.is_head,
            is_effective_head: standing.is_effective_head,
            is_branchpoint: standing.is_branchpoint,
            is_mergepoint: standing.is_mergepoint,
            message: revision.message.clone(),
            created: revision.created.clone(),
            path: revision.path.display().to_string(),
            text: None,
        }
    }
}

/// `history`, `heads`, `branches` and `show`.
#[derive(Serialize)]
pub(crate) struct HistoryJson {
    version: u32,
    heads: Option<Vec<String>>,
    current: Option<Vec<String>>,
    revisions: Vec<RevisionJson>,
}

impl HistoryJson {
    pub(crate) fn shown(shown: &[(Entry, String)]) -> Self {
        let revision =
            |(entry, text): &(Entry, String)| RevisionJson { text: Some(text.clone()), ..entry.into() };
        Self { version: VERSION, heads: None, current: None, revisions: shown.iter().map(revision).collect() }
    }
}

impl From<&History> for HistoryJson {
    fn from(history: &History) -> Self {
        Self {
            version: VERSION,
            heads: Some(ids(&history.heads)),
            current: history.current.as_deref().map(ids),
            revisions: history.entries.iter().map(RevisionJson::from).collect(),
        }
    }
}

/// A script for the database's own client.
#[derive(Serialize)]
pub(crate) struct ScriptJson<'a> {
    version: u32,
    sql: &'a str,
}

impl<'a> ScriptJson<'a> {
    pub(crate) fn new(sql: &'a str) -> Self {
        Self { version: VERSION, sql }
    }
}

/// `ensure-version`.
#[derive(Serialize)]
pub(crate) struct VersionTableJson<'a> {
    version: u32,
    version_table: &'a str,
    is_new: bool,
}

impl<'a> VersionTableJson<'a> {
    pub(crate) fn new(version_table: &'a str, is_new: bool) -> Self {
        Self { version: VERSION, version_table, is_new }
    }
}

/// `edit`.
#[derive(Serialize)]
pub(crate) struct EditedJson {
    version: u32,
    paths: Vec<String>,
}

impl EditedJson {
    pub(crate) fn new(paths: &[PathBuf]) -> Self {
        let path = |path: &PathBuf| Path::display(path).to_string();
        Self { version: VERSION, paths: paths.iter().map(path).collect() }
    }
}
