//! Indexes somebody created.

use std::collections::BTreeMap;

use limbeck_schema::{Index, IndexPart, IndexTerm, Items, Name, ObjectName, Schema};

use super::{
    catalog::{IndexPartRow, IndexRow, Oid},
    expression::{bare, options},
    relation::Relation,
    schema::{Reading, twice, warning},
    wrong,
};
use crate::{IntrospectError, Introspected};

/// Adds the indexes to their tables and materialized views.
pub(super) fn read(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    let mut parts: BTreeMap<Oid, Vec<&IndexPartRow>> = BTreeMap::new();
    for row in &reading.catalog.index_parts {
        parts.entry(row.index).or_default().push(row);
    }
    for row in &reading.catalog.indexes {
        let relation = reading.relations.get(row.relation)?;
        let own = parts.remove(&row.oid).unwrap_or_default();
        let index = index(row, &own, (reading, relation))?;
        tell(row, &index, relation, found);
        let indexes = holder(&mut found.schema, &relation.name);
        let indexes = indexes.ok_or_else(|| wrong("indexes", format!("`{}` holds none", relation.name)))?;
        indexes.add(index).map_err(twice("indexes"))?;
    }
    Ok(())
}

fn holder<'s>(schema: &'s mut Schema, name: &ObjectName) -> Option<&'s mut Items<Index>> {
    match schema.tables.get_mut(name) {
        Some(table) => Some(&mut table.indexes),
        None => schema.views.get_mut(name).map(|view| &mut view.indexes),
    }
}

fn index(
    row: &IndexRow,
    own: &[&IndexPartRow],
    (reading, relation): (&Reading<'_>, &Relation),
) -> Result<Index, IntrospectError> {
    let mut parts = Vec::new();
    let mut include = Vec::new();
    for part in own {
        match part.options {
            Some(options) => {
                let mut term = term(part, options, relation)?;
                term.collation = reading.places.collation(part.collation.as_ref(), part.collation_namespace);
                parts.push(term);
            }
            None => include.push(relation.column(part.number)?.clone()),
        }
    }
    Ok(Index {
        name: row.name.clone(),
        unique: row.unique,
        parts,
        predicate: row.predicate.as_deref().map(bare),
        method: row.method.clone(),
        include,
        nulls_not_distinct: row.nulls_not_distinct,
        parameters: options(row.parameters.as_ref()),
        tablespace: row.tablespace.clone(),
        // One on a partitioned table is valid when all partitions have one that is.
        only: row.partitioned && !row.valid,
        invalid: !row.partitioned && !row.valid,
    })
}

fn term(part: &IndexPartRow, options: i16, relation: &Relation) -> Result<IndexPart, IntrospectError> {
    let term = match &part.expression {
        Some(expression) => IndexTerm::Expr(bare(expression)),
        None => IndexTerm::Column(relation.column(part.number)?.clone()),
    };
    let (descending, nulls_first) = (options & 1 != 0, options & 2 != 0);
    Ok(IndexPart {
        term,
        descending,
        collation: None,
        length: None,
        operator_class: part.operator_class.as_deref().map(|class| operator_class(class, part)),
        nulls_first: (descending != nulls_first).then_some(nulls_first),
    })
}

/// The class with its parameters, as the server prints them.
fn operator_class(class: &str, part: &IndexPartRow) -> String {
    let parameters: Vec<String> = options(part.operator_class_options.as_ref())
        .into_iter()
        .map(|(name, value)| format!("{name}='{}'", value.replace('\'', "''")))
        .collect();
    if parameters.is_empty() { class.to_owned() } else { format!("{class} ({})", parameters.join(", ")) }
}

fn tell(row: &IndexRow, index: &Index, relation: &Relation, found: &mut Introspected) {
    let name = &index.name;
    if index.invalid {
        let mut half = warning(format!(
            "index `{name}` of `{}` is invalid: building it failed, and queries do not use it",
            relation.name
        ));
        half.help = Some(format!("build it with REINDEX INDEX CONCURRENTLY {}", qualified(relation, name)));
        found.diagnostics.push(half);
    }
    if index.only && row.attached {
        found.diagnostics.push(warning(format!(
            "index `{name}` of `{}` has indexes of some partitions attached and of others not: limbeck \
             sees the table's alone",
            relation.name
        )));
    }
}

fn qualified(relation: &Relation, index: &Name) -> ObjectName {
    ObjectName { namespace: relation.name.namespace.clone(), name: index.clone() }
}
