//! What a model source can speak of. What it cannot is not compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::ObjectName;

/// One thing that can be said of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The exact declared type of a column; without it, a type of the same kind will do.
    ExactType,
    /// Defaults of columns.
    Default,
    /// Collations.
    Collation,
    /// Generated columns.
    Generated,
    /// The primary key beyond its columns: AUTOINCREMENT, order, conflict clauses.
    KeyDetail,
    /// Unique constraints.
    Unique,
    /// Foreign keys.
    ForeignKey,
    /// Checks.
    Check,
    /// Indexes.
    Index,
    /// Triggers.
    Trigger,
    /// STRICT, WITHOUT ROWID and their kin.
    Options,
    /// Names of constraints that have none in the source.
    ConstraintName,
}

impl Aspect {
    /// Every aspect.
    pub const ALL: [Self; 12] = [
        Self::ExactType,
        Self::Default,
        Self::Collation,
        Self::Generated,
        Self::KeyDetail,
        Self::Unique,
        Self::ForeignKey,
        Self::Check,
        Self::Index,
        Self::Trigger,
        Self::Options,
        Self::ConstraintName,
    ];
}

/// What is said of one table; names and columns with nullability always are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableCoverage {
    /// The aspects some source speaks of.
    pub aspects: BTreeSet<Aspect>,
}

impl TableCoverage {
    /// Everything.
    pub fn full() -> Self {
        Self { aspects: Aspect::ALL.into_iter().collect() }
    }

    /// Whether `aspect` is spoken of.
    pub fn covers(&self, aspect: Aspect) -> bool {
        self.aspects.contains(&aspect)
    }
}

/// What a source, or several together, can speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Table by table; one that is not listed has `other_tables`.
    pub tables: BTreeMap<ObjectName, TableCoverage>,
    /// Whether a view that is not in the source should not exist.
    pub views: bool,
    /// Whether a table that is not in the source should not exist.
    pub absent_tables: bool,
    /// Whether a table without a primary key can be said; where not, its absence says nothing.
    pub keyless_tables: bool,
}

impl Coverage {
    /// Of a source that can say everything.
    pub fn full() -> Self {
        Self { tables: BTreeMap::new(), views: true, absent_tables: true, keyless_tables: true }
    }

    /// What is said of that table: everything, unless listed.
    pub fn of(&self, table: &ObjectName) -> TableCoverage {
        self.tables.get(table).cloned().unwrap_or_else(TableCoverage::full)
    }
}
