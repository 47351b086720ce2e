//! What is said of things rather than in them.

use limbeck_schema::Name;
use serde::Deserialize;

use super::{Oid, maybe_name, name};

/// A row of `pg_description`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct CommentRow {
    pub(in super::super) class: Oid,
    pub(in super::super) object: Oid,
    pub(in super::super) part: i32,
    pub(in super::super) text: String,
}

/// A right beyond, or short of, what is granted when nothing is said.
#[derive(Debug, Deserialize)]
pub(in super::super) struct GrantRow {
    pub(in super::super) class: Oid,
    pub(in super::super) object: Oid,
    pub(in super::super) part: i32,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) grantee: Option<Name>,
    pub(in super::super) privilege: String,
    pub(in super::super) grantable: bool,
    pub(in super::super) revoked: bool,
}

/// A right that things made later have or lack.
#[derive(Debug, Deserialize)]
pub(in super::super) struct DefaultPrivilegeRow {
    #[serde(deserialize_with = "name")]
    pub(in super::super) role: Name,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) namespace: Option<Name>,
    /// `TABLES`, `SEQUENCES`, ...
    #[serde(deserialize_with = "name")]
    pub(in super::super) kind: Name,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) grantee: Option<Name>,
    pub(in super::super) privilege: String,
    pub(in super::super) grantable: bool,
    pub(in super::super) revoked: bool,
}

/// A thing limbeck has no words for.
#[derive(Debug, Deserialize)]
pub(in super::super) struct UnmanagedRow {
    pub(in super::super) kind: String,
    pub(in super::super) namespace: Option<Oid>,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
}

/// All of `pg_depend` that concerns users; one row.
#[derive(Debug, Deserialize)]
pub(in super::super) struct DependencyLines {
    pub(in super::super) lines: Option<String>,
}
