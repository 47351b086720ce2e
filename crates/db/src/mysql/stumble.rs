//! Finding the word the server stumbled over.

use std::ops::Range;

use limbeck_lex::{Token, name_of, significant};
use limbeck_schema::Family;

use crate::Refusal;

/// What is about rows, and names what is in them.
const ABOUT_ROWS: [&str; 14] = [
    "1048", "1062", "1216", "1217", "1264", "1265", "1292", "1366", "1406", "1451", "1452", "1526", "3819",
    "4025",
];

/// The place, if the error is one that has a place.
pub(super) fn find(statement: &str, refusal: &Refusal) -> Option<Range<usize>> {
    let tokens = significant(Family::Mysql, statement);
    let range = |token: &Token<'_>| token.start..token.end();
    if let Some((near, line)) = near(&refusal.message) {
        return place(statement, &tokens, near, line).or(tokens.last()).map(range);
    }
    if ABOUT_ROWS.contains(&&*refusal.code) {
        return None;
    }
    quoted(&refusal.message).iter().find_map(|name| {
        tokens
            .iter()
            .find(|token| name_of(token).is_some_and(|other| other.eq_ignore_ascii_case(name)))
            .map(range)
    })
}

/// The rest of the statement from where it was no longer understood, and the line that is on:
/// `... near ', b int)' at line 2`.
fn near(message: &str) -> Option<(&str, usize)> {
    let (front, line) = message.rsplit_once("' at line ")?;
    let (_, near) = front.split_once(" near '")?;
    Some((near, line.trim().parse().ok()?))
}

/// The token the rest begins with; where it begins with a blank, MariaDB 11.8 means the token before. The servers
/// show at most 80 bytes of it, the last of them perhaps half a character.
fn place<'t, 's>(statement: &str, tokens: &'t [Token<'s>], near: &str, line: usize) -> Option<&'t Token<'s>> {
    let near = near.split('\u{fffd}').next().unwrap_or(near).trim_end_matches('?');
    if near.is_empty() {
        return None;
    }
    let line_of = |at: usize| statement.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    // Two places may go on alike; the line is that of the place or of what stands before it.
    let places = statement.match_indices(near).map(|(at, _)| at);
    let at = places.min_by_key(|at| line_of(*at).abs_diff(line))?;
    tokens.iter().rev().find(|token| token.start <= at)
}

/// What stands in quotes in a message, less what it is part of.
fn quoted(message: &str) -> Vec<String> {
    let mut found = Vec::new();
    for quote in ['\'', '`'] {
        let mut rest = message;
        let mut before = None;
        while let Some((front, behind)) = rest.split_once(quote) {
            // Not the one in `Can't`.
            let opens = !front.chars().next_back().or(before).is_some_and(char::is_alphanumeric);
            (rest, before) = (behind, Some(quote));
            if opens && let Some((name, behind)) = behind.split_once(quote) {
                found.push(name.rsplit('.').next().unwrap_or(name).to_owned());
                rest = behind;
            }
        }
    }
    found
}
