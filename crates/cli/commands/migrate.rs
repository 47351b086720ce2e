//! `upgrade`, `downgrade`, `stamp`, `current` and `ensure-version`.

use limbeck_engine::{Moved, Offline, Project};
use limbeck_revision::RevisionId;

use crate::{
    Exit,
    args::Script,
    output::{self, CurrentJson, Failure, Output, Progress, ScriptJson, VersionTableJson},
};

pub(crate) fn upgrade(revision: &str, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let mut progress = Progress::new(output);
    let moved = limbeck_engine::upgrade(project, revision, &mut |event| progress.tell(&event))?;
    finish(&moved, output)
}

pub(crate) fn downgrade(revision: &str, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let mut progress = Progress::new(output);
    let moved = limbeck_engine::downgrade(project, revision, &mut |event| progress.tell(&event))?;
    finish(&moved, output)
}

pub(crate) fn stamp(
    revisions: &[String],
    purge: bool,
    project: &Project,
    output: &Output,
) -> Result<Exit, Failure> {
    let moved = limbeck_engine::stamp(project, revisions, purge)?;
    finish(&moved, output)
}

/// Prints the way instead of going it.
pub(crate) fn script(
    what: Offline,
    target: &str,
    asked: &Script,
    project: &Project,
    output: &Output,
) -> Result<Exit, Failure> {
    print(&limbeck_engine::offline(project, what, target)?, asked, output)
}

pub(crate) fn stamp_script(
    (revisions, purge): (&[String], bool),
    asked: &Script,
    project: &Project,
    output: &Output,
) -> Result<Exit, Failure> {
    print(&limbeck_engine::stamp_script(project, revisions, purge)?, asked, output)
}

fn print(script: &str, asked: &Script, output: &Output) -> Result<Exit, Failure> {
    let tag = asked.tag.iter().map(|tag| format!("-- {}\n", tag.replace('\n', " "))).collect::<String>();
    let script = format!("{tag}{script}");
    if output.is_json() {
        output.json(&ScriptJson::new(&script))?;
    } else {
        output.data(&script);
    }
    Ok(Exit::Done)
}

pub(crate) fn ensure_version(sql: bool, project: &Project, output: &Output) -> Result<Exit, Failure> {
    if sql {
        let script = limbeck_engine::ensure_version_script(project);
        return print(&script, &Script { sql, tag: None }, output);
    }
    let is_new = limbeck_engine::ensure_version(project)?;
    let table = &project.version_table;
    if output.is_json() {
        output.json(&VersionTableJson::new(table, is_new))?;
    } else if is_new {
        output.say(&format!("made the table {table}"));
    } else {
        output.say(&format!("the table {table} is there already"));
    }
    Ok(Exit::Done)
}

fn finish(moved: &Moved, output: &Output) -> Result<Exit, Failure> {
    if output.is_json() {
        output.json(&CurrentJson::after(moved))?;
    } else if moved.before == moved.after {
        output.say("nothing to do: the database is there already");
    } else if moved.after.is_empty() {
        output.say("the database is at no revision");
    } else {
        output.say(&format!("the database is at {}", output::ids(&moved.after)));
    }
    Ok(Exit::Done)
}

pub(crate) fn current(check_heads: bool, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let current = limbeck_engine::current(project)?;
    if output.is_json() {
        output.json(&CurrentJson::from(&current))?;
    } else if !current.revisions.is_empty() {
        let line = |id: &RevisionId| match current.entries.iter().find(|entry| entry.revision.id == *id) {
            Some(entry) if output.verbose => output::revision_text(entry),
            Some(entry) => output::placed(entry),
            None => format!("{id} (no file has this revision)"),
        };
        output.data(&current.revisions.iter().map(line).collect::<Vec<_>>().join("\n"));
    }
    if let Some(half_done) = &current.half_done {
        output.say(&half_done.to_string());
    }
    if check_heads && !current.is_at_head() {
        output.say("the database is not at the newest revision: run `limbeck upgrade head`");
        return Ok(Exit::Differs);
    }
    Ok(Exit::Done)
}
