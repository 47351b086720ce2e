//! Reports for people.

use limbeck_engine::{ChangeAction, ChangeLine};
use limbeck_revision::{Revision, RevisionId};

/// One change a line, grouped by object, coloured by what happens.
pub(crate) fn changes(lines: &[ChangeLine]) -> String {
    let mut out = String::new();
    let mut object = None;
    for line in lines {
        if object.is_some() && object != Some(&line.object) {
            out.push('\n');
        }
        object = Some(&line.object);
        let colour = match line.action {
            ChangeAction::Add => "32",
            ChangeAction::Drop => "31",
            ChangeAction::Change | ChangeAction::Rename => "33",
        };
        out.push_str(&format!("\u{1b}[{colour}m{line}\u{1b}[0m\n"));
    }
    out
}

/// `aaa -> bbb (head), Add users`, as Alembic's history.
pub(crate) fn history_line(
    revision: &Revision,
    heads: &[RevisionId],
    current: Option<&[RevisionId]>,
) -> String {
    let parents = match &revision.parents[..] {
        [] => "<base>".to_owned(),
        parents => parents.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    let mut marks = Vec::new();
    if heads.contains(&revision.id) {
        marks.push("head");
    }
    if current.is_some_and(|current| current.contains(&revision.id)) {
        marks.push("current");
    }
    let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(") (")) };
    format!("{parents} -> {}{marks}, {}", revision.id, first_line(&revision.message))
}

/// What `-v` tells of one revision.
pub(crate) fn revision_text(revision: &Revision) -> String {
    let mut out = format!("Revision: {}\n", revision.id);
    let parents = revision.parents.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    out.push_str(&format!("Revises: {}\n", if parents.is_empty() { "<base>" } else { &parents }));
    out.push_str(&format!("Path: {}\n", revision.path.display()));
    if let Some(created) = &revision.created {
        out.push_str(&format!("Created: {created}\n"));
    }
    for line in revision.message.lines() {
        out.push_str(&format!("\n    {line}"));
    }
    out.push('\n');
    out
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
