//! Namespaces, what is in them, and the columns of that.

use limbeck_schema::Name;
use serde::Deserialize;

use super::{Oid, maybe_name, name};

/// A namespace of users.
#[derive(Debug, Deserialize)]
pub(in super::super) struct NamespaceRow {
    pub(in super::super) oid: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    /// Whether an extension made it.
    pub(in super::super) member: bool,
}

/// What kind of thing has columns or counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(in super::super) enum RelationKind {
    #[serde(rename = "r", alias = "p")]
    Table,
    #[serde(rename = "f")]
    ForeignTable,
    #[serde(rename = "v")]
    View,
    #[serde(rename = "m")]
    MaterializedView,
    #[serde(rename = "c")]
    Composite,
    #[serde(rename = "S")]
    Sequence,
}

/// A row of `pg_class`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct RelationRow {
    pub(in super::super) oid: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    pub(in super::super) namespace: Oid,
    pub(in super::super) kind: RelationKind,
    /// The type of its rows; 0 where it has none.
    #[serde(rename = "type")]
    pub(in super::super) row_type: Oid,
    /// Whether an extension made it.
    pub(in super::super) member: bool,
}

/// A row of `pg_attribute`, with the default.
#[derive(Debug, Deserialize)]
pub(in super::super) struct ColumnRow {
    pub(in super::super) relation: Oid,
    pub(in super::super) number: i16,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    pub(in super::super) sql_type: String,
    pub(in super::super) not_null: bool,
    pub(in super::super) default: Option<String>,
    pub(in super::super) default_oid: Option<Oid>,
    pub(in super::super) rare: Option<RareColumn>,
}

/// What is said of few columns.
#[derive(Debug, Deserialize)]
pub(in super::super) struct RareColumn {
    pub(in super::super) inherited: bool,
    /// `s` for stored, `v` for virtual.
    pub(in super::super) generated: Option<char>,
    /// `a` for always, `d` for by default.
    pub(in super::super) identity: Option<char>,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) collation: Option<Name>,
    pub(in super::super) collation_namespace: Option<Oid>,
    pub(in super::super) storage: Option<char>,
    pub(in super::super) compression: Option<char>,
    pub(in super::super) statistics: Option<i32>,
    pub(in super::super) options: Option<Vec<String>>,
    /// Options for the server of a foreign table.
    pub(in super::super) server_options: Option<Vec<String>>,
}
