//! Revision files: a header in comments, and two sections of SQL.

use std::path::{Path, PathBuf};

use limbeck_lex::position;

use crate::{IdError, RevisionId};

/// What the header of a revision file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its id.
    pub id: RevisionId,
    /// The revisions it builds on: none for a base, several for a merge.
    pub parents: Vec<RevisionId>,
    /// Revisions that must have run before.
    pub depends_on: Vec<RevisionId>,
    /// Names for the branch it begins.
    pub branch_labels: Vec<String>,
    /// What it is for.
    pub message: String,
    /// When it was written, as the header has it.
    pub created: Option<String>,
    /// Whether it runs in one transaction.
    pub transactional: bool,
    /// The file.
    pub path: PathBuf,
}

/// The SQL of one direction, and where it stands in the file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The text between the markers.
    pub text: String,
    /// Where it starts.
    pub start: usize,
}

/// A revision file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionFile {
    /// The header.
    pub revision: Revision,
    /// The way there.
    pub upgrade: Section,
    /// The way back.
    pub downgrade: Section,
    /// The whole text.
    pub text: String,
}

/// What is wrong with a revision file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {problem}", path.display())]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub problem: String,
}

const UPGRADE: &str = "-- limbeck:upgrade";
const DOWNGRADE: &str = "-- limbeck:downgrade";
const KEYS: [&str; 6] = ["revision", "revises", "created", "branch_labels", "depends_on", "transaction"];

impl RevisionFile {
    /// Reads a file. `path` is only for messages.
    pub fn parse(path: &Path, text: &str) -> Result<Self, FileError> {
        let fail = |offset: usize, problem: String| FileError {
            path: path.to_owned(),
            line: position(text, offset).line,
            problem,
        };
        let (upgrade_line, upgrade_start) =
            marker(text, UPGRADE).map_err(|(at, problem)| fail(at, problem))?;
        let (downgrade_line, downgrade_start) =
            marker(text, DOWNGRADE).map_err(|(at, problem)| fail(at, problem))?;
        let header = header(text, upgrade_line.min(downgrade_line), path)
            .map_err(|(at, problem)| fail(at, problem))?;
        let section = |start: usize, next: usize| Section {
            text: text
                .get(start..if next > start { next } else { text.len() })
                .unwrap_or_default()
                .to_owned(),
            start,
        };
        Ok(Self {
            revision: header,
            upgrade: section(upgrade_start, downgrade_line),
            downgrade: section(downgrade_start, upgrade_line),
            text: text.to_owned(),
        })
    }
}

type Wrong = (usize, String);

/// Where the marker's line starts, and where the section behind it does.
fn marker(text: &str, marker: &str) -> Result<(usize, usize), Wrong> {
    let mut found = lines(text).filter(|(_, line)| line.trim_end() == marker);
    match (found.next(), found.next()) {
        (Some((start, line)), None) => Ok((start, start + line.len())),
        (Some(_), Some((again, _))) => Err((again, format!("the line `{marker}` stands twice"))),
        (None, _) => {
            Err((text.len(), format!("the line `{marker}` is missing: each direction stands behind its own")))
        }
    }
}

/// Lines with their ends, and where they start.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line)
    })
}

fn header(text: &str, end: usize, path: &Path) -> Result<Revision, Wrong> {
    let mut message: Vec<&str> = Vec::new();
    let mut id = None;
    let mut revision = Revision {
        id: RevisionId::stored(String::new()),
        parents: Vec::new(),
        depends_on: Vec::new(),
        branch_labels: Vec::new(),
        message: String::new(),
        created: None,
        transactional: true,
        path: path.to_owned(),
    };
    let mut seen: Vec<&str> = Vec::new();
    let mut message_ended = false;
    for (at, line) in lines(text.get(..end).unwrap_or_default()) {
        let line = line.trim_start_matches('\u{feff}').trim_end();
        let Some(comment) = line.strip_prefix("--") else {
            if line.trim().is_empty() {
                continue;
            }
            return Err((at, format!("SQL stands in front of `{UPGRADE}`, where only comments may")));
        };
        let comment = comment.trim();
        // The message comes first; its end is the first key or empty comment. It may hold a colon.
        message_ended |= comment.is_empty() || key_of(comment).is_some();
        let is_message = !message_ended;
        if is_message {
            message.push(comment);
            continue;
        }
        let Some((key, value)) = comment.split_once(':').filter(|_| !comment.is_empty()) else { continue };
        let key = key.trim();
        if !key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
            continue;
        }
        if seen.contains(&key) {
            return Err((at, format!("the key `{key}` stands twice")));
        }
        seen.push(key);
        let wrong = |error: IdError| (at, error.to_string());
        match key {
            "revision" => id = Some(value.trim().parse().map_err(wrong)?),
            "revises" => revision.parents = ids(value).map_err(wrong)?,
            "depends_on" => revision.depends_on = ids(value).map_err(wrong)?,
            "branch_labels" => revision.branch_labels = list(value).map(str::to_owned).collect(),
            "created" => revision.created = Some(value.trim().to_owned()),
            "transaction" if value.trim() == "none" => revision.transactional = false,
            "transaction" => return Err((at, "the only value of `transaction` is `none`".to_owned())),
            other => return Err((at, unknown(other))),
        }
    }
    revision.message = message.join("\n");
    revision.id = id.ok_or_else(|| (0, "the line `-- revision: ID` is missing".to_owned()))?;
    Ok(revision)
}

fn key_of(comment: &str) -> Option<&str> {
    let (key, _) = comment.split_once(':')?;
    KEYS.into_iter().find(|known| *known == key.trim())
}

fn unknown(key: &str) -> String {
    let near = KEYS
        .into_iter()
        .find(|known| known.starts_with(key) || key.starts_with(*known) || known.replace('_', "-") == key);
    match near {
        Some(near) => format!("`{key}` is no key of a revision; is `{near}` meant?"),
        None => format!("`{key}` is no key of a revision: those are {}", KEYS.join(", ")),
    }
}

fn list(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|item| !item.is_empty())
}

fn ids(value: &str) -> Result<Vec<RevisionId>, IdError> {
    list(value).map(str::parse).collect()
}
