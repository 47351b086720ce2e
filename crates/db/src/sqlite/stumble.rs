//! Finding the word SQLite stumbled over.
//!
//! SQLite knows the offset, diesel does not hand it on. For a syntax error the word is found by
//! compiling ever longer beginnings: SQLite calls one that is merely unfinished `incomplete input`.

use std::ops::Range;

use limbeck_lex::{Token, name_of, significant};
use limbeck_schema::Family;

/// The place, if the error is one that has a place. `compile` gives the error of a beginning.
pub(super) fn find(
    statement: &str,
    message: &str,
    mut compile: impl FnMut(&str) -> Option<String>,
) -> Option<Range<usize>> {
    let tokens = significant(Family::Sqlite, statement);
    let range = |token: &Token<'_>| token.start..token.end();
    if let Some(word) = between(message, "near \"", "\": syntax error") {
        let suspects = tokens.iter().filter(|token| token.text == word);
        let mut guilty = suspects.filter(|token| {
            let beginning = statement.get(..token.end()).unwrap_or_default();
            compile(beginning).is_some_and(|error| error.contains("syntax error"))
        });
        return guilty.next().map(range);
    }
    if message.contains("incomplete input") {
        return tokens.last().map(range);
    }
    // `no such column: x`, `duplicate column name: x`, `table x already exists`: the last word that
    // the message names and the statement holds.
    let named: Vec<String> = significant(Family::Sqlite, message).iter().filter_map(name_of).collect();
    let known = ["no such ", "duplicate column name", "already exists", "unknown column", "ambiguous column"];
    known.iter().any(|words| message.contains(words)).then_some(())?;
    named.iter().rev().find_map(|name| {
        tokens
            .iter()
            .find(|token| name_of(token).is_some_and(|other| other.eq_ignore_ascii_case(name)))
            .map(range)
    })
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let start = text.find(before)? + before.len();
    let rest = text.get(start..)?;
    rest.get(..rest.find(after)?)
}
