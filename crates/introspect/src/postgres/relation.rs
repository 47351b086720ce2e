//! Tables, views, composite types and sequences by their numbers, to find names by.

use std::collections::BTreeMap;

use limbeck_schema::{Kind, Name, ObjectName, Thing};

use super::{
    catalog::{Catalog, Oid, RelationKind},
    names::Places,
    wrong,
};
use crate::IntrospectError;

/// All of them.
#[derive(Debug)]
pub(super) struct Relations(BTreeMap<Oid, Relation>);

/// One of them.
#[derive(Debug)]
pub(super) struct Relation {
    pub(super) name: ObjectName,
    pub(super) kind: RelationKind,
    /// Whether an extension made it.
    pub(super) member: bool,
    columns: BTreeMap<i16, Name>,
}

impl Relations {
    pub(super) fn new(catalog: &Catalog, places: &Places) -> Result<Self, IntrospectError> {
        let mut relations = BTreeMap::new();
        for row in &catalog.relations {
            let name = places.object(row.namespace, &row.name)?;
            let relation = Relation { name, kind: row.kind, member: row.member, columns: BTreeMap::new() };
            relations.insert(row.oid, relation);
        }
        for row in &catalog.columns {
            if let Some(relation) = relations.get_mut(&row.relation) {
                relation.columns.insert(row.number, row.name.clone());
            }
        }
        Ok(Self(relations))
    }

    /// The one of that number.
    pub(super) fn get(&self, oid: Oid) -> Result<&Relation, IntrospectError> {
        self.0.get(&oid).ok_or_else(|| wrong("relations", format!("there is none with the number {oid}")))
    }

    /// In the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Oid, &Relation)> {
        self.0.iter().map(|(oid, relation)| (*oid, relation))
    }
}

impl Relation {
    /// Its column of that number.
    pub(super) fn column(&self, number: i16) -> Result<&Name, IntrospectError> {
        self.columns
            .get(&number)
            .ok_or_else(|| wrong("columns", format!("`{}` has none with the number {number}", self.name)))
    }

    /// Its columns of those numbers.
    pub(super) fn names(&self, numbers: &[i16]) -> Result<Vec<Name>, IntrospectError> {
        numbers.iter().map(|number| self.column(*number).cloned()).collect()
    }

    /// What holds its columns.
    pub(super) fn thing(&self) -> Thing {
        Thing::new(self.thing_kind(), self.name.clone())
    }

    /// A part of it.
    pub(super) fn part(&self, kind: Kind, name: &Name) -> Thing {
        Thing::part(kind, self.name.clone(), name.clone())
    }

    /// Whether it is a table, here or on another server.
    pub(super) fn is_table(&self) -> bool {
        matches!(self.kind, RelationKind::Table | RelationKind::ForeignTable)
    }

    fn thing_kind(&self) -> Kind {
        match self.kind {
            RelationKind::Table => Kind::Table,
            RelationKind::ForeignTable => Kind::ForeignTable,
            RelationKind::View => Kind::View,
            RelationKind::MaterializedView => Kind::MaterializedView,
            RelationKind::Composite => Kind::Composite,
            RelationKind::Sequence => Kind::Sequence,
        }
    }
}
