//! What is said of tables and views, and what stands on them.

use limbeck_schema::{Name, TriggerState};
use serde::Deserialize;

use super::{Oid, maybe_name, name};

/// A row of `pg_inherits` between tables.
#[derive(Debug, Deserialize)]
pub(in super::super) struct InheritanceRow {
    pub(in super::super) child: Oid,
    pub(in super::super) parent: Oid,
    /// Whether detaching the partition began and did not end.
    pub(in super::super) detaching: bool,
}

/// What is said of a table as a whole.
#[derive(Debug, Deserialize)]
pub(in super::super) struct TableRow {
    pub(in super::super) oid: Oid,
    pub(in super::super) unlogged: bool,
    pub(in super::super) parameters: Option<Vec<String>>,
    pub(in super::super) toast_parameters: Option<Vec<String>>,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) tablespace: Option<Name>,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) access_method: Option<Name>,
    /// `f` for the whole row, `n` for nothing, `i` for an index.
    pub(in super::super) replica_identity: Option<char>,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) replica_index: Option<Name>,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) clustered_on: Option<Name>,
    pub(in super::super) row_security: bool,
    pub(in super::super) row_security_forced: bool,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) of_type: Option<Name>,
    pub(in super::super) of_type_namespace: Option<Oid>,
    pub(in super::super) partitioned_by: Option<String>,
    pub(in super::super) bound: Option<String>,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) server: Option<Name>,
    pub(in super::super) server_options: Option<Vec<String>>,
}

/// A view, materialized or not.
#[derive(Debug, Deserialize)]
pub(in super::super) struct ViewRow {
    pub(in super::super) oid: Oid,
    /// None where it is dropped just now.
    pub(in super::super) definition: Option<String>,
    pub(in super::super) options: Option<Vec<String>>,
    pub(in super::super) tablespace: Option<String>,
    pub(in super::super) access_method: Option<String>,
}

/// A row of `pg_trigger`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct TriggerRow {
    pub(in super::super) oid: Oid,
    pub(in super::super) relation: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    pub(in super::super) definition: String,
    state: char,
}

impl TriggerRow {
    pub(in super::super) fn state(&self) -> TriggerState {
        match self.state {
            'D' => TriggerState::Disabled,
            'R' => TriggerState::Replica,
            'A' => TriggerState::Always,
            _ => TriggerState::Enabled,
        }
    }
}

/// A row of `pg_rewrite`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct RuleRow {
    pub(in super::super) oid: Oid,
    pub(in super::super) relation: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    pub(in super::super) definition: String,
}
