//! Foreign keys to tables that no entity stands for: none could say them.

use limbeck_schema::{Coverage, ForeignKey, Schema};

/// Those that are there stay, where what they refer to stays or is out of scope.
pub(in crate::complete) fn keep(schema: &mut Schema, wanted: &Schema, coverage: &Coverage, live: &Schema) {
    for table in wanted.tables.iter().filter(|table| coverage.of(&table.name).entity.is_some()) {
        let Some(there) = live.tables.get(&table.name) else { continue };
        let is_outside = |key: &&ForeignKey| {
            !wanted.tables.contains(&key.references)
                && (schema.tables.contains(&key.references) || !live.tables.contains(&key.references))
        };
        let outside: Vec<ForeignKey> = there.foreign_keys.iter().filter(is_outside).cloned().collect();
        // The tables are copied to be changed.
        if outside.is_empty() {
            continue;
        }
        let Some(table) = schema.tables.get_mut(&table.name) else { continue };
        for key in outside {
            let has_columns = key.columns.iter().all(|column| table.columns.contains(column));
            if has_columns && !table.foreign_keys.iter().any(|other| *other == key) {
                table.foreign_keys.add(key);
            }
        }
    }
}
