//! Columns that an entity calls otherwise than the database does, and otherwise than its own field.
//!
//! `sea-orm-cli` (2.0.4) forgets the name of a column such as `totp_2fa` in the expanded form, where SeaORM goes by the
//! variant and finds `totp2fa`. To drop the one and add the other would lose what is in it.

use limbeck_schema::{Canonical, Coverage, Diagnostic, Name, ObjectName, Renames};

use super::of_columns;
use crate::{rename, rules::Rules};

/// The models with such columns under the names that are there, and what is told of each.
pub(in crate::complete) fn as_there(
    models: Canonical,
    coverage: &mut Coverage,
    rules: &dyn Rules,
    live: &Canonical,
) -> (Canonical, Vec<Diagnostic>) {
    let (mut renames, mut told) = (Renames::new(), Vec::new());
    let mut found: Vec<(ObjectName, Name, Name)> = Vec::new();
    for (table, column, other) in of_columns(coverage, |entity| &entity.called_otherwise) {
        let (own, other_name) = (rules.fold_name(column.clone()), rules.fold_name(other.name.clone()));
        let has = |side: &Canonical, name: &Name| {
            side.schema().tables.get(table).is_some_and(|table| table.columns.contains(name))
        };
        let is_it =
            has(live, &other_name) && !has(live, &own) && has(&models, &own) && !has(&models, &other_name);
        if is_it && renames.add_column(table.clone(), own, other_name).is_ok() {
            told.push(other.told.clone());
            found.push((table.clone(), column.clone(), other.name.clone()));
        }
    }
    // A name that is taken was looked for: then nothing is renamed, and the columns differ.
    let Ok(renamed) = rename(&models, &renames) else { return (models, Vec::new()) };
    for (table, column, name) in found {
        if let Some(entity) = coverage.tables.get_mut(&table).and_then(|said| said.entity.as_mut()) {
            entity.rename_column(&column, &name);
        }
    }
    (renamed, told)
}
