//! Triggers of tables and views.

use limbeck_schema::{Statement, Trigger};

use super::{
    schema::{Reading, twice},
    wrong,
};
use crate::{IntrospectError, Introspected};

/// Adds the triggers to what they stand on.
pub(super) fn read(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    for row in &reading.catalog.triggers {
        let name = &reading.relations.get(row.relation)?.name;
        let triggers = match found.schema.tables.get_mut(name) {
            Some(table) => Some(&mut table.triggers),
            None => found.schema.views.get_mut(name).map(|view| &mut view.triggers),
        };
        let triggers = triggers.ok_or_else(|| wrong("triggers", format!("`{name}` holds none")))?;
        let definition = Statement::new(row.definition.clone());
        let trigger = Trigger { state: row.state(), ..Trigger::new(row.name.clone(), definition) };
        triggers.add(trigger).map_err(twice("triggers"))?;
    }
    Ok(())
}
