//! Functions, procedures and aggregates.

use limbeck_schema::{Body, Kind, Name, Object, ObjectName, Routine, Statement, Thing};

use super::super::{
    catalog::{AggregateRow, RoutineKind, RoutineRow},
    schema::Reading,
    wrong,
};
use crate::IntrospectError;

pub(super) fn read(reading: &Reading<'_>, objects: &mut Vec<Object>) -> Result<(), IntrospectError> {
    for row in &reading.catalog.routines {
        let id = routine(row, reading)?;
        let definition = row.definition.as_deref();
        let definition =
            definition.ok_or_else(|| wrong("routines", format!("`{id}` went away while it was read")))?;
        objects.push(Object {
            id,
            body: Body::Routine(Routine {
                definition: Statement::new(definition.trim_end()),
                signature: Statement::new(row.signature.clone()),
            }),
        });
    }
    for row in &reading.catalog.aggregates {
        objects.push(Object::statement(aggregate(row, reading)?, row.statement.definition.clone()));
    }
    Ok(())
}

/// What a function or procedure is called.
pub(in super::super) fn routine(row: &RoutineRow, reading: &Reading<'_>) -> Result<Thing, IntrospectError> {
    let kind = match row.kind {
        RoutineKind::Function => Kind::Function,
        RoutineKind::Procedure => Kind::Procedure,
    };
    Ok(taking(kind, reading.places.object(row.namespace, &row.name)?, &row.arguments))
}

/// What an aggregate is called.
pub(in super::super) fn aggregate(
    row: &AggregateRow,
    reading: &Reading<'_>,
) -> Result<Thing, IntrospectError> {
    let name = reading.places.object(row.statement.namespace, &row.statement.name)?;
    Ok(taking(Kind::Aggregate, name, &row.arguments))
}

/// A thing that is told apart by what it takes, if anything.
fn taking(kind: Kind, name: ObjectName, arguments: &str) -> Thing {
    Thing { kind, name, part: Name::new(arguments).ok() }
}
