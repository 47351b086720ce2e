//! The rows of PostgreSQL's catalogs, as the queries answer them.

mod constraint;
mod index;
mod object;
mod relation;
mod said;
mod table;

use limbeck_schema::Name;
use serde::{Deserialize, Deserializer, de::Error};

pub(super) use constraint::{ConstraintKind, ConstraintRow, RareConstraint};
pub(super) use index::{IndexPartRow, IndexRow};
pub(super) use object::{
    AggregateRow, CheckRow, EventTriggerRow, ExtensionRow, PolicyRow, RoutineKind, RoutineRow, SequenceRow,
    StatementRow, StatisticsRow, TextSearchRow, TypeKind, TypeRow,
};
pub(super) use relation::{ColumnRow, NamespaceRow, RareColumn, RelationKind, RelationRow};
pub(super) use said::{CommentRow, DefaultPrivilegeRow, DependencyLines, GrantRow, UnmanagedRow};
pub(super) use table::{InheritanceRow, RuleRow, TableRow, TriggerRow, ViewRow};

/// The number of a row in one of the catalogs.
pub(super) type Oid = u32;

/// The whole answer.
#[derive(Debug, Deserialize)]
pub(super) struct Catalog {
    /// Where things are made when nothing is said; none where the search path leads nowhere.
    pub(super) default_namespace: Option<String>,
    pub(super) namespaces: Vec<NamespaceRow>,
    pub(super) relations: Vec<RelationRow>,
    pub(super) inheritance: Vec<InheritanceRow>,
    pub(super) tables: Vec<TableRow>,
    pub(super) columns: Vec<ColumnRow>,
    pub(super) constraints: Vec<ConstraintRow>,
    pub(super) indexes: Vec<IndexRow>,
    pub(super) index_parts: Vec<IndexPartRow>,
    pub(super) triggers: Vec<TriggerRow>,
    pub(super) rules: Vec<RuleRow>,
    pub(super) policies: Vec<PolicyRow>,
    pub(super) statistics: Vec<StatisticsRow>,
    pub(super) views: Vec<ViewRow>,
    pub(super) sequences: Vec<SequenceRow>,
    pub(super) types: Vec<TypeRow>,
    pub(super) collations: Vec<StatementRow>,
    pub(super) text_searches: Vec<TextSearchRow>,
    pub(super) routines: Vec<RoutineRow>,
    pub(super) aggregates: Vec<AggregateRow>,
    pub(super) extensions: Vec<ExtensionRow>,
    pub(super) event_triggers: Vec<EventTriggerRow>,
    pub(super) comments: Vec<CommentRow>,
    pub(super) grants: Vec<GrantRow>,
    pub(super) default_privileges: Vec<DefaultPrivilegeRow>,
    pub(super) unmanaged: Vec<UnmanagedRow>,
    pub(super) dependencies: Vec<DependencyLines>,
}

/// A name, which is never empty.
fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
    Name::new(String::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// A name where there is one.
fn maybe_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Name>, D::Error> {
    Option::<String>::deserialize(deserializer)?.map(Name::new).transpose().map_err(D::Error::custom)
}

/// Names, in the order of the answer.
fn names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Name>, D::Error> {
    Vec::<String>::deserialize(deserializer)?
        .into_iter()
        .map(|name| Name::new(name).map_err(D::Error::custom))
        .collect()
}
