//! Indexes somebody created.

use limbeck_schema::Name;
use serde::Deserialize;

use super::{Oid, maybe_name, name};

/// A row of `pg_index`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct IndexRow {
    pub(in super::super) oid: Oid,
    pub(in super::super) relation: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    /// Whether it is on a partitioned table.
    pub(in super::super) partitioned: bool,
    pub(in super::super) unique: bool,
    pub(in super::super) valid: bool,
    pub(in super::super) predicate: Option<String>,
    pub(in super::super) method: Option<String>,
    pub(in super::super) nulls_not_distinct: bool,
    pub(in super::super) parameters: Option<Vec<String>>,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) tablespace: Option<Name>,
    /// Whether a partition has an index because of it.
    pub(in super::super) attached: bool,
}

/// A term of an index, or a column it includes.
#[derive(Debug, Deserialize)]
pub(in super::super) struct IndexPartRow {
    pub(in super::super) index: Oid,
    /// The column's; 0 for an expression.
    pub(in super::super) number: i16,
    pub(in super::super) expression: Option<String>,
    /// Bits: 1 descends, 2 has NULLs first. None for a column that is only included.
    pub(in super::super) options: Option<i16>,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) collation: Option<Name>,
    pub(in super::super) collation_namespace: Option<Oid>,
    pub(in super::super) operator_class: Option<String>,
    pub(in super::super) operator_class_options: Option<Vec<String>>,
}
