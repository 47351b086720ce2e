//! `history`, `heads` and `show`.

use limbeck_engine::{History, Project};
use limbeck_revision::Revision;

use crate::{
    Exit,
    output::{self, Failure, HistoryJson, Output, ShownJson},
};

pub(crate) fn history(
    range: Option<&str>,
    indicate_current: bool,
    project: &Project,
    output: &Output,
) -> Result<Exit, Failure> {
    let asks_database = indicate_current || range.is_some_and(|range| range.contains("current"));
    let mut history = limbeck_engine::history(project, asks_database)?;
    if let Some(range) = range {
        history.revisions = limbeck_engine::history_range(project, range, history.current.as_deref())?;
    }
    list(&history, output)
}

pub(crate) fn heads(project: &Project, output: &Output) -> Result<Exit, Failure> {
    let mut history = limbeck_engine::history(project, false)?;
    let heads = history.heads.clone();
    history.revisions.retain(|revision| heads.contains(&revision.id));
    if output.is_json() || output.verbose {
        return list(&history, output);
    }
    let line = |revision: &Revision| format!("{} (head)\n", revision.id);
    output.data(&history.revisions.iter().map(line).collect::<String>());
    Ok(Exit::Done)
}

fn list(history: &History, output: &Output) -> Result<Exit, Failure> {
    if output.is_json() {
        output.json(&HistoryJson::from(history))?;
        return Ok(Exit::Done);
    }
    let line = |revision: &Revision| {
        if output.verbose {
            output::revision_text(revision)
        } else {
            output::history_line(revision, &history.heads, history.current.as_deref())
        }
    };
    output.data(&history.revisions.iter().map(line).collect::<Vec<_>>().join("\n"));
    Ok(Exit::Done)
}

pub(crate) fn show(revision: &str, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let shown = limbeck_engine::show(project, revision)?;
    if output.is_json() {
        output.json(&ShownJson::new(shown.iter().map(|(revision, _)| revision)))?;
        return Ok(Exit::Done);
    }
    let text = |(revision, text): &(Revision, String)| format!("{}\n{text}", output::revision_text(revision));
    output.data(&shown.iter().map(text).collect::<Vec<_>>().join("\n"));
    Ok(Exit::Done)
}
