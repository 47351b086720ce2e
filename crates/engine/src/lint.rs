//! What a reviewer should look at in revision files: the hazards that generated ones tell of, and those of
//! statements written by hand. A rule may miss something; what it finds is so.

use std::{collections::BTreeSet, path::PathBuf};

use limbeck_lex::{Token, TokenKind, folded_name, position, significant, statements, tokens};
use limbeck_revision::{Direction, RevisionFile, RevisionId};
use limbeck_schema::Family;

use crate::{EngineError, Project, history, revisions};

/// Something in a revision file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintFinding {
    /// The revision.
    pub revision: RevisionId,
    /// Its file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// Its code, to look up.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What may happen.
    pub message: String,
}

/// Looks through the way up of the revisions of a range, or of those a word names, or of all; the oldest first.
/// No database is asked; of the address only the kind of database counts.
pub fn lint(project: &Project, which: Option<&str>) -> Result<Vec<LintFinding>, EngineError> {
    let graph = revisions::load(project)?;
    let family = project.url()?.family();
    let mut ids: Vec<RevisionId> = match which {
        Some(range) if range.contains(':') => {
            let history = history(project, Some(range), false)?;
            history.entries.into_iter().map(|entry| entry.revision.id).collect()
        }
        Some(word) => graph.resolve(word, &[])?,
        None => graph.newest_first().iter().map(|file| file.revision.id.clone()).collect(),
    };
    ids.reverse();
    Ok(ids.iter().filter_map(|id| graph.get(id)).flat_map(|file| of_file(file, family)).collect())
}

fn of_file(file: &RevisionFile, family: Family) -> Vec<LintFinding> {
    let section = file.section(Direction::Upgrade);
    let found = |at: usize, (code, name): (&str, &str), message: String| LintFinding {
        revision: file.revision.id.clone(),
        path: file.revision.path.clone(),
        line: position(file.text(), at).line,
        code: code.to_owned(),
        name: name.to_owned(),
        message,
    };
    // What is no whole script is for the runner to refuse, with its place.
    let Ok(up) = statements(family, section.text) else { return Vec::new() };
    let words: Vec<Vec<Token<'_>>> = up.iter().map(|statement| significant(family, statement.text)).collect();
    let made = made(&words, family);
    let mut findings = Vec::new();
    for (statement, words) in up.iter().zip(&words) {
        let start = section.start + statement.start;
        let own = start + words.first().map_or(0, |first| first.start);
        let mut is_told = false;
        for token in tokens(family, statement.text).iter().take_while(|token| token.is_blank()) {
            if let Some((code, name, message)) = told(token) {
                findings.push(found(start + token.start, (code, name), message.to_owned()));
                is_told = true;
            }
        }
        if let Some((rule, message)) = lost(words, &made, family).filter(|_| !is_told) {
            findings.push(found(own, rule, message));
        }
        if let Some(what) = outside(words, family).filter(|_| file.revision.in_transaction) {
            let message = format!("{what} runs in no transaction: put `-- transaction: none` in the header");
            findings.push(found(own, ("LK101", "not-in-a-transaction"), message));
        }
    }
    let down = statements(family, file.section(Direction::Downgrade).text);
    if !words.is_empty() && down.is_ok_and(|down| down.is_empty()) {
        let at = file.section(Direction::Downgrade).start;
        let message = "nothing is done on the way back: `downgrade` leaves what the upgrade did".to_owned();
        findings.push(found(at.saturating_sub(1), ("LK102", "no-way-back"), message));
    }
    findings
}

/// `-- hazard DS102 drop-table: every row of t is lost`.
fn told<'a>(token: &Token<'a>) -> Option<(&'a str, &'a str, &'a str)> {
    let text = token.text.strip_prefix("--").filter(|_| token.kind == TokenKind::Comment)?;
    let (rule, message) = text.trim().strip_prefix("hazard ")?.split_once(": ")?;
    let (code, name) = rule.split_once(' ')?;
    Some((code, name, message))
}

/// Names of tables that statements of the same section make, or give another table: one that is dropped and
/// stands there again has not lost its rows by that.
fn made(statements: &[Vec<Token<'_>>], family: Family) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for words in statements {
        let is = |at: usize, word: &str| words.get(at).is_some_and(|token| token.is_word(word));
        if is(0, "CREATE") {
            let table = words.iter().take(5).position(|token| token.is_word("TABLE"));
            names.extend(table.and_then(|at| name_behind(words, at + 1, family)));
        }
        let renamed = words
            .windows(2)
            .position(|pair| matches!(pair, [a, b] if a.is_word("RENAME") && b.is_word("TO")));
        if is(0, "ALTER") && is(1, "TABLE") {
            names.extend(renamed.and_then(|at| name_behind(words, at + 2, family)));
        }
    }
    names
}

/// What a statement takes away for good.
fn lost(
    words: &[Token<'_>],
    made: &BTreeSet<String>,
    family: Family,
) -> Option<((&'static str, &'static str), String)> {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|token| token.is_word(word));
    if is(0, "DROP") && is(1, "TABLE") {
        let name = name_behind(words, 2, family)?;
        return (!made.contains(&name))
            .then(|| (("DS102", "drop-table"), format!("every row of {name} is lost")));
    }
    if is(0, "DROP") && is(1, "SCHEMA") {
        let name = name_behind(words, 2, family)?;
        return Some((("DS101", "drop-schema"), format!("{name} goes")));
    }
    if is(0, "TRUNCATE") {
        let name = name_behind(words, 1 + usize::from(is(1, "TABLE")), family)?;
        return (!made.contains(&name))
            .then(|| (("DS113", "truncate"), format!("every row of {name} is lost")));
    }
    if is(0, "ALTER") && is(1, "TABLE") {
        let at = words
            .windows(2)
            .position(|pair| matches!(pair, [a, b] if a.is_word("DROP") && b.is_word("COLUMN")))?;
        let (table, column) = (name_behind(words, 2, family)?, name_behind(words, at + 2, family)?);
        return (!made.contains(&table))
            .then(|| (("DS103", "drop-column"), format!("every value of {table}.{column} is lost")));
    }
    None
}

/// What a server runs in no transaction.
fn outside(words: &[Token<'_>], family: Family) -> Option<&'static str> {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|token| token.is_word(word));
    if is(0, "VACUUM") && family.rolls_back_definitions() {
        return Some("VACUUM");
    }
    let is_concurrent = |pair: &[Token<'_>]| matches!(pair, [a, b] if (is(0, "REINDEX") || a.is_word("INDEX")) && b.is_word("CONCURRENTLY"));
    let is_index =
        (is(0, "CREATE") || is(0, "DROP") || is(0, "REINDEX")) && words.windows(2).any(is_concurrent);
    (is_index && family == Family::Postgres).then_some("CONCURRENTLY")
}

/// The last name of a path, behind `IF [NOT] EXISTS` and `ONLY`.
fn name_behind(words: &[Token<'_>], at: usize, family: Family) -> Option<String> {
    let skipped = ["IF", "NOT", "EXISTS", "ONLY"];
    let mut rest = words.iter().skip(at).skip_while(|token| skipped.iter().any(|word| token.is_word(word)));
    let mut name = folded_name(family, rest.next()?)?;
    while rest.next().is_some_and(|token| token.is_operator(".")) {
        name = folded_name(family, rest.next()?)?;
    }
    Some(name)
}
