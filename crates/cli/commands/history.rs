//! `history`, `heads`, `branches` and `show`.

use std::collections::BTreeMap;

use limbeck_engine::{Entry, History, Project};

use crate::{
    Exit,
    output::{self, Failure, HistoryJson, Output},
};

pub(crate) fn history(
    range: Option<&str>,
    indicate_current: bool,
    project: &Project,
    output: &Output,
) -> Result<Exit, Failure> {
    list(&limbeck_engine::history(project, range, indicate_current)?, output, output::history_line)
}

/// The heads; those that end a branch which another depends on are told to whoever asks for more, unless
/// dependencies are to count.
pub(crate) fn heads(resolve_dependencies: bool, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let of_branches = output.verbose && !resolve_dependencies;
    list(&limbeck_engine::heads(project, of_branches)?, output, output::marked)
}

pub(crate) fn branches(project: &Project, output: &Output) -> Result<Exit, Failure> {
    let all = limbeck_engine::history(project, None, false)?;
    let is_branchpoint = |entry: &&Entry| entry.standing.is_branchpoint;
    let branchpoints: Vec<&Entry> = all.entries.iter().filter(is_branchpoint).collect();
    if output.is_json() || output.verbose {
        let entries = branchpoints.into_iter().cloned().collect();
        return list(&History { entries, ..all }, output, output::marked);
    }
    let by_id: BTreeMap<_, _> = all.entries.iter().map(|entry| (&entry.revision.id, entry)).collect();
    let text = |entry: &&Entry| {
        let children: Vec<&Entry> = entry.children.iter().filter_map(|id| by_id.get(id).copied()).collect();
        output::branch_text(entry, &children)
    };
    if !branchpoints.is_empty() {
        output.data(&branchpoints.iter().map(text).collect::<Vec<_>>().join("\n"));
    }
    Ok(Exit::Done)
}

fn list(history: &History, output: &Output, line: impl Fn(&Entry) -> String) -> Result<Exit, Failure> {
    if output.is_json() {
        output.json(&HistoryJson::from(history))?;
        return Ok(Exit::Done);
    }
    let told = |entry: &Entry| if output.verbose { output::revision_text(entry) } else { line(entry) };
    if !history.entries.is_empty() {
        output.data(&history.entries.iter().map(told).collect::<Vec<_>>().join("\n"));
    }
    Ok(Exit::Done)
}

pub(crate) fn show(revision: &str, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let shown = limbeck_engine::show(project, revision)?;
    if output.is_json() {
        output.json(&HistoryJson::shown(&shown))?;
        return Ok(Exit::Done);
    }
    let text = |(entry, text): &(Entry, String)| format!("{}\n{text}", output::revision_text(entry));
    if !shown.is_empty() {
        output.data(&shown.iter().map(text).collect::<Vec<_>>().join("\n"));
    }
    Ok(Exit::Done)
}
