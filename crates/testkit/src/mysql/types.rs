//! Types, and what becomes of their values in other types.

use limbeck_schema::{Column, Expr};

use super::enumeration;
use crate::{dice::Dice, kind::Kind};

/// With the kind of each that is no enumeration.
const TYPES: [(&str, Kind); 26] = [
    ("int", Kind::Integer),
    ("varchar(40)", Kind::Text),
    ("bigint", Kind::Integer),
    ("text", Kind::Text),
    ("datetime", Kind::Instant),
    ("tinyint(1)", Kind::Boolean),
    ("int unsigned", Kind::Integer),
    ("decimal(10,2)", Kind::Numeric),
    ("varchar(80)", Kind::Text),
    ("json", Kind::Json),
    ("date", Kind::Date),
    ("double", Kind::Real),
    ("datetime(6)", Kind::Instant),
    ("varbinary(40)", Kind::Blob),
    ("timestamp", Kind::Instant),
    ("blob", Kind::Blob),
    ("smallint", Kind::Integer),
    ("bigint unsigned", Kind::Integer),
    ("decimal(7,3)", Kind::Numeric),
    ("mediumtext", Kind::Text),
    ("INTEGER", Kind::Integer),
    ("character varying(40)", Kind::Text),
    ("bool", Kind::Boolean),
    ("numeric(10, 2)", Kind::Numeric),
    ("int(11)", Kind::Integer),
    ("double precision", Kind::Real),
];

/// What is not listed is an enumeration or a set.
pub(super) fn kind(sql_type: &str) -> Kind {
    let listed = TYPES.iter().find(|(name, _)| *name == sql_type);
    listed.map_or_else(|| Kind::Label(sql_type.to_owned()), |(_, kind)| kind.clone())
}

pub(super) fn random(dice: &mut Dice) -> String {
    if dice.chance(12) {
        return enumeration::random(dice);
    }
    dice.pick(&TYPES).map(|(name, _)| (*name).to_owned()).unwrap_or_default()
}

/// The first of that kind.
pub(super) fn of(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Label(sql_type) => Some(sql_type.clone()),
        kind => TYPES.iter().find(|(_, other)| other == kind).map(|(name, _)| (*name).to_owned()),
    }
}

/// As every kind has them, but for the offset of a time, which MariaDB (11.8) does not read.
pub(super) fn value(sql_type: &str, number: usize, labels: &[&str]) -> String {
    match kind(sql_type) {
        Kind::Instant => format!("'2024-02-{number:02} 12:30:00'"),
        kind => kind.value(number, labels),
    }
}

pub(super) fn defaults(sql_type: &str) -> Vec<String> {
    let kind = kind(sql_type);
    let texts: &[&str] = match kind {
        Kind::Integer if sql_type.contains("unsigned") => &["0", "42", "1 + 1"],
        Kind::Text => &["''", "'x'", "'it''s'", "concat('a', 'b')", "'-- no; comment'", "'back\\\\slash'"],
        Kind::Blob => &["''", "x'6162'", "x'00ff'"],
        Kind::Date => &["'2020-02-29'", "curdate()"],
        Kind::Instant if sql_type.ends_with(')') => &["CURRENT_TIMESTAMP(6)", "'2020-02-29 00:00:00.5'"],
        Kind::Instant => &["CURRENT_TIMESTAMP", "'2020-02-29 00:00:00'", "now()"],
        Kind::Json => &["'[]'", "json_array()", "'[1, \"it''s\"]'"],
        _ => kind.defaults(),
    };
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// The number that stands behind a type of characters or bytes; none for any other type.
pub(super) fn room(sql_type: &str) -> Option<u32> {
    let (name, rest) = sql_type.split_once('(')?;
    let is_string = name.starts_with("var") || name.starts_with("char");
    rest.trim_end_matches(')').parse().ok().filter(|_| is_string)
}

/// Whether an index has to say how much of each value it takes.
pub(super) fn is_long(sql_type: &str) -> bool {
    sql_type.ends_with("text") || sql_type.ends_with("blob")
}

/// Whether the default has to stand in parentheses: MySQL (9.7) wants them around all that is no literal, and
/// around every default of what has no bounds.
pub(super) fn is_computed(sql_type: &str, default: &Expr) -> bool {
    let text = &default.text;
    let boundless = is_long(sql_type) || kind(sql_type) == Kind::Json;
    let is_call = text.contains('(') && !text.starts_with(['\'', 'C', 'n']);
    text != "NULL" && (boundless || is_call || text.contains(" + "))
}

/// Whether values are compared by a collation.
pub(super) fn has_collation(sql_type: &str) -> bool {
    matches!(kind(sql_type), Kind::Text | Kind::Label(_))
}

/// Whether values go there and come back. A text holds whatever was written into it.
pub(super) fn converts(from: &Column, to: &Column, keyed: bool) -> bool {
    let kinds = [from, to].map(|column| kind(&column.sql_type.text));
    let written = |column: &Column| kind(&column.sql_type.text) == Kind::Text;
    match (&from.generated, &to.generated) {
        (None, None) => match &kinds {
            [Kind::Label(_), Kind::Label(_)] => enumeration::share(&from.sql_type.text, &to.sql_type.text),
            [from, to] if from == to => true,
            [Kind::Integer, Kind::Numeric] | [Kind::Boolean, Kind::Integer] => !keyed,
            _ => !keyed && written(to),
        },
        // Computed anew.
        (Some(_), Some(_)) => true,
        // What was computed stays as what it is, or as text.
        (Some(_), None) => kinds[0] == kinds[1] || written(to),
        (None, Some(_)) => kinds[0] == kinds[1] || written(from),
    }
}
