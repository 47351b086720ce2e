//! `upgrade`, `downgrade`, `stamp` and `current`.

use limbeck_engine::{Moved, Offline, Project};
use limbeck_revision::{Direction, Event};

use crate::{
    Exit,
    args::Script,
    output::{CurrentJson, Failure, Output},
};

pub(crate) fn upgrade(revision: &str, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let moved = limbeck_engine::upgrade(project, revision, &mut |event| tell(&event, output))?;
    finish(&moved, output)
}

pub(crate) fn downgrade(revision: &str, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let moved = limbeck_engine::downgrade(project, revision, &mut |event| tell(&event, output))?;
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
    let script = limbeck_engine::offline(project, what, target)?;
    let tag = asked.tag.iter().map(|tag| format!("-- {}\n", tag.replace('\n', " "))).collect::<String>();
    output.data(&format!("{tag}{script}"));
    Ok(Exit::Done)
}

fn tell(event: &Event<'_>, output: &Output) {
    match event {
        Event::Started { revision, direction } => {
            let verb = match direction {
                Direction::Upgrade => "upgrade to",
                Direction::Downgrade => "downgrade from",
            };
            let message = revision.message.lines().next().unwrap_or_default();
            output.say(&format!("{verb} {}, {message}", revision.id));
        }
        Event::Notice { text } => output.say(&format!("  {text}")),
        Event::Finished { .. } => {}
    }
}

fn finish(moved: &Moved, output: &Output) -> Result<Exit, Failure> {
    let list = |ids: &[limbeck_revision::RevisionId]| {
        ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    if output.is_json() {
        output.json(&CurrentJson::after(moved))?;
    } else if moved.before == moved.after {
        output.say("nothing to do: the database is there already");
    } else if moved.after.is_empty() {
        output.say("the database is at no revision");
    } else {
        output.say(&format!("the database is at {}", list(&moved.after)));
    }
    Ok(Exit::Done)
}

pub(crate) fn current(check_heads: bool, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let current = limbeck_engine::current(project)?;
    if output.is_json() {
        output.json(&CurrentJson::from(&current))?;
    } else {
        let line = |(id, message): (&limbeck_revision::RevisionId, &Option<String>)| {
            let head = if current.heads.contains(id) { " (head)" } else { "" };
            let message = message.as_deref().and_then(|message| message.lines().next());
            match message {
                Some(message) if output.verbose => format!("{id}{head}, {message}\n"),
                Some(_) => format!("{id}{head}\n"),
                None => format!("{id} (no file has this revision)\n"),
            }
        };
        output.data(&current.revisions.iter().zip(&current.messages).map(line).collect::<String>());
    }
    let is_at_head = current.revisions == current.heads;
    if check_heads && !is_at_head {
        output.say("the database is not at the newest revision: run `limbeck upgrade head`");
        return Ok(Exit::Differs);
    }
    Ok(Exit::Done)
}
