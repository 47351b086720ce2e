//! Column definitions, in a table and changed in one.

use std::collections::BTreeMap;

use limbeck_lex::significant;
use limbeck_schema::{Check, Column, Dialect, Family, Generated};

use super::{
    default, key,
    quote::{literal, parenthesised, quoted, verbatim, word},
};

/// Attributes that belong to the type: MariaDB 11.8 takes `COMPRESSED` only in front of `COLLATE`.
const OF_TYPE: [&str; 2] = ["COMPRESSED", "REF_SYSTEM_ID"];
/// What makes MariaDB fill a column of a versioned table; it takes the place of an expression.
const BY_ROW: &str = "GENERATED ALWAYS AS ROW";

/// `` `name` type ... ``, in the order both servers' grammars have: only on MySQL may a generated column
/// be NOT NULL, and only at the end may MariaDB's checks stand.
pub(super) fn definition<'a>(
    column: &Column,
    checks: impl IntoIterator<Item = &'a Check>,
    dialect: Dialect,
) -> String {
    let mut parts = vec![quoted(&column.name), verbatim(&column.sql_type.text)];
    let (of_type, rest): (BTreeMap<_, _>, BTreeMap<_, _>) =
        column.options.iter().partition(|(name, _)| OF_TYPE.contains(&name.as_str()));
    let (by_row, rest): (BTreeMap<_, _>, BTreeMap<_, _>) =
        rest.into_iter().partition(|(name, _)| name.starts_with(BY_ROW));
    parts.extend(of_type.into_iter().map(attribute));
    if let Some(collation) = &column.collation {
        parts.push(format!("COLLATE {}", word(collation.name.as_str())));
    }
    parts.extend(column.generated.as_ref().map(computed));
    let is_by_row = !by_row.is_empty();
    parts.extend(by_row.into_iter().map(attribute));
    if !is_by_row {
        parts.extend(nullability(column, dialect));
    }
    if let Some(expr) = &column.default {
        parts.push(default::clause(column, expr, dialect.is_mariadb()));
    }
    if let Some(expr) = &column.on_update {
        parts.push(format!("ON UPDATE {}", verbatim(&expr.text)));
    }
    if column.auto_increment {
        parts.push("AUTO_INCREMENT".to_owned());
    }
    if column.invisible {
        parts.push("INVISIBLE".to_owned());
    }
    parts.extend(rest.into_iter().map(attribute));
    if let Some(comment) = &column.comment {
        parts.push(format!("COMMENT {}", literal(comment)));
    }
    parts.extend(checks.into_iter().map(key::check));
    parts.join(" ")
}

/// A `timestamp` of which nothing is said may be taken for NOT NULL, depending on a setting
/// (`explicit_defaults_for_timestamp`).
fn nullability(column: &Column, dialect: Dialect) -> Option<String> {
    let tokens = significant(Family::Mysql, &column.sql_type.text);
    let is_timestamp = tokens.first().is_some_and(|first| first.is_word("timestamp"));
    let takes_null = !dialect.is_mariadb() || column.generated.is_none();
    match column.nullable {
        false => Some("NOT NULL".to_owned()),
        true if is_timestamp && takes_null => Some("NULL".to_owned()),
        true => None,
    }
}

fn computed(generated: &Generated) -> String {
    let kept = if generated.stored { "STORED" } else { "VIRTUAL" };
    format!("GENERATED ALWAYS AS {} {kept}", parenthesised(&generated.expr))
}

/// `SRID 4326`, `WITHOUT SYSTEM VERSIONING`; an engine of MariaDB's has attributes of its own, with `=`.
fn attribute((name, value): (&String, &String)) -> String {
    let is_own = name.starts_with('`') || name == "REF_SYSTEM_ID" || name.ends_with("ENGINE_ATTRIBUTE");
    match value.as_str() {
        "" => name.clone(),
        value if is_own => format!("{}={value}", word(name)),
        value => format!("{} {value}", word(name)),
    }
}
