//! Names between quotes, expressions between parentheses.

use limbeck_schema::{Expr, Family, Name};
use sea_query::{Alias, IntoIden, QuotedBuilder, SqliteQueryBuilder};

use crate::statement::closed;

/// `"name"`, whatever the name: SQLite has too many words that are reserved only in places.
pub(super) fn quoted(name: &Name) -> String {
    let mut out = String::new();
    SqliteQueryBuilder.prepare_iden(&Alias::new(name.as_str()).into_iden(), &mut out);
    out
}

/// A list of names, as between the parentheses of a key.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a Name>) -> String {
    names.into_iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// `(expr)`.
pub(super) fn parenthesised(expr: &Expr) -> String {
    format!("({})", verbatim(&expr.text))
}

/// Text of the author's, fit to be followed by more.
pub(super) fn verbatim(text: &str) -> String {
    closed(Family::Sqlite, text)
}
