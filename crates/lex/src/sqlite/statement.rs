//! Where SQLite's statements end.

use crate::Token;

/// The indexes of the semicolons that end a statement.
///
/// A trigger's body has semicolons of its own: there, as in SQLite's own `sqlite3_complete`, the end
/// is `;` `END` `;`, where nothing but blanks stands between. The END of a CASE comes after no `;`.
pub(crate) fn ends(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    let mut last: Option<&Token<'_>> = None;
    let mut before_last: Option<&Token<'_>> = None;
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| !token.is_blank()) {
        if token.text == ";" {
            let body_ended = last.is_some_and(|token| token.is_word("end"))
                && before_last.is_some_and(|token| token.text == ";");
            if !begins_trigger(&words) || body_ended {
                ends.push(at);
                words.clear();
                (last, before_last) = (None, None);
                continue;
            }
        }
        // `EXPLAIN QUERY PLAN CREATE TEMP TRIGGER` is as long as a beginning gets.
        if words.len() < 6 {
            words.push(token.text);
        }
        (before_last, last) = (last, Some(token));
    }
    ends
}

fn begins_trigger(words: &[&str]) -> bool {
    let mut words = words.iter().map(|word| word.to_ascii_lowercase()).peekable();
    if words.next_if(|word| word == "explain").is_some() && words.next_if(|word| word == "query").is_some() {
        words.next_if(|word| word == "plan");
    }
    if words.next_if(|word| word == "create").is_none() {
        return false;
    }
    words.next_if(|word| word == "temp" || word == "temporary");
    words.next().is_some_and(|word| word == "trigger")
}
