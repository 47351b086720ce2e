//! Which row of which catalog is which thing.

mod part;

use std::collections::BTreeMap;

use limbeck_schema::{Kind, Name, ObjectName, Thing};

use super::{
    catalog::{Oid, RelationKind},
    object::{is_object, routine, user_type},
    schema::Reading,
};
use crate::IntrospectError;

/// The numbers of the catalogs themselves, the same in every version.
pub(super) mod class {
    use super::Oid;

    pub(in super::super) const TYPE: Oid = 1247;
    pub(in super::super) const ROUTINE: Oid = 1255;
    pub(in super::super) const RELATION: Oid = 1259;
    pub(in super::super) const DEFAULT: Oid = 2604;
    pub(in super::super) const CONSTRAINT: Oid = 2606;
    pub(in super::super) const NAMESPACE: Oid = 2615;
    pub(in super::super) const RULE: Oid = 2618;
    pub(in super::super) const TRIGGER: Oid = 2620;
    pub(in super::super) const EXTENSION: Oid = 3079;
    pub(in super::super) const POLICY: Oid = 3256;
    pub(in super::super) const STATISTICS: Oid = 3381;
    pub(in super::super) const COLLATION: Oid = 3456;
    pub(in super::super) const EVENT_TRIGGER: Oid = 3466;
    pub(in super::super) const TEXT_SEARCH_DICTIONARY: Oid = 3600;
    pub(in super::super) const TEXT_SEARCH: Oid = 3602;
}

/// How the server refers to anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    class: Oid,
    object: Oid,
    /// The number of a column; 0 is the whole.
    part: i32,
}

impl Address {
    pub(super) fn new(class: Oid, object: Oid, part: i32) -> Self {
        Self { class, object, part }
    }

    /// What this is a part of, or itself.
    pub(super) fn whole(self) -> Self {
        Self { part: 0, ..self }
    }
}

/// The things limbeck speaks of, by their addresses.
#[derive(Debug, Default)]
pub(super) struct Things {
    named: BTreeMap<Address, Thing>,
    /// What can be spoken of and is no thing of its own: a column of a view stands for the view, the index
    /// of a constraint for the constraint; none where nothing needs to wait for it.
    stand_ins: BTreeMap<Address, Option<Thing>>,
    parts: Vec<(Thing, Thing)>,
}

impl Things {
    pub(super) fn new(reading: &Reading<'_>) -> Result<Self, IntrospectError> {
        let mut things = Self::default();
        things.add_namespaces(reading);
        things.add_relations(reading);
        things.add_objects(reading)?;
        part::add(&mut things, reading)?;
        Ok(things)
    }

    /// What comments and rights can be about.
    pub(super) fn named(&self, address: Address) -> Option<&Thing> {
        self.named.get(&address)
    }

    /// What is made and dropped by itself.
    pub(super) fn own(&self, address: Address) -> Option<&Thing> {
        match self.stand_ins.get(&address) {
            Some(stand_in) => stand_in.as_ref(),
            None => self.named.get(&address),
        }
    }

    /// Whether limbeck knows what to do about it.
    pub(super) fn knows(&self, address: Address) -> bool {
        self.stand_ins.contains_key(&address) || self.named.contains_key(&address)
    }

    /// Parts, each with what holds it.
    pub(super) fn parts(&self) -> impl Iterator<Item = &(Thing, Thing)> {
        self.parts.iter()
    }

    fn add(&mut self, class: Oid, object: Oid, thing: Thing) {
        self.named.insert(Address::new(class, object, 0), thing);
    }

    fn stand_in(&mut self, address: Address, thing: Option<Thing>) {
        self.stand_ins.insert(address, thing);
    }

    fn add_part(&mut self, address: Address, thing: Thing, holder: Thing) {
        self.named.insert(address, thing.clone());
        self.parts.push((thing, holder));
    }

    fn add_namespaces(&mut self, reading: &Reading<'_>) {
        let default = reading.catalog.default_namespace.as_deref();
        for row in reading.catalog.namespaces.iter().filter(|row| !row.member) {
            self.add(class::NAMESPACE, row.oid, plain(Kind::Namespace, &row.name));
            if !is_object(&row.name, row.member, default) {
                self.stand_in(Address::new(class::NAMESPACE, row.oid, 0), None);
            }
        }
        for row in &reading.catalog.extensions {
            self.add(class::EXTENSION, row.oid, plain(Kind::Extension, &row.name));
        }
    }

    fn add_relations(&mut self, reading: &Reading<'_>) {
        for (oid, relation) in reading.relations.iter().filter(|(_, relation)| !relation.member) {
            self.add(class::RELATION, oid, relation.thing());
        }
        let composites = reading.catalog.relations.iter();
        for row in composites.filter(|row| row.kind == RelationKind::Composite && !row.member) {
            if let Some(thing) = self.named.get(&Address::new(class::RELATION, row.oid, 0)).cloned() {
                self.add(class::TYPE, row.row_type, thing);
            }
        }
    }

    fn add_objects(&mut self, reading: &Reading<'_>) -> Result<(), IntrospectError> {
        let (catalog, places) = (reading.catalog, &reading.places);
        for row in &catalog.types {
            let domain = places.object(row.namespace, &row.name)?;
            let thing = Thing::new(user_type::kind(row.kind), domain.clone());
            for check in row.checks.iter().flatten() {
                let part = Thing::part(Kind::DomainConstraint, domain.clone(), check.name.clone());
                self.add(class::CONSTRAINT, check.oid, part);
                self.stand_in(Address::new(class::CONSTRAINT, check.oid, 0), Some(thing.clone()));
            }
            self.add(class::TYPE, row.oid, thing);
        }
        for row in &catalog.collations {
            let name = places.object(row.namespace, &row.name)?;
            self.add(class::COLLATION, row.oid, Thing::new(Kind::Collation, name));
        }
        for row in &catalog.text_searches {
            let name = places.object(row.statement.namespace, &row.statement.name)?;
            self.add(row.kind.class(), row.statement.oid, Thing::new(row.kind.kind(), name));
        }
        for row in &catalog.routines {
            self.add(class::ROUTINE, row.oid, routine::routine(row, reading)?);
        }
        for row in &catalog.aggregates {
            self.add(class::ROUTINE, row.statement.oid, routine::aggregate(row, reading)?);
        }
        for row in &catalog.event_triggers {
            self.add(class::EVENT_TRIGGER, row.oid, plain(Kind::EventTrigger, &row.name));
        }
        Ok(())
    }
}

fn plain(kind: Kind, name: &Name) -> Thing {
    Thing::new(kind, ObjectName::plain(name.clone()))
}
