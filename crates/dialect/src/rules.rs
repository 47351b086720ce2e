//! What a dialect has to know.

use std::collections::BTreeMap;

use limbeck_schema::{Family, Name, Schema};

use crate::{postgres, sqlite};

/// One dialect's judgement.
pub(crate) trait Rules {
    /// Sets every key of the schema.
    fn canonicalize(&self, schema: Schema) -> Schema;

    /// The expression in the names that hold after.
    fn rename_in_expr(&self, text: &str, names: &RenamedNames<'_>) -> String;

    /// Whether a model that only knows kinds of types would call both by one name.
    fn same_kind(&self, a: &str, b: &str) -> bool;

    /// Whether every table has such a column without saying so: SQLite's rowid.
    fn is_implied(&self, column: &Name) -> bool;

    /// Whether the expression mentions the column.
    fn mentions(&self, text: &str, column: &Name) -> bool;
}

/// New names inside one table.
pub(crate) struct RenamedNames<'a> {
    /// The table's name before and after, where it changes.
    pub(crate) table: Option<(&'a Name, &'a Name)>,
    /// Columns, by the key of their name before.
    pub(crate) columns: BTreeMap<&'a str, &'a Name>,
}

/// The rules of a family.
pub(crate) fn of(family: Family) -> &'static dyn Rules {
    match family {
        Family::Sqlite => &sqlite::Sqlite,
        Family::Postgres => &postgres::Postgres,
    }
}
