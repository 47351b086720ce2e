//! How values get from one type to another.

use limbeck_schema::{Expr, Name, SqlType};

/// Types by what the server converts into each other when it assigns (pg_cast of 15.18, contexts `i` and
/// `a`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Text,
    Number,
    Moment,
    Date,
    Time,
    Interval,
    Json,
    Bits,
    Network,
    Boolean,
    Other,
}

/// The value in the new type, where the server would not find it by itself.
pub(super) fn using(column: &Name, before: &SqlType, after: &SqlType) -> Option<Expr> {
    let name = quoted(column);
    let (old, new) = (base(&before.text), base(&after.text));
    match (is_array(&before.text), is_array(&after.text)) {
        (true, true) if old == new => None,
        (true, true) if assigns(old, new) => None,
        (true, true) => Some(Expr::new(format!("{name}::text[]::{}", after.text))),
        // One becomes the only one of many, and the first of many the only one.
        (false, true) if old == new || assigns(old, new) => {
            Some(Expr::new(format!("CASE WHEN {name} IS NOT NULL THEN ARRAY[{name}]::{} END", after.text)))
        }
        // Where there are more, the conversion fails, or keeps them in the text: none is lost.
        (true, false) if old == new || assigns(old, new) => Some(Expr::new(format!(
            "CASE WHEN cardinality({name}) > 1 THEN {name}::text::{} ELSE {name}[1] END",
            after.text
        ))),
        (false, false) if old == new || assigns(old, new) => None,
        (false, false) if casts(old, new) => Some(Expr::new(format!("{name}::{}", after.text))),
        (false, false) if group(old) == Group::Text => Some(Expr::new(format!("{name}::{}", after.text))),
        (_, false) if group(new) == Group::Text => None,
        _ => Some(through_text(column, after)),
    }
}

/// The value by way of its text, which leads from every type to every other.
pub(super) fn through_text(column: &Name, after: &SqlType) -> Expr {
    let array = if is_array(&after.text) { "text[]" } else { "text" };
    Expr::new(format!("{}::{array}::{}", quoted(column), after.text))
}

fn quoted(name: &Name) -> String {
    format!("\"{}\"", name.as_str().replace('"', "\"\""))
}

fn is_array(sql_type: &str) -> bool {
    sql_type.ends_with("[]")
}

/// The type without its brackets and what limits it: `character varying(10)[]` is `character varying`.
fn base(sql_type: &str) -> &str {
    let element = sql_type.trim_end_matches("[]");
    // `timestamp(3) with time zone` has its limit in the middle; the first words tell what it is.
    element.split('(').next().unwrap_or(element).trim()
}

fn group(base: &str) -> Group {
    match base {
        "text" | "character varying" | "character" | "name" | "\"char\"" | "citext" => Group::Text,
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" => Group::Number,
        "date" => Group::Date,
        "json" | "jsonb" => Group::Json,
        "bit" | "bit varying" => Group::Bits,
        "inet" | "cidr" => Group::Network,
        "boolean" => Group::Boolean,
        "interval" => Group::Interval,
        _ if base.starts_with("timestamp") => Group::Moment,
        _ if base.starts_with("time") => Group::Time,
        _ if base.starts_with("interval") => Group::Interval,
        _ => Group::Other,
    }
}

/// Whether the server converts values without being asked to.
fn assigns(old: &str, new: &str) -> bool {
    match (group(old), group(new)) {
        (Group::Other, _) | (_, Group::Other) => false,
        // Every type is written as text when it is assigned to one, but for the one-byte "char".
        (_, Group::Text) => new != "\"char\"" && new != "name" || group(old) == Group::Text,
        (Group::Bits, Group::Bits)
        | (Group::Number, Group::Number)
        | (Group::Json, Group::Json)
        | (Group::Network, Group::Network)
        | (Group::Interval, Group::Interval)
        | (Group::Moment | Group::Date, Group::Moment | Group::Date | Group::Time)
        | (Group::Time, Group::Time | Group::Interval)
        | (Group::Interval, Group::Time) => !(group(old) == Group::Date && group(new) == Group::Time),
        _ => false,
    }
}

/// Whether there is a conversion that has to be asked for.
fn casts(old: &str, new: &str) -> bool {
    matches!((old, new), ("integer", "boolean") | ("boolean", "integer") | ("integer" | "bigint", "bit"))
        || (group(old) == Group::Json
            && matches!(group(new), Group::Number | Group::Boolean)
            && old == "jsonb")
}
