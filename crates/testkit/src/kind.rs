//! Kinds of values. Two columns of one kind hold the same value in the same row of any two tables,
//! which is how foreign keys find their parents.

use crate::dice::Dice;

/// SQLite's five affinities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

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

impl Kind {
    /// Of a declared type, by the rules of section 3.1 of SQLite's page on data types.
    pub(crate) fn of(sql_type: &str) -> Self {
        let upper = sql_type.to_ascii_uppercase();
        let has = |words: &[&str]| words.iter().any(|word| upper.contains(word));
        if has(&["INT"]) {
            Self::Integer
        } else if has(&["CHAR", "CLOB", "TEXT"]) {
            Self::Text
        } else if upper.is_empty() || upper == "ANY" || has(&["BLOB"]) {
            Self::Blob
        } else if has(&["REAL", "FLOA", "DOUB"]) {
            Self::Real
        } else {
            Self::Numeric
        }
    }

    /// The value of row `number`: no two rows share it, no default or check excludes it, and no
    /// change of type and back makes another one of it.
    pub(crate) fn value(self, number: usize) -> String {
        match self {
            Self::Integer | Self::Numeric => number.to_string(),
            Self::Text => format!("'v{number}'"),
            Self::Blob => format!("x'{number:04x}'"),
            Self::Real => format!("{number}.25"),
        }
    }

    /// What a default may be.
    pub(crate) fn defaults(self) -> &'static [&'static str] {
        match self {
            Self::Integer => &["0", "-7", "42", "1 + 1"],
            Self::Text => &["''", "'x'", "'it''s'", "CURRENT_TIMESTAMP", "'a' || 'b'", "'-- no; comment'"],
            Self::Blob => &["x''", "x'00ff'"],
            Self::Real => &["0.5", "-1.0e3"],
            Self::Numeric => &["0", "1", "10.5"],
        }
    }

    /// A type of this kind for a STRICT table.
    pub(crate) fn strict_type(self) -> Option<&'static str> {
        match self {
            Self::Integer => Some("INTEGER"),
            Self::Text => Some("TEXT"),
            Self::Blob => Some("BLOB"),
            Self::Real => Some("REAL"),
            Self::Numeric => None,
        }
    }
}

/// Any type such a table allows.
pub(crate) fn random_type(strict: bool, dice: &mut Dice) -> &'static str {
    if strict { dice.pick(&STRICT) } else { dice.pick(&LOOSE) }.copied().unwrap_or_default()
}

/// Whether a STRICT table allows it.
pub(crate) fn is_strict_type(sql_type: &str) -> bool {
    STRICT.contains(&sql_type)
}
