//! Tables, with their columns and constraints.

mod column;
mod constraint;

use std::collections::BTreeMap;

use limbeck_schema::{
    Expr, ForeignTable, Partition, ReplicaIdentity, RowSecurity, Table, TableOptions, Unmodelled,
};

use super::{
    catalog::{InheritanceRow, Oid, TableRow},
    expression::options,
    relation::Relation,
    schema::{Reading, twice, warning},
    wrong,
};
use crate::{IntrospectError, Introspected};

/// Adds the tables in the order of their creation.
pub(super) fn read(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    let parents = parents(reading);
    let none = Vec::new();
    for row in &reading.catalog.tables {
        let relation = reading.relations.get(row.oid)?;
        let parents = parents.get(&row.oid).unwrap_or(&none);
        let mut table = Table::new(relation.name.clone());
        table.options = table_options(row, parents, reading)?;
        found.schema.tables.add(table).map_err(twice("tables"))?;
        tell_detaching(relation, parents, reading, found)?;
    }
    column::read(reading, found)?;
    constraint::read(reading, found)
}

/// Keeps what the model has no place for.
fn unmodelled(table: &mut Table, what: &str, text: impl Into<String>) {
    table.unmodelled.add(Unmodelled { what: what.to_owned(), text: text.into() });
}

fn parents<'c>(reading: &Reading<'c>) -> BTreeMap<Oid, Vec<&'c InheritanceRow>> {
    let mut parents: BTreeMap<Oid, Vec<&InheritanceRow>> = BTreeMap::new();
    for row in &reading.catalog.inheritance {
        parents.entry(row.child).or_default().push(row);
    }
    parents
}

fn table_options(
    row: &TableRow,
    parents: &[&InheritanceRow],
    reading: &Reading<'_>,
) -> Result<TableOptions, IntrospectError> {
    let mut inherits = Vec::new();
    for parent in parents {
        inherits.push(reading.relations.get(parent.parent)?.name.clone());
    }
    let mut partition_of = None;
    if let Some(bound) = &row.bound {
        // One that is being detached has its bound until the end.
        let parent = inherits.pop().ok_or_else(|| wrong("tables", "a partition has no parent"))?;
        partition_of = Some(Partition { parent, bound: Expr::new(bound.clone()) });
    }
    let mut parameters = options(row.parameters.as_ref());
    let toast = options(row.toast_parameters.as_ref());
    parameters.extend(toast.into_iter().map(|(name, value)| (format!("toast.{name}"), value)));
    let of_type = match (&row.of_type, row.of_type_namespace) {
        (Some(name), Some(namespace)) => Some(reading.places.object(namespace, name)?),
        _ => None,
    };
    Ok(TableOptions {
        unlogged: row.unlogged,
        partitioned_by: row.partitioned_by.clone().map(Expr::new),
        partition_of,
        inherits,
        of_type,
        foreign: row
            .server
            .clone()
            .map(|server| ForeignTable { server, options: options(row.server_options.as_ref()) }),
        parameters,
        tablespace: row.tablespace.clone(),
        access_method: row.access_method.clone(),
        replica_identity: replica_identity(row),
        row_security: RowSecurity { enabled: row.row_security, forced: row.row_security_forced },
        clustered_on: row.clustered_on.clone(),
        ..TableOptions::default()
    })
}

/// A foreign table has no rows to replicate, and the server says `NOTHING` of it (15 to 18).
fn replica_identity(row: &TableRow) -> ReplicaIdentity {
    match (row.replica_identity, &row.replica_index) {
        _ if row.server.is_some() => ReplicaIdentity::Default,
        (Some('f'), _) => ReplicaIdentity::Full,
        (Some('n'), _) => ReplicaIdentity::Nothing,
        (Some('i'), Some(index)) => ReplicaIdentity::Index(index.clone()),
        // The index is gone, which leaves nothing.
        (Some('i'), None) => ReplicaIdentity::Nothing,
        _ => ReplicaIdentity::Default,
    }
}

fn tell_detaching(
    relation: &Relation,
    parents: &[&InheritanceRow],
    reading: &Reading<'_>,
    found: &mut Introspected,
) -> Result<(), IntrospectError> {
    for row in parents.iter().filter(|row| row.detaching) {
        let (parent, child) = (&reading.relations.get(row.parent)?.name, &relation.name);
        let mut half = warning(format!(
            "detaching `{child}` from `{parent}` began and did not end: it is read as the partition it was"
        ));
        half.help = Some(format!("end it with ALTER TABLE {parent} DETACH PARTITION {child} FINALIZE"));
        found.diagnostics.push(half);
    }
    Ok(())
}
