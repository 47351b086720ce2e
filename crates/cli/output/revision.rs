//! Revisions for people.

use limbeck_engine::Entry;
use limbeck_revision::{Revision, RevisionId};

/// `aaa -> bbb (label) (head), Add users`, as Alembic's history.
pub(crate) fn history_line(entry: &Entry) -> String {
    let Revision { depends_on, message, .. } = &entry.revision;
    let needs = if depends_on.is_empty() { String::new() } else { format!(" ({})", depends_on.join(", ")) };
    let (parents, marked) = (parents(&entry.revision), marked(entry));
    format!("{parents}{needs} -> {marked}, {}", first_line(message))
}

/// An id with the branches it is on, and all that marks it: `bbb (label) (head) (mergepoint)`.
pub(crate) fn marked(entry: &Entry) -> String {
    let branches = if entry.branches.is_empty() {
        String::new()
    } else {
        format!(" (\u{1b}[36m{}\u{1b}[0m)", entry.branches.join(", "))
    };
    let marks = marks(entry).iter().map(|mark| format!(" ({mark})")).collect::<String>();
    format!("\u{1b}[33m{}\u{1b}[0m{branches}{marks}", entry.revision.id)
}

/// An id with what marks it: `bbb (head)`.
pub(crate) fn placed(entry: &Entry) -> String {
    let marks = marks(entry).into_iter().filter(|mark| *mark != "current");
    format!("{}{}", entry.revision.id, marks.map(|mark| format!(" ({mark})")).collect::<String>())
}

fn marks(entry: &Entry) -> Vec<&'static str> {
    let standing = entry.standing;
    let marks = [
        (standing.is_head, "head"),
        (standing.is_effective_head, "effective head"),
        (entry.is_current, "current"),
        (standing.is_branchpoint, "branchpoint"),
        (standing.is_mergepoint, "mergepoint"),
    ];
    marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect()
}

/// A branchpoint with what builds on it, each on a line of its own.
pub(crate) fn branch_text(entry: &Entry, children: &[&Entry]) -> String {
    let indent = " ".repeat(entry.revision.id.as_str().len());
    let child = |child: &&Entry| format!("{indent} -> {}\n", marked(child));
    format!("{}\n{}", marked(entry), children.iter().map(child).collect::<String>())
}

/// What `-v` tells of one revision.
pub(crate) fn revision_text(entry: &Entry) -> String {
    let revision = &entry.revision;
    let marks = marks(entry).iter().map(|mark| format!(" ({mark})")).collect::<String>();
    let mut out = format!("Revision: {}{marks}\nRevises: {}\n", revision.id, parents(revision));
    let mut line = |name: &str, words: &[String]| {
        if !words.is_empty() {
            out.push_str(&format!("{name}: {}\n", words.join(", ")));
        }
    };
    line("Depends on", &revision.depends_on);
    if entry.standing.is_branchpoint {
        line("Branches into", &entry.children.iter().map(ToString::to_string).collect::<Vec<_>>());
    }
    line("Branches", &entry.branches);
    line("Path", &[revision.path.display().to_string()]);
    line("Created", revision.created.as_slice());
    for text in revision.message.lines() {
        out.push_str(&format!("\n    {text}"));
    }
    out.push('\n');
    out
}

/// Ids for a sentence.
pub(crate) fn ids(ids: &[RevisionId]) -> String {
    if ids.is_empty() {
        return "no revision".to_owned();
    }
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn parents(revision: &Revision) -> String {
    if revision.parents.is_empty() { "<base>".to_owned() } else { ids(&revision.parents) }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
