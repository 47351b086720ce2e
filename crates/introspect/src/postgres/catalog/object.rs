//! Things beside tables and views.

use limbeck_schema::{Kind, Name};
use serde::Deserialize;

use super::{super::things::class, Oid, maybe_name, name, names};

/// A row of `pg_sequence`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct SequenceRow {
    pub(in super::super) oid: Oid,
    pub(in super::super) sql_type: String,
    pub(in super::super) start: i64,
    pub(in super::super) increment: i64,
    pub(in super::super) min: i64,
    pub(in super::super) max: i64,
    pub(in super::super) cache: i64,
    pub(in super::super) cycle: bool,
    pub(in super::super) unlogged: bool,
    /// The table of the column it goes with.
    pub(in super::super) owner: Option<Oid>,
    /// The number of that column.
    pub(in super::super) column: Option<i16>,
    /// Whether it is behind that column.
    pub(in super::super) identity: bool,
}

/// What kind of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(in super::super) enum TypeKind {
    #[serde(rename = "e")]
    Enum,
    #[serde(rename = "d")]
    Domain,
    #[serde(rename = "r")]
    Range,
}

/// A row of `pg_type`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct TypeRow {
    pub(in super::super) oid: Oid,
    pub(in super::super) namespace: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    pub(in super::super) kind: TypeKind,
    pub(in super::super) labels: Option<Vec<String>>,
    pub(in super::super) base: Option<String>,
    pub(in super::super) not_null: bool,
    pub(in super::super) default: Option<String>,
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) collation: Option<Name>,
    pub(in super::super) collation_namespace: Option<Oid>,
    pub(in super::super) checks: Option<Vec<CheckRow>>,
    pub(in super::super) definition: Option<String>,
}

/// A check of a domain.
#[derive(Debug, Deserialize)]
pub(in super::super) struct CheckRow {
    pub(in super::super) oid: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    pub(in super::super) definition: String,
    pub(in super::super) validated: bool,
}

/// A thing that is known by the statement that makes it.
#[derive(Debug, Deserialize)]
pub(in super::super) struct StatementRow {
    pub(in super::super) oid: Oid,
    pub(in super::super) namespace: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    pub(in super::super) definition: String,
}

/// What kind of thing of text search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in super::super) enum TextSearchKind {
    Dictionary,
    Configuration,
}

impl TextSearchKind {
    /// What it is to limbeck.
    pub(in super::super) fn kind(self) -> Kind {
        match self {
            Self::Dictionary => Kind::TextSearchDictionary,
            Self::Configuration => Kind::TextSearch,
        }
    }

    /// The number of its catalog.
    pub(in super::super) fn class(self) -> Oid {
        match self {
            Self::Dictionary => class::TEXT_SEARCH_DICTIONARY,
            Self::Configuration => class::TEXT_SEARCH,
        }
    }
}

/// A row of `pg_ts_dict` or `pg_ts_config`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct TextSearchRow {
    pub(in super::super) kind: TextSearchKind,
    #[serde(flatten)]
    pub(in super::super) statement: StatementRow,
}

/// A row of `pg_statistic_ext`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct StatisticsRow {
    pub(in super::super) relation: Oid,
    #[serde(flatten)]
    pub(in super::super) statement: StatementRow,
}

/// What kind of routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(in super::super) enum RoutineKind {
    #[serde(rename = "f", alias = "w")]
    Function,
    #[serde(rename = "p")]
    Procedure,
}

/// A row of `pg_proc` that is no aggregate.
#[derive(Debug, Deserialize)]
pub(in super::super) struct RoutineRow {
    pub(in super::super) oid: Oid,
    pub(in super::super) namespace: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    pub(in super::super) kind: RoutineKind,
    /// The types of what it takes; may be empty.
    pub(in super::super) arguments: String,
    /// None where it is dropped just now.
    pub(in super::super) definition: Option<String>,
    pub(in super::super) signature: String,
}

/// A row of `pg_aggregate`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct AggregateRow {
    /// The types of what it takes; may be empty.
    pub(in super::super) arguments: String,
    #[serde(flatten)]
    pub(in super::super) statement: StatementRow,
}

/// A row of `pg_extension`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct ExtensionRow {
    pub(in super::super) oid: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    pub(in super::super) namespace: Oid,
    pub(in super::super) version: String,
}

/// A row of `pg_event_trigger`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct EventTriggerRow {
    pub(in super::super) oid: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    pub(in super::super) definition: String,
}

/// A row of `pg_policy`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct PolicyRow {
    pub(in super::super) oid: Oid,
    pub(in super::super) relation: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    pub(in super::super) restrictive: bool,
    command: char,
    #[serde(deserialize_with = "names")]
    pub(in super::super) roles: Vec<Name>,
    pub(in super::super) using: Option<String>,
    pub(in super::super) with_check: Option<String>,
}

impl PolicyRow {
    /// As it is spelled behind `FOR`.
    pub(in super::super) fn command(&self) -> &'static str {
        match self.command {
            'r' => "SELECT",
            'a' => "INSERT",
            'w' => "UPDATE",
            'd' => "DELETE",
            _ => "ALL",
        }
    }
}
