//! Parts of tables, views and types.

use limbeck_schema::{Kind, Name, ObjectName, Thing};

use super::{
    super::{
        catalog::{ColumnRow, ConstraintKind},
        relation::Relation,
        schema::Reading,
    },
    Address, Things, class,
};
use crate::IntrospectError;

/// Adds all of them.
pub(super) fn add(things: &mut Things, reading: &Reading<'_>) -> Result<(), IntrospectError> {
    for row in &reading.catalog.columns {
        let relation = reading.relations.get(row.relation)?;
        if !relation.member {
            add_column(things, row, relation);
        }
    }
    add_constraints(things, reading)?;
    add_indexes(things, reading)?;
    add_others(things, reading)?;
    add_identity_sequences(things, reading)
}

fn add_column(things: &mut Things, row: &ColumnRow, relation: &Relation) {
    let address = Address::new(class::RELATION, row.relation, i32::from(row.number));
    let default = row.default_oid.map(|oid| Address::new(class::DEFAULT, oid, 0));
    let column = relation.part(Kind::Column, &row.name);
    if !relation.is_table() {
        things.named.insert(address, column);
        things.stand_in(address, Some(relation.thing()));
        if let Some(default) = default {
            things.stand_in(default, Some(relation.thing()));
        }
        return;
    }
    things.add_part(address, column.clone(), relation.thing());
    let generated = row.rare.as_ref().is_some_and(|rare| rare.generated.is_some());
    match default {
        Some(default) if generated => things.stand_in(default, Some(column)),
        Some(default) => {
            things.parts.push((relation.part(Kind::Default, &row.name), column));
            things.add_part(default, relation.part(Kind::Default, &row.name), relation.thing());
        }
        None => {}
    }
}

fn add_constraints(things: &mut Things, reading: &Reading<'_>) -> Result<(), IntrospectError> {
    for row in &reading.catalog.constraints {
        let relation = reading.relations.get(row.relation)?;
        let address = Address::new(class::CONSTRAINT, row.oid, 0);
        if row.kind == ConstraintKind::NotNull {
            // What the column says of itself.
            let column = row.columns.as_deref().and_then(<[i16]>::first).copied();
            let column = column.map(|number| relation.column(number)).transpose()?;
            things.stand_in(address, column.map(|name| relation.part(Kind::Column, name)));
            continue;
        }
        let constraint = relation.part(Kind::Constraint, &row.name);
        things.add_part(address, constraint.clone(), relation.thing());
        if let Some(index) = row.index {
            let name = row.index_name.as_ref().unwrap_or(&row.name);
            things.add(class::RELATION, index, index_of(relation, name));
            things.stand_in(Address::new(class::RELATION, index, 0), Some(constraint));
        }
    }
    Ok(())
}

fn add_indexes(things: &mut Things, reading: &Reading<'_>) -> Result<(), IntrospectError> {
    for row in &reading.catalog.indexes {
        let relation = reading.relations.get(row.relation)?;
        let address = Address::new(class::RELATION, row.oid, 0);
        things.add_part(address, index_of(relation, &row.name), relation.thing());
    }
    Ok(())
}

fn add_others(things: &mut Things, reading: &Reading<'_>) -> Result<(), IntrospectError> {
    let catalog = reading.catalog;
    let triggers = catalog.triggers.iter().map(|row| (class::TRIGGER, row.oid, row.relation, &row.name));
    let rules = catalog.rules.iter().map(|row| (class::RULE, row.oid, row.relation, &row.name));
    let policies = catalog.policies.iter().map(|row| (class::POLICY, row.oid, row.relation, &row.name));
    for (class, oid, relation, name) in triggers.chain(rules).chain(policies) {
        let relation = reading.relations.get(relation)?;
        let kind = match class {
            class::TRIGGER => Kind::Trigger,
            class::RULE => Kind::Rule,
            _ => Kind::Policy,
        };
        things.add_part(Address::new(class, oid, 0), relation.part(kind, name), relation.thing());
    }
    for row in &catalog.statistics {
        let name = reading.places.object(row.statement.namespace, &row.statement.name)?;
        let holder = reading.relations.get(row.relation)?.thing();
        let address = Address::new(class::STATISTICS, row.statement.oid, 0);
        things.add_part(address, Thing::new(Kind::Statistics, name), holder);
    }
    Ok(())
}

/// The sequence behind a column comes and goes with it, but has rights of its own.
fn add_identity_sequences(things: &mut Things, reading: &Reading<'_>) -> Result<(), IntrospectError> {
    for row in reading.catalog.sequences.iter().filter(|row| row.identity) {
        if let (Some(table), Some(number)) = (row.owner, row.column) {
            let table = reading.relations.get(table)?;
            let column = table.part(Kind::Column, table.column(number)?);
            things.stand_in(Address::new(class::RELATION, row.oid, 0), Some(column));
        }
    }
    Ok(())
}

/// Indexes are found by their own names, in the namespace of what they are on.
fn index_of(relation: &Relation, name: &Name) -> Thing {
    let namespace = relation.name.namespace.clone();
    Thing::new(Kind::Index, ObjectName { namespace, name: name.clone() })
}
