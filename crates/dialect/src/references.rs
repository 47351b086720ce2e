//! What foreign keys refer to.

use std::collections::BTreeMap;

use limbeck_schema::{Name, ObjectName, Schema};

/// A reference that names no columns is to the parent's primary key.
pub(crate) fn settle(schema: &mut Schema) {
    let keys: BTreeMap<ObjectName, Vec<Name>> = schema
        .tables
        .iter()
        .filter_map(|table| {
            let parts = table.primary_key.as_ref()?.parts.iter();
            Some((table.name.clone(), parts.map(|part| part.column.clone()).collect()))
        })
        .collect();
    for key in schema.tables.iter_mut().flat_map(|table| table.foreign_keys.iter_mut()) {
        if key.referenced.text.is_empty() {
            key.referenced.key = keys.get(&key.references).cloned().unwrap_or_default();
        }
    }
}
