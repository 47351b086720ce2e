//! Views and triggers: equal when their tokens are, whatever the blanks, comments, quotes and case.

use std::collections::BTreeSet;

use limbeck_lex::{Token, TokenKind, name_of, significant};
use limbeck_schema::{Family, Statement};

use super::{keywords, names};

/// Settles what a CREATE VIEW or CREATE TRIGGER means. `known` are the keys of all names of the schema.
pub(super) fn fold(statement: &mut Statement, known: &BTreeSet<String>) {
    let tokens = significant(Family::Sqlite, &statement.text);
    let known = with_own_names(&tokens, known);
    let mut rest = &tokens[..];
    let mut head = Vec::new();
    let mut take = |wanted: &dyn Fn(&Token<'_>) -> bool| -> Option<String> {
        let (first, behind) = rest.split_first().filter(|(first, _)| wanted(first))?;
        rest = behind;
        Some(token_key(first, &known))
    };
    head.extend(take(&|token| token.is_word("create")));
    take(&|token| token.is_word("temp") || token.is_word("temporary"));
    let kind = take(&|token| token.is_word("view") || token.is_word("trigger"));
    let is_trigger = kind.as_deref() == Some("trigger");
    head.extend(kind);
    for word in ["if", "not", "exists"] {
        take(&|token| token.is_word(word));
    }
    let name = take(&|_| true);
    let name = if take(&|token| token.text == ".").is_some() { take(&|_| true) } else { name };
    head.extend(name);
    if is_trigger
        && !rest.first().is_some_and(|t| t.is_word("before") || t.is_word("after") || t.is_word("instead"))
    {
        head.push("before".to_owned());
    }
    let mut body: Vec<String> = rest.iter().map(|token| token_key(token, &known)).collect();
    if is_trigger {
        drop_for_each_row(&mut body);
    }
    while body.last().is_some_and(|last| last == ";") {
        body.pop();
    }
    head.extend(body);
    statement.key = head.join(" ").into();
}

/// What the statement itself names: the columns of a view, and whatever stands behind AS or beside a dot.
/// There, double quotes hold names and never strings.
fn with_own_names(tokens: &[Token<'_>], known: &BTreeSet<String>) -> BTreeSet<String> {
    let mut names = known.clone();
    let mut is_in_head = tokens.iter().take(3).any(|token| token.is_word("view"));
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let after = tokens.get(at + 1);
        let behind_as = before.is_some_and(|token| token.is_word("as"));
        let is_dot = |token: Option<&Token<'_>>| token.is_some_and(|token| token.text == ".");
        is_in_head &= !token.is_word("as");
        if (is_in_head || behind_as || is_dot(before) || is_dot(after))
            && let Some(name) = name_of(token)
        {
            names.insert(names::key(&name));
        }
    }
    names
}

/// `FOR EACH ROW` is the only kind there is; it stands in front of WHEN or BEGIN.
fn drop_for_each_row(body: &mut Vec<String>) {
    let begin = body.iter().position(|token| token == "begin").unwrap_or(body.len());
    let at = body.windows(3).position(|three| three == ["for", "each", "row"]);
    if let Some(at) = at.filter(|at| *at < begin) {
        body.drain(at..at + 3);
    }
}

/// The tokens of a text, each in the one spelling that stands for it.
pub(super) fn tokens_key(text: &str, known: &BTreeSet<String>) -> String {
    let tokens = significant(Family::Sqlite, text);
    tokens.iter().map(|token| token_key(token, known)).collect::<Vec<_>>().join(" ")
}

fn token_key(token: &Token<'_>, known: &BTreeSet<String>) -> String {
    match (token.kind, name_of(token)) {
        (TokenKind::Word, _) => token.text.to_ascii_lowercase(),
        (TokenKind::QuotedName, Some(name)) => {
            let key = names::key(&name);
            // Between double quotes a name that nothing has is a string: as it stands.
            if token.text.starts_with('"') && !known.contains(&key) {
                token.text.to_owned()
            } else if keywords::is_plain_name(&name) {
                key
            } else {
                format!("\"{}\"", key.replace('"', "\"\""))
            }
        }
        (TokenKind::Blob, _) => token.text.to_ascii_uppercase(),
        _ => token.text.to_owned(),
    }
}
