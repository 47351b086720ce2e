//! Constraints of tables.

use limbeck_schema::{Action, Deferral, Name, Validity};
use serde::Deserialize;

use super::{Oid, maybe_name, name};

/// What a constraint demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(in super::super) enum ConstraintKind {
    #[serde(rename = "p")]
    PrimaryKey,
    #[serde(rename = "u")]
    Unique,
    #[serde(rename = "x")]
    Exclusion,
    #[serde(rename = "f")]
    ForeignKey,
    #[serde(rename = "c")]
    Check,
    #[serde(rename = "n")]
    NotNull,
}

/// A row of `pg_constraint`.
#[derive(Debug, Deserialize)]
pub(in super::super) struct ConstraintRow {
    pub(in super::super) oid: Oid,
    pub(in super::super) relation: Oid,
    #[serde(deserialize_with = "name")]
    pub(in super::super) name: Name,
    pub(in super::super) kind: ConstraintKind,
    /// Numbers of columns; none for a check that reads no column.
    pub(in super::super) columns: Option<Vec<i16>>,
    pub(in super::super) definition: Option<String>,
    pub(in super::super) foreign_key: Option<ForeignKeyPart>,
    pub(in super::super) index: Option<Oid>,
    /// The name of its index, where it is not its own.
    #[serde(deserialize_with = "maybe_name")]
    pub(in super::super) index_name: Option<Name>,
    #[serde(default)]
    pub(in super::super) rare: Option<RareConstraint>,
}

/// What only a foreign key has.
#[derive(Debug, Deserialize)]
pub(in super::super) struct ForeignKeyPart {
    pub(in super::super) references: Oid,
    pub(in super::super) columns: Vec<i16>,
    on_delete: char,
    on_update: char,
    pub(in super::super) match_full: bool,
    pub(in super::super) set_on_delete: Option<Vec<i16>>,
}

impl ForeignKeyPart {
    pub(in super::super) fn on_delete(&self) -> Action {
        action(self.on_delete)
    }

    pub(in super::super) fn on_update(&self) -> Action {
        action(self.on_update)
    }
}

/// What is said of few constraints.
#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct RareConstraint {
    pub(in super::super) no_inherit: bool,
    not_valid: bool,
    not_enforced: bool,
    deferrable: bool,
    deferred: bool,
    /// `WITHOUT OVERLAPS` of a key, `PERIOD` of a foreign key.
    pub(in super::super) period: bool,
    pub(in super::super) include: Option<Vec<i16>>,
    pub(in super::super) nulls_not_distinct: bool,
    pub(in super::super) parameters: Option<Vec<String>>,
    pub(in super::super) tablespace: Option<String>,
}

impl RareConstraint {
    pub(in super::super) fn deferral(&self) -> Deferral {
        match (self.deferrable, self.deferred) {
            (false, _) => Deferral::NotDeferrable,
            (true, false) => Deferral::InitiallyImmediate,
            (true, true) => Deferral::InitiallyDeferred,
        }
    }

    /// What is not enforced is not valid either.
    pub(in super::super) fn validity(&self) -> Validity {
        match (self.not_enforced, self.not_valid) {
            (true, _) => Validity::NotEnforced,
            (false, true) => Validity::NotValid,
            (false, false) => Validity::Valid,
        }
    }
}

fn action(letter: char) -> Action {
    match letter {
        'r' => Action::Restrict,
        'c' => Action::Cascade,
        'n' => Action::SetNull,
        'd' => Action::SetDefault,
        _ => Action::NoAction,
    }
}
