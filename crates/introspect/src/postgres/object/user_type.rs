//! Enumerations, domains, ranges and composite types.

use std::collections::BTreeMap;

use limbeck_schema::{
    Attribute, Body, Check, Domain, Items, Kind, Object, ObjectName, SqlType, Statement, Thing, Validity,
};

use super::super::{
    catalog::{CheckRow, Oid, RelationKind, TypeKind, TypeRow},
    expression::bare,
    names::Places,
    schema::{Reading, twice},
};
use crate::IntrospectError;

pub(super) fn read(reading: &Reading<'_>, objects: &mut Vec<Object>) -> Result<(), IntrospectError> {
    for row in &reading.catalog.types {
        let name = reading.places.object(row.namespace, &row.name)?;
        objects.push(user_type(row, name, &reading.places));
    }
    composites(reading, objects)
}

/// What the kind of a type is to limbeck.
pub(in super::super) fn kind(kind: TypeKind) -> Kind {
    match kind {
        TypeKind::Enum => Kind::Enum,
        TypeKind::Domain => Kind::Domain,
        TypeKind::Range => Kind::Range,
    }
}

fn user_type(row: &TypeRow, name: ObjectName, places: &Places) -> Object {
    let body = match row.kind {
        TypeKind::Enum => Body::Enum(row.labels.clone().unwrap_or_default()),
        TypeKind::Range => Body::Statement(Statement::new(row.definition.clone().unwrap_or_default())),
        TypeKind::Domain => Body::Domain(Domain {
            base: SqlType::new(row.base.clone().unwrap_or_default()),
            nullable: !row.not_null,
            default: row.default.as_deref().map(bare),
            collation: places.collation(row.collation.as_ref(), row.collation_namespace),
            checks: row.checks.iter().flatten().map(check).collect(),
        }),
    };
    Object { id: Thing::new(kind(row.kind), name), body }
}

fn check(row: &CheckRow) -> Check {
    Check {
        name: limbeck_schema::KeyName::Given(row.name.clone()),
        validity: if row.validated { Validity::Valid } else { Validity::NotValid },
        ..Check::new(bare(&row.definition))
    }
}

fn composites(reading: &Reading<'_>, objects: &mut Vec<Object>) -> Result<(), IntrospectError> {
    let mut attributes: BTreeMap<Oid, Items<Attribute>> = BTreeMap::new();
    for row in &reading.catalog.columns {
        let relation = reading.relations.get(row.relation)?;
        if relation.kind != RelationKind::Composite || relation.member {
            continue;
        }
        let collation = row
            .rare
            .as_ref()
            .and_then(|rare| reading.places.collation(rare.collation.as_ref(), rare.collation_namespace));
        let sql_type = SqlType::new(row.sql_type.clone());
        let attribute = Attribute { name: row.name.clone(), sql_type, collation };
        attributes.entry(row.relation).or_default().add(attribute).map_err(twice("columns"))?;
    }
    for (oid, relation) in reading.relations.iter() {
        if relation.kind == RelationKind::Composite && !relation.member {
            let own = attributes.remove(&oid).unwrap_or_default();
            objects.push(Object { id: relation.thing(), body: Body::Composite(own) });
        }
    }
    Ok(())
}
