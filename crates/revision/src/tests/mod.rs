mod cases;
mod graph;
mod laws;
mod mysql;
mod postgres;
mod resolve;
mod route;
mod runner;
mod stamp;

use std::path::PathBuf;

use crate::{Graph, GraphError, RevisionFile, RevisionId, Target};

/// A graph as lines of text: `c <- a, b ! dep # label`, with `upgrade | downgrade` SQL after `:`.
pub(crate) fn files(lines: &str) -> Vec<RevisionFile> {
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(file).collect()
}

fn file(line: &str) -> RevisionFile {
    let (head, sql) = line.split_once(':').unwrap_or((line, ""));
    let (up, down) = sql.split_once('|').unwrap_or((sql, ""));
    let (head, transaction) = match head.split_once('~') {
        Some((head, _)) => (head, "-- transaction: none\n"),
        None => (head, ""),
    };
    let (head, labels) = head.split_once('#').unwrap_or((head, ""));
    let (head, dependencies) = head.split_once('!').unwrap_or((head, ""));
    let (id, parents) = head.split_once("<-").unwrap_or((head, ""));
    let id = id.trim();
    let text = format!(
        "-- Make {id}\n--\n-- revision: {id}\n-- revises: {parents}\n-- depends_on: {dependencies}\n-- branch_labels: {labels}\n{transaction}\n-- limbeck:upgrade\n{}\n-- limbeck:downgrade\n{}\n",
        up.trim(),
        down.trim()
    );
    RevisionFile::parse(&PathBuf::from(format!("{id}.sql")), &text).unwrap()
}

pub(crate) fn graph(lines: &str) -> Graph {
    Graph::new(files(lines)).unwrap()
}

pub(crate) fn errors(lines: &str) -> Vec<GraphError> {
    Graph::new(files(lines)).unwrap_err()
}

pub(crate) fn ids(words: &str) -> Vec<RevisionId> {
    words.split_whitespace().map(|word| RevisionId::stored(word.to_owned())).collect()
}

pub(crate) fn words(ids: &[RevisionId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

pub(crate) fn target(text: &str) -> Target {
    Target::parse(text)
}
