//! Declared types and their affinities.

use crate::{dice::Dice, kind::Kind};

const LOOSE: [&str; 17] = [
    "INTEGER",
    "TEXT",
    "VARCHAR(10)",
    "varchar (10)",
    "REAL",
    "BLOB",
    "NUMERIC(10,2)",
    "",
    "BOOLEAN",
    "DATETIME",
    "INT",
    "integer",
    "BIGINT",
    "DOUBLE PRECISION",
    "UNSIGNED BIG INT",
    "jsonb",
    "Decimal(5, 1)",
];

/// All that a STRICT table allows.
const STRICT: [&str; 6] = ["INTEGER", "TEXT", "INT", "REAL", "BLOB", "ANY"];

/// Of a declared type, by the rules of section 3.1 of SQLite's page on data types.
pub(super) fn kind(sql_type: &str) -> Kind {
    let upper = sql_type.to_ascii_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| upper.contains(word));
    if has(&["INT"]) {
        Kind::Integer
    } else if has(&["CHAR", "CLOB", "TEXT"]) {
        Kind::Text
    } else if upper.is_empty() || upper == "ANY" || has(&["BLOB"]) {
        Kind::Blob
    } else if has(&["REAL", "FLOA", "DOUB"]) {
        Kind::Real
    } else {
        Kind::Numeric
    }
}

/// Any type such a table allows.
pub(super) fn random(strict: bool, dice: &mut Dice) -> &'static str {
    if strict { dice.pick(&STRICT) } else { dice.pick(&LOOSE) }.copied().unwrap_or_default()
}

/// Whether a STRICT table allows it.
pub(super) fn is_strict(sql_type: &str) -> bool {
    STRICT.contains(&sql_type)
}

/// A type of that kind for a STRICT table.
pub(super) fn strict(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Integer => Some("INTEGER"),
        Kind::Text => Some("TEXT"),
        Kind::Blob => Some("BLOB"),
        Kind::Real => Some("REAL"),
        _ => None,
    }
}
