//! Names between quotes, texts between apostrophes, expressions between parentheses.

use std::collections::BTreeMap;

use limbeck_lex::significant;
use limbeck_schema::{Expr, Family, Name, ObjectName, Pair};
use sea_query::{Alias, IntoIden, PostgresQueryBuilder, QuotedBuilder};

use super::fixpoint::said_again;
use crate::statement::{closed, encloses};

/// `"name"`, whatever the name: which words are reserved changes with the release.
pub(super) fn quoted(name: &Name) -> String {
    let mut out = String::new();
    // An owned name: sea-query 1.0 does not escape a borrowed one.
    PostgresQueryBuilder.prepare_iden(&Alias::new(name.as_str()).into_iden(), &mut out);
    out
}

/// `"namespace"."name"`, or the name alone in the default namespace, which the search path leads to.
pub(super) fn qualified(name: &ObjectName) -> String {
    match &name.namespace {
        Some(namespace) => format!("{}.{}", quoted(namespace), quoted(&name.name)),
        None => quoted(&name.name),
    }
}

/// A list of names, as between the parentheses of a key.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a Name>) -> String {
    names.into_iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// `'text'`. A backslash stands for itself: `standard_conforming_strings` is on (13 to 18).
pub(super) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A keyword of an open set, such as an access method: bare where it needs no quotes.
pub(super) fn word(text: &str) -> String {
    let is_plain = |c: char| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit();
    let bare = text.chars().all(is_plain) && !text.starts_with(|c: char| c.is_ascii_digit());
    match Name::new(text) {
        Ok(name) if !bare => quoted(&name),
        _ => text.to_owned(),
    }
}

/// Parameters: `fillfactor = 70, toast.autovacuum_enabled = 'false'`.
pub(super) fn parameters(parameters: &BTreeMap<String, String>) -> String {
    let one = |(name, value): (&String, &String)| format!("{} = {}", label(name), setting(value));
    parameters.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// ` WITH (...)` where there are parameters.
pub(super) fn with(all: &BTreeMap<String, String>) -> String {
    if all.is_empty() { String::new() } else { format!(" WITH ({})", parameters(all)) }
}

/// What sets the parameters of `after` that are not set so before, and resets those only `before` has.
pub(super) fn set_and_reset(pair: &Pair<BTreeMap<String, String>>) -> Vec<String> {
    let Pair { before, after } = pair;
    let new = |(name, value): &(&String, &String)| before.get(*name) != Some(*value);
    let set: BTreeMap<String, String> =
        after.iter().filter(new).map(|(name, value)| (name.clone(), value.clone())).collect();
    let reset: Vec<String> =
        before.keys().filter(|name| !after.contains_key(*name)).map(|name| label(name)).collect();
    let mut clauses = Vec::new();
    if !set.is_empty() {
        clauses.push(format!("SET ({})", parameters(&set)));
    }
    if !reset.is_empty() {
        clauses.push(format!("RESET ({})", reset.join(", ")));
    }
    clauses
}

/// `(expr)`; what stands between parentheses as a whole gets no second ones.
pub(super) fn parenthesised(expr: &Expr) -> String {
    let text = verbatim(&expr.text);
    let tokens = significant(Family::Postgres, &text);
    if encloses(&tokens) { text } else { format!("({text})") }
}

/// Text of the server's or the author's, fit to be followed by more.
pub(super) fn verbatim(text: &str) -> String {
    closed(Family::Postgres, &said_again(text))
}

/// A parameter's name, which may be that of the table's TOAST table: `toast.autovacuum_enabled`.
fn label(name: &str) -> String {
    name.split('.').map(word).collect::<Vec<_>>().join(".")
}

/// A number as it is, everything else as a string, which every parameter takes (15.18).
fn setting(value: &str) -> String {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() < 2;
    if is_number { value.to_owned() } else { literal(value) }
}
