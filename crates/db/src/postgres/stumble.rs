//! Finding the word the server stumbled over.

use std::ops::Range;

use limbeck_lex::{Token, name_of, significant};
use limbeck_schema::Family;

use crate::Refusal;

/// The word at the place the server names, or else the last one that the message is about.
pub(super) fn find(statement: &str, refusal: &Refusal, counts_bytes: bool) -> Option<Range<usize>> {
    let tokens = significant(Family::Postgres, statement);
    let range = |token: &Token<'_>| token.start..token.end();
    if let Some(position) = refusal.position {
        // Counted in characters of the database; where it has no encoding, each byte is one (seen on 15).
        let count = position.saturating_sub(1);
        let byte =
            if counts_bytes { Some(count) } else { statement.char_indices().nth(count).map(|(at, _)| at) };
        let at = byte.and_then(|byte| tokens.iter().find(|token| token.start <= byte && byte < token.end()));
        // Behind the end, as in a statement that is not finished: the last word.
        return at.or(tokens.last()).map(range);
    }
    // Of definitions that clash with what is there, the server knows the names only.
    let is_about_definitions =
        ["0A", "22", "2B", "3F", "42", "55"].iter().any(|class| refusal.code.starts_with(class));
    is_about_definitions.then_some(())?;
    let named = refusal.about.iter().cloned().chain(quoted(&refusal.message));
    let mut candidates: Vec<String> = named.collect();
    candidates.dedup();
    candidates.iter().find_map(|name| {
        tokens
            .iter()
            .find(|token| name_of(token).is_some_and(|other| folded(token, other) == *name))
            .map(range)
    })
}

/// As the server takes a name: a bare one in lower case.
fn folded(token: &Token<'_>, name: String) -> String {
    if token.text.starts_with('"') { name } else { name.to_lowercase() }
}

/// What stands in double quotes in a message.
fn quoted(message: &str) -> Vec<String> {
    message
        .split('"')
        .skip(1)
        .step_by(2)
        .map(|name| name.rsplit('.').next().unwrap_or(name).to_owned())
        .collect()
}
