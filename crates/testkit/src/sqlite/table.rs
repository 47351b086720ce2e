//! What is said of a table as a whole.

use limbeck_schema::Table;

/// `AUTOINCREMENT` counts rowids: where there are none it is refused.
pub(crate) fn drop_autoincrement_without_rowid(table: &mut Table) {
    if let Some(key) = &mut table.primary_key {
        key.autoincrement &= !table.options.without_rowid;
    }
}
