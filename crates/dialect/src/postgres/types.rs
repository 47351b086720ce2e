//! Types: every spelling of one as the server itself would print it (`format_type`).

mod read;

use limbeck_schema::SqlType;

use super::names;

pub(super) use read::length;

/// A type, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Type {
    /// The name the catalog has for it (`int4`), or one that somebody gave, written as in SQL.
    name: String,
    /// What stands in parentheses, in one spelling.
    modifier: Option<String>,
    /// The fields of an interval.
    fields: String,
    is_array: bool,
}

/// Catalog names of types that have another name in SQL, with that other name.
const SPELLED: [(&str, &str); 9] = [
    ("int2", "smallint"),
    ("int4", "integer"),
    ("int8", "bigint"),
    ("float4", "real"),
    ("float8", "double precision"),
    ("bool", "boolean"),
    ("varchar", "character varying"),
    ("varbit", "bit varying"),
    ("decimal", "numeric"),
];

/// Types of the catalog whose arrays are called by their name behind a `_`.
const ELEMENTS: [&str; 33] = [
    "bit",
    "bool",
    "bpchar",
    "bytea",
    "char",
    "cidr",
    "date",
    "float4",
    "float8",
    "inet",
    "int2",
    "int4",
    "int8",
    "interval",
    "json",
    "jsonb",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "oid",
    "regclass",
    "text",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "tsvector",
    "uuid",
    "varbit",
    "varchar",
    "xml",
];

pub(super) fn fold(sql_type: &mut SqlType) {
    sql_type.key = key(&sql_type.text).into();
}

/// One spelling for every spelling of a type.
pub(super) fn key(text: &str) -> String {
    Type::read(text).map_or_else(|| names::tokens_key(text), |read| read.spelled())
}

/// The whole number type that stands behind `serial` and its kin.
pub(super) fn serial(text: &str) -> Option<&'static str> {
    match text.trim().to_ascii_lowercase().as_str() {
        "serial" | "serial4" => Some("integer"),
        "bigserial" | "serial8" => Some("bigint"),
        "smallserial" | "serial2" => Some("smallint"),
        _ => None,
    }
}

impl Type {
    /// `None` for what is no plain type, such as `SETOF int`.
    pub(super) fn read(text: &str) -> Option<Self> {
        read::whole(text)
    }

    fn plain(name: &str) -> Self {
        Self { name: name.to_owned(), modifier: None, fields: String::new(), is_array: false }
    }

    /// The catalog's name, or the one that somebody gave.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn modifier(&self) -> Option<&str> {
        self.modifier.as_deref()
    }

    /// Whether the server brings it along: then it is no domain.
    pub(super) fn is_builtin(&self) -> bool {
        ELEMENTS.contains(&self.name.as_str())
    }

    pub(super) fn is_array(&self) -> bool {
        self.is_array
    }

    /// The same type without what is said in parentheses: the one a constant is cast to.
    pub(super) fn base(&self) -> String {
        Self { modifier: None, fields: String::new(), ..self.clone() }.spelled()
    }

    /// As `format_type` prints it.
    pub(super) fn spelled(&self) -> String {
        let modifier = self.modifier.as_ref().map(|inside| format!("({inside})")).unwrap_or_default();
        let spelled = SPELLED.iter().find(|(name, _)| *name == self.name).map(|(_, spelled)| *spelled);
        let mut text = match (self.name.as_str(), spelled) {
            ("timestamp", _) => format!("timestamp{modifier} without time zone"),
            ("timestamptz", _) => format!("timestamp{modifier} with time zone"),
            ("time", _) => format!("time{modifier} without time zone"),
            ("timetz", _) => format!("time{modifier} with time zone"),
            ("interval", _) => format!("interval{}{modifier}", self.fields),
            ("bpchar", _) if self.modifier.is_some() => format!("character{modifier}"),
            ("bit", _) if self.modifier.is_none() => "\"bit\"".to_owned(),
            (_, Some(spelled)) => format!("{spelled}{modifier}"),
            (name, None) => format!("{name}{modifier}"),
        };
        if self.is_array {
            text.push_str("[]");
        }
        text
    }
}

/// The kind of a type, for models that know only kinds: what a Rust type can hold.
pub(super) fn kind(text: &str) -> String {
    let Some(read) = Type::read(text) else { return names::tokens_key(text) };
    let kind = match read.name.as_str() {
        "varchar" | "bpchar" | "citext" | "name" => "text",
        "json" => "jsonb",
        "timetz" => "time",
        name => name,
    };
    if read.is_array { format!("{kind}[]") } else { kind.to_owned() }
}

/// Whether a model that names the type without its details means the other: a length only where it is
/// written, precision never.
pub(super) fn same_name(model: &str, other: &str) -> bool {
    let (Some(model), Some(other)) = (Type::read(model), Type::read(other)) else {
        return key(model) == key(other);
    };
    let has_length = matches!(model.name(), "varchar" | "bpchar" | "bit" | "varbit");
    let agrees = !has_length || model.modifier().is_none() || model.modifier() == other.modifier();
    model.name() == other.name() && model.is_array() == other.is_array() && agrees
}
