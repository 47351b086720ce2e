//! Looking at the revisions of a project. Only what speaks of `current` asks the database, and it writes nothing.

use std::path::PathBuf;

use limbeck_revision::{Graph, Revision, RevisionFile, RevisionId, Standing};

use crate::{EngineError, Project, migrate, revisions};

/// A revision, and where it stands among the others.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The revision.
    pub revision: Revision,
    /// Whether it is a head, and whether the history parts or joins there.
    pub standing: Standing,
    /// Whether the database is at it; false where it was not asked.
    pub is_current: bool,
    /// The branches with a name that it is on.
    pub branches: Vec<String>,
    /// What builds on it.
    pub children: Vec<RevisionId>,
}

/// Revisions of a project, the newest first.
#[derive(Debug, Clone)]
pub struct History {
    /// The newest first.
    pub entries: Vec<Entry>,
    /// Those nothing builds or depends on.
    pub heads: Vec<RevisionId>,
    /// Where the database is, where it was asked.
    pub current: Option<Vec<RevisionId>>,
}

/// All revisions, or those of a range: `A:B`, `A:`, `:B`, both ends included. With `with_current` it also
/// asks the database where it is, as a range does that speaks of `current`.
pub fn history(project: &Project, range: Option<&str>, with_current: bool) -> Result<History, EngineError> {
    let graph = revisions::load(project)?;
    let asks = with_current || range.is_some_and(|range| range.contains("current"));
    let current = if asks { Some(migrate::current(project)?.revisions) } else { None };
    let files = match range {
        Some(range) => graph.range(range, current.as_deref().unwrap_or_default())?,
        None => graph.newest_first(),
    };
    Ok(listed(&graph, files, current))
}

/// The heads. With `of_branches` also those that end a branch another one depends on: a database that is at
/// the heads has run them, but has no row of them.
pub fn heads(project: &Project, of_branches: bool) -> Result<History, EngineError> {
    let graph = revisions::load(project)?;
    let heads = if of_branches { graph.branch_heads() } else { graph.heads() };
    Ok(listed(&graph, heads.iter().filter_map(|id| graph.get(id)), None))
}

/// Revisions with their whole text.
pub fn show(project: &Project, text: &str) -> Result<Vec<(Entry, String)>, EngineError> {
    let graph = revisions::load(project)?;
    let (files, current) = meant(project, &graph, text)?;
    let texts: Vec<String> = files.iter().map(|file| file.text().to_owned()).collect();
    Ok(listed(&graph, files, current).entries.into_iter().zip(texts).collect())
}

/// The files of revisions.
pub fn paths(project: &Project, text: &str) -> Result<Vec<PathBuf>, EngineError> {
    let graph = revisions::load(project)?;
    let (files, _) = meant(project, &graph, text)?;
    if files.is_empty() {
        return Err(EngineError::NoRevisions { text: text.to_owned() });
    }
    Ok(files.into_iter().map(|file| file.revision.path.clone()).collect())
}

/// What a typed place means, and where the database is if it speaks of that.
fn meant<'g>(
    project: &Project,
    graph: &'g Graph,
    text: &str,
) -> Result<(Vec<&'g RevisionFile>, Option<Vec<RevisionId>>), EngineError> {
    let current = if text.contains("current") { Some(migrate::current(project)?.revisions) } else { None };
    let ids = graph.resolve(text, current.as_deref().unwrap_or_default())?;
    Ok((ids.iter().filter_map(|id| graph.get(id)).collect(), current))
}

/// Revisions of a graph as entries, in the order they come.
pub(crate) fn listed<'g>(
    graph: &'g Graph,
    files: impl IntoIterator<Item = &'g RevisionFile>,
    current: Option<Vec<RevisionId>>,
) -> History {
    let names = graph.branch_names();
    let entry = |file: &'g RevisionFile| {
        let id = &file.revision.id;
        let branches = names.get(id).into_iter().flatten().map(|name| (*name).to_owned());
        Some(Entry {
            revision: file.revision.clone(),
            standing: graph.standing(id)?,
            is_current: current.as_ref().is_some_and(|current| current.contains(id)),
            branches: branches.collect(),
            children: graph.children(id),
        })
    };
    let entries = files.into_iter().filter_map(entry).collect();
    History { entries, heads: graph.heads(), current }
}
