//! Documents for programs. Each carries the version of its form; a field may be added within a version,
//! never changed or taken away.

mod object;
mod schema;

pub(crate) use schema::SchemaJson;

use limbeck_engine::{
    ChangeAction, ChangeLine, CheckReport, Current, Difference, History, Moved, WrittenRevision,
};
use limbeck_revision::{Revision, RevisionId};
use serde::Serialize;

/// The form of every document here.
const VERSION: u32 = 1;

#[derive(Serialize)]
pub(crate) struct ChangeJson {
    action: &'static str,
    kind: &'static str,
    object: String,
    part: Option<String>,
    detail: String,
}

impl From<&ChangeLine> for ChangeJson {
    fn from(line: &ChangeLine) -> Self {
        Self {
            action: match line.action {
                ChangeAction::Add => "add",
                ChangeAction::Drop => "drop",
                ChangeAction::Change => "change",
                ChangeAction::Rename => "rename",
            },
            kind: line.kind,
            object: line.object.clone(),
            part: line.part.clone(),
            detail: line.detail.clone(),
        }
    }
}

fn changes(lines: &[ChangeLine]) -> Vec<ChangeJson> {
    lines.iter().map(ChangeJson::from).collect()
}

fn ids(ids: &[RevisionId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

#[derive(Serialize)]
pub(crate) struct CheckJson {
    version: u32,
    agrees: bool,
    current: Vec<String>,
    heads: Vec<String>,
    changes: Vec<ChangeJson>,
}

impl From<&CheckReport> for CheckJson {
    fn from(report: &CheckReport) -> Self {
        Self {
            version: VERSION,
            agrees: report.agrees(),
            current: ids(&report.current),
            heads: ids(&report.heads),
            changes: changes(&report.changes),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct DiffJson {
    version: u32,
    changes: Vec<ChangeJson>,
    statements: Vec<String>,
}

impl From<&Difference> for DiffJson {
    fn from(difference: &Difference) -> Self {
        Self {
            version: VERSION,
            changes: changes(&difference.changes),
            statements: difference.statements.iter().map(|statement| statement.sql.clone()).collect(),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct CurrentJson {
    version: u32,
    current: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heads: Option<Vec<String>>,
}

impl CurrentJson {
    pub(crate) fn after(moved: &Moved) -> Self {
        Self { version: VERSION, current: ids(&moved.after), before: Some(ids(&moved.before)), heads: None }
    }
}

impl From<&Current> for CurrentJson {
    fn from(current: &Current) -> Self {
        Self {
            version: VERSION,
            current: ids(&current.revisions),
            before: None,
            heads: Some(ids(&current.heads)),
        }
    }
}

#[derive(Serialize)]
struct RevisionJson {
    revision: String,
    revises: Vec<String>,
    depends_on: Vec<String>,
    branch_labels: Vec<String>,
    message: String,
    created: Option<String>,
    path: String,
}

impl From<&Revision> for RevisionJson {
    fn from(revision: &Revision) -> Self {
        Self {
            revision: revision.id.to_string(),
            revises: ids(&revision.parents),
            depends_on: revision.depends_on.iter().map(ToString::to_string).collect(),
            branch_labels: revision.branch_labels.iter().map(ToString::to_string).collect(),
            message: revision.message.clone(),
            created: revision.created.clone(),
            path: revision.path.display().to_string(),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct ShownJson {
    version: u32,
    revisions: Vec<RevisionJson>,
}

impl ShownJson {
    pub(crate) fn new<'a>(shown: impl Iterator<Item = &'a Revision>) -> Self {
        Self { version: VERSION, revisions: shown.map(RevisionJson::from).collect() }
    }
}

#[derive(Serialize)]
pub(crate) struct HistoryJson {
    version: u32,
    heads: Vec<String>,
    current: Option<Vec<String>>,
    revisions: Vec<RevisionJson>,
}

impl From<&History> for HistoryJson {
    fn from(history: &History) -> Self {
        Self {
            version: VERSION,
            heads: ids(&history.heads),
            current: history.current.as_deref().map(ids),
            revisions: history.revisions.iter().map(RevisionJson::from).collect(),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct WrittenJson {
    version: u32,
    path: Option<String>,
    /// The revision that had to come first, where one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<String>,
    changes: Vec<ChangeJson>,
}

impl WrittenJson {
    pub(crate) fn new(
        written: &WrittenRevision,
        first: Option<&WrittenRevision>,
        lines: &[ChangeLine],
    ) -> Self {
        let path = |written: &WrittenRevision| written.path.display().to_string();
        Self { version: VERSION, path: Some(path(written)), first: first.map(path), changes: changes(lines) }
    }

    pub(crate) fn nothing() -> Self {
        Self { version: VERSION, path: None, first: None, changes: Vec::new() }
    }
}
