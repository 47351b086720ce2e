//! Documents for programs. Each carries the version of its form; a field may be added within a version,
//! never changed or taken away.

mod object;
mod revision;
mod schema;

pub(crate) use revision::{CurrentJson, EditedJson, HalfDoneJson, HistoryJson, ScriptJson, VersionTableJson};
pub(crate) use schema::SchemaJson;

use limbeck_engine::{
    ChangeAction, ChangeLine, CheckReport, Difference, LintFinding, ReplayFinding, ReplayReport,
    WrittenRevision,
};
use limbeck_revision::{Direction, RevisionId};
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
    half_done: Option<HalfDoneJson>,
    changes: Vec<ChangeJson>,
}

impl From<&CheckReport> for CheckJson {
    fn from(report: &CheckReport) -> Self {
        Self {
            version: VERSION,
            agrees: report.agrees(),
            current: ids(&report.current),
            heads: ids(&report.heads),
            half_done: report.half_done.as_ref().map(HalfDoneJson::from),
            changes: changes(&report.changes),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct ReplayJson {
    version: u32,
    agrees: bool,
    heads: Vec<String>,
    replayed: usize,
    findings: Vec<ReplayFindingJson>,
    changes: Vec<ChangeJson>,
}

#[derive(Serialize)]
struct ReplayFindingJson {
    revision: String,
    path: String,
    line: usize,
    direction: &'static str,
    error: Option<String>,
    remains: Vec<ChangeJson>,
}

impl From<&ReplayReport> for ReplayJson {
    fn from(report: &ReplayReport) -> Self {
        let finding = |finding: &ReplayFinding| ReplayFindingJson {
            revision: finding.revision.id.to_string(),
            path: finding.revision.path.display().to_string(),
            line: finding.line,
            direction: match finding.direction {
                Direction::Upgrade => "upgrade",
                Direction::Downgrade => "downgrade",
            },
            error: finding.error.clone(),
            remains: changes(&finding.remains),
        };
        Self {
            version: VERSION,
            agrees: report.agrees(),
            heads: ids(&report.heads),
            replayed: report.replayed,
            findings: report.findings.iter().map(finding).collect(),
            changes: changes(&report.changes),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct LintJson {
    version: u32,
    findings: Vec<LintFindingJson>,
}

#[derive(Serialize)]
struct LintFindingJson {
    revision: String,
    path: String,
    line: usize,
    code: String,
    name: String,
    message: String,
}

impl From<&[LintFinding]> for LintJson {
    fn from(findings: &[LintFinding]) -> Self {
        let finding = |finding: &LintFinding| LintFindingJson {
            revision: finding.revision.to_string(),
            path: finding.path.display().to_string(),
            line: finding.line,
            code: finding.code.clone(),
            name: finding.name.clone(),
            message: finding.message.clone(),
        };
        Self { version: VERSION, findings: findings.iter().map(finding).collect() }
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

/// What `init` can set up.
#[derive(Serialize)]
pub(crate) struct LayoutsJson {
    version: u32,
    layouts: Vec<LayoutJson>,
}

#[derive(Serialize)]
struct LayoutJson {
    name: String,
    description: String,
}

impl LayoutsJson {
    pub(crate) fn new(layouts: impl IntoIterator<Item = (String, String)>) -> Self {
        let layouts = layouts.into_iter().map(|(name, description)| LayoutJson { name, description });
        Self { version: VERSION, layouts: layouts.collect() }
    }
}
