//! Kinds of values. Two columns of one kind hold the same value in the same row of any two tables,
//! which is how foreign keys find their parents.

/// What a column holds, as far as its values are concerned. Which types are of which kind is for the
/// database to say: SQLite has the first five, its affinities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
    Boolean,
    Date,
    Instant,
    Uuid,
    Json,
    Array,
    /// A label of the enumeration that is spelled so.
    Label(String),
}

impl Kind {
    /// The value of row `number`: no two rows share it where the kind has that many, no default or
    /// check excludes it, and no change of type and back makes another one of it. `labels` are those of
    /// the enumeration, where it is one.
    pub(crate) fn value(&self, number: usize, labels: &[&str]) -> String {
        match self {
            Self::Integer | Self::Numeric => number.to_string(),
            Self::Text => format!("'v{number}'"),
            Self::Blob => format!("x'{number:04x}'"),
            Self::Real => format!("{number}.25"),
            Self::Boolean => number.is_multiple_of(2).to_string(),
            Self::Date => format!("'2024-02-{number:02}'"),
            Self::Instant => format!("'2024-02-{number:02} 12:30:00+00'"),
            Self::Uuid => format!("'00000000-0000-4000-8000-{number:012}'"),
            Self::Json => format!("'{{\"n\": {number}}}'"),
            Self::Array => format!("ARRAY[{number}, 7]"),
            Self::Label(_) => match labels.get(number % labels.len().max(1)) {
                Some(label) => format!("'{}'", label.replace('\'', "''")),
                None => "NULL".to_owned(),
            },
        }
    }

    /// What a default may be; what those of an enumeration are, it says itself.
    pub(crate) fn defaults(&self) -> &'static [&'static str] {
        match self {
            Self::Integer => &["0", "-7", "42", "1 + 1"],
            Self::Text => &["''", "'x'", "'it''s'", "CURRENT_TIMESTAMP", "'a' || 'b'", "'-- no; comment'"],
            Self::Blob => &["x''", "x'00ff'"],
            Self::Real => &["0.5", "-1.0e3"],
            Self::Numeric => &["0", "1", "10.5"],
            Self::Boolean => &["false", "true"],
            Self::Date => &["'2020-02-29'", "CURRENT_DATE"],
            Self::Instant => &["now()", "CURRENT_TIMESTAMP", "'2020-02-29 00:00:00+00'"],
            Self::Uuid => &["gen_random_uuid()", "'00000000-0000-0000-0000-000000000000'"],
            Self::Json => &["'[]'", "'[1, \"it''s\"]'"],
            Self::Array => &["ARRAY[1, 2]", "ARRAY[]::integer[]"],
            Self::Label(_) => &[],
        }
    }

    /// Whether each row has a value of its own, so that a key can be made of it.
    pub(crate) fn is_distinct(&self) -> bool {
        !matches!(self, Self::Boolean | Self::Label(_))
    }
}
