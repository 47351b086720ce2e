//! Things beside tables and views.

pub(super) mod routine;
pub(super) mod sequence;
pub(super) mod user_type;

use limbeck_schema::{Body, Extension, Kind, Name, Object, ObjectName, Policy, Statement, Thing};

use super::{
    expression::bare,
    schema::{Reading, twice},
};
use crate::{IntrospectError, Introspected};

/// Adds them, those first that others are made of.
pub(super) fn read(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    let mut objects = Vec::new();
    namespaces(reading, &mut objects);
    extensions(reading, &mut objects)?;
    for row in &reading.catalog.collations {
        objects.push(statement(
            Kind::Collation,
            reading.places.object(row.namespace, &row.name)?,
            &row.definition,
        ));
    }
    for row in &reading.catalog.text_searches {
        let name = reading.places.object(row.statement.namespace, &row.statement.name)?;
        objects.push(statement(row.kind.kind(), name, &row.statement.definition));
    }
    user_type::read(reading, &mut objects)?;
    sequence::read(reading, &mut objects)?;
    routine::read(reading, &mut objects)?;
    policies(reading, &mut objects)?;
    statements(reading, &mut objects)?;
    for object in objects {
        found.schema.objects.add(object).map_err(twice("objects"))?;
    }
    Ok(())
}

/// Whether a namespace is a thing of its own: the default one and `public` are always there, and one
/// that an extension made is the extension's.
pub(super) fn is_object(name: &Name, member: bool, default: Option<&str>) -> bool {
    !member && name.as_str() != "public" && Some(name.as_str()) != default
}

fn namespaces(reading: &Reading<'_>, objects: &mut Vec<Object>) {
    let default = reading.catalog.default_namespace.as_deref();
    for row in &reading.catalog.namespaces {
        if is_object(&row.name, row.member, default) {
            objects.push(Object::namespace(row.name.clone()));
        }
    }
}

fn extensions(reading: &Reading<'_>, objects: &mut Vec<Object>) -> Result<(), IntrospectError> {
    for row in &reading.catalog.extensions {
        objects.push(Object {
            id: Thing::new(Kind::Extension, ObjectName::plain(row.name.clone())),
            body: Body::Extension(Extension {
                // Some are in `pg_catalog`, and go there by themselves.
                namespace: reading.places.elsewhere(row.namespace).cloned(),
                version: Some(row.version.clone()),
            }),
        });
    }
    Ok(())
}

fn policies(reading: &Reading<'_>, objects: &mut Vec<Object>) -> Result<(), IntrospectError> {
    for row in &reading.catalog.policies {
        objects.push(Object {
            id: reading.relations.get(row.relation)?.part(Kind::Policy, &row.name),
            body: Body::Policy(Policy {
                restrictive: row.restrictive,
                command: row.command().to_owned(),
                roles: row.roles.clone(),
                using: row.using.as_deref().map(bare),
                with_check: row.with_check.as_deref().map(bare),
            }),
        });
    }
    Ok(())
}

/// What is known by its statement alone and stands on other things.
fn statements(reading: &Reading<'_>, objects: &mut Vec<Object>) -> Result<(), IntrospectError> {
    let catalog = reading.catalog;
    for row in &catalog.rules {
        let id = reading.relations.get(row.relation)?.part(Kind::Rule, &row.name);
        objects.push(Object { id, body: Body::Statement(Statement::new(row.definition.clone())) });
    }
    for row in &catalog.statistics {
        let name = reading.places.object(row.statement.namespace, &row.statement.name)?;
        objects.push(statement(Kind::Statistics, name, &row.statement.definition));
    }
    for row in &catalog.event_triggers {
        objects.push(statement(Kind::EventTrigger, ObjectName::plain(row.name.clone()), &row.definition));
    }
    Ok(())
}

fn statement(kind: Kind, name: ObjectName, sql: &str) -> Object {
    Object::statement(Thing::new(kind, name), sql)
}
