//! Sequences, but for those behind identity columns.

use limbeck_schema::{Body, Object, Sequence, SqlType};

use super::super::{catalog::SequenceRow, schema::Reading};
use crate::IntrospectError;

pub(super) fn read(reading: &Reading<'_>, objects: &mut Vec<Object>) -> Result<(), IntrospectError> {
    for row in reading.catalog.sequences.iter().filter(|row| !row.identity) {
        let mut sequence = counting(row);
        if let (Some(owner), Some(column)) = (row.owner, row.column) {
            let owner = reading.relations.get(owner)?;
            sequence.owned_by = Some((owner.name.clone(), owner.column(column)?.clone()));
        }
        let id = reading.relations.get(row.oid)?.thing();
        objects.push(Object { id, body: Body::Sequence(sequence) });
    }
    Ok(())
}

/// How it counts, whoever it goes with.
pub(in super::super) fn counting(row: &SequenceRow) -> Sequence {
    Sequence {
        sql_type: SqlType::new(row.sql_type.clone()),
        start: row.start,
        increment: row.increment,
        min: row.min,
        max: row.max,
        cache: row.cache,
        cycle: row.cycle,
        unlogged: row.unlogged,
        owned_by: None,
    }
}
