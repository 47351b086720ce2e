//! Statements without what ties them to one database and one user.

use std::ops::Range;

use limbeck_lex::{Token, TokenKind, name_of, significant};
use limbeck_schema::Family;

use super::{schema::Reading, version_comment::resolved};

/// Functions of sequences: what stands in their parentheses is the name of one.
const OF_SEQUENCES: [&str; 3] = ["nextval", "lastval", "setval"];

/// Behind these words begins what is read from.
const SOURCES: [&str; 3] = ["from", "join", "straight_join"];

/// What `SHOW CREATE TABLE` prints, in the words every statement is read by. A name of two parts is
/// somebody else's: columns have one there.
pub(super) fn table(text: &str, reading: &Reading<'_>) -> String {
    let text = resolved(text);
    let tokens = significant(Family::Mysql, &text);
    let cuts = (0..tokens.len()).filter(|at| reading.qualifies(&tokens, *at));
    cut(&text, &qualifiers(&tokens, cuts))
}

/// The statement that makes the table, and none of its rows: the counter goes with these.
pub(super) fn without_counter(text: &str) -> String {
    let tokens = significant(Family::Mysql, text);
    let counter = tokens.windows(3).position(|three| {
        three[0].is_word("auto_increment") && three[1].is_operator("=") && three[2].kind == TokenKind::Number
    });
    let counter = counter.and_then(|at| Some(tokens.get(at)?.start..tokens.get(at + 3)?.start));
    // Nothing but the counter may be the last option.
    let behind = tokens.len().checked_sub(3).and_then(|at| tokens.get(at));
    let last = behind.filter(|token| counter.is_none() && token.is_word("auto_increment"));
    let range = counter.or_else(|| last.map(|token| token.start..text.len()));
    cut(text, range.as_slice()).trim_end().to_owned()
}

/// A view's statement. The server leaves out the session's database there, but not of functions and not
/// of what is gone (MySQL 9.7, MariaDB 11.8).
pub(super) fn view(text: &str, reading: &Reading<'_>) -> String {
    let tokens = significant(Family::Mysql, text);
    let database = |at: &usize| reading.qualifies(&tokens, *at) && is_database(&tokens, *at);
    let mut cuts = qualifiers(&tokens, (0..tokens.len()).filter(database));
    cuts.extend(definer(&tokens));
    cut(text, &cuts)
}

/// Whether the name that two or three names begin with is a database there: a table in front of a column
/// looks alike, and may be called like the database.
fn is_database(tokens: &[Token<'_>], at: usize) -> bool {
    let of = |at: Option<usize>| at.and_then(|at| tokens.get(at));
    let behind = of(Some(at + 3));
    let before = of(at.checked_sub(1)).filter(|token| token.is_operator("("));
    let call = before.and(of(at.checked_sub(2)));
    behind.is_some_and(|token| token.is_operator(".") || token.is_operator("("))
        || call.is_some_and(|token| OF_SEQUENCES.iter().any(|name| token.is_word(name)))
        || is_source(tokens, at)
}

/// Whether what stands there is read from: parentheses may stand before it.
pub(super) fn is_source(tokens: &[Token<'_>], at: usize) -> bool {
    let before = tokens.get(..at).unwrap_or_default().iter().rev().find(|token| !token.is_operator("("));
    before.is_some_and(|token| SOURCES.iter().any(|word| token.is_word(word)))
}

/// The statement of a routine or event.
pub(super) fn program(text: &str) -> String {
    let tokens = significant(Family::Mysql, text);
    cut(text, definer(&tokens).as_slice())
}

/// The statement of a trigger, which says behind which other one it runs. `None` where it is not read.
/// MySQL and MariaDB leave that out when they print it; MariaDB leaves in the database as it was written.
pub(super) fn trigger(text: &str, follows: Option<&str>, reading: &Reading<'_>) -> Option<String> {
    let tokens = significant(Family::Mysql, text);
    let words = ["for", "each", "row"];
    let matches = |three: &[Token<'_>]| three.iter().zip(words).all(|(token, word)| token.is_word(word));
    let head = tokens.windows(3).position(matches)? + 3;
    let mut cuts = qualifiers(&tokens, (0..head).filter(|at| reading.qualifies(&tokens, *at)));
    cuts.extend(definer(&tokens));
    let (end, body) = (tokens.get(head.checked_sub(1)?)?.end(), tokens.get(head)?.start);
    // Behind the last cut, so that what comes after it can be put in.
    let tail = text.get(body..)?;
    let head = cut(text.get(..end)?, &cuts);
    let follows = follows.map(|other| format!(" FOLLOWS {other}")).unwrap_or_default();
    Some(format!("{head}{follows} {tail}"))
}

/// `DEFINER = ...`, up to what comes next.
fn definer(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    let kinds =
        ["sql", "view", "trigger", "function", "aggregate", "procedure", "event", "package", "algorithm"];
    // Only the way a view is computed can stand in front of it; further on it may be anything.
    let first = tokens.iter().take(5).position(|token| token.is_word("definer"))?;
    tokens.get(first + 1).filter(|token| token.is_operator("="))?;
    let mut behind = tokens.get(first + 3..)?.iter();
    let next = behind.find(|token| kinds.iter().any(|kind| token.is_word(kind)))?;
    Some(tokens.get(first)?.start..next.start)
}

/// From the names at these places to what they qualify.
fn qualifiers(tokens: &[Token<'_>], places: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    places.filter_map(|at| Some(tokens.get(at)?.start..tokens.get(at + 2)?.start)).collect()
}

/// The text without these pieces of it.
fn cut(text: &str, pieces: &[Range<usize>]) -> String {
    let mut pieces: Vec<&Range<usize>> = pieces.iter().collect();
    pieces.sort_by_key(|piece| piece.start);
    let mut kept = String::with_capacity(text.len());
    let mut end = 0;
    for piece in pieces {
        kept.push_str(text.get(end..piece.start).unwrap_or_default());
        end = piece.end;
    }
    kept.push_str(text.get(end..).unwrap_or_default());
    kept
}

impl Reading<'_> {
    /// Whether the session's database stands there, in front of the name of a thing.
    fn qualifies(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let is_dot =
            |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.is_operator("."));
        is_dot(at.checked_add(1))
            && !is_dot(at.checked_sub(1))
            && tokens.get(at).and_then(name_of).is_some_and(|name| self.is_database(&name))
    }
}
