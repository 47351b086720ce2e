//! What a dialect has to know.

use std::collections::BTreeMap;

use limbeck_schema::{Dialect, Expr, Family, Index, Name, ObjectName, Schema};

use crate::{mysql, postgres, sqlite};

/// One dialect's judgement.
pub(crate) trait Rules {
    /// Sets every key of the schema.
    fn canonicalize(&self, schema: Schema, dialect: Dialect) -> Schema;

    /// The name under the key it is looked up by.
    fn fold_name(&self, name: Name) -> Name;

    /// The name of a table or a view under the keys it is looked up by.
    fn fold_table_name(&self, name: ObjectName, _: Dialect) -> ObjectName {
        ObjectName { name: self.fold_name(name.name), ..name }
    }

    /// The start of a name that is too long, `room` shorter than the longest one; none where the name fits, as
    /// any does on SQLite.
    fn cut<'n>(&self, _name: &'n str, _room: usize) -> Option<&'n str> {
        None
    }

    /// The expression in the names that hold after.
    fn rename_in_expr(&self, text: &str, names: &RenamedNames<'_>) -> String;

    /// Whether a model that only knows kinds of types would call both by one name.
    fn same_kind(&self, a: &str, b: &str) -> bool;

    /// Whether a model that knows the names of types, but not all details, means the other.
    fn same_type_name(&self, model: &str, other: &str) -> bool;

    /// Whether an ORM that says details by its own words means the other.
    fn same_details(&self, _model: &str, _other: &str) -> bool {
        false
    }

    /// The labels of an enumeration, as literals, where a column's type holds them.
    fn labels(&self, _type: &str) -> Option<Vec<String>> {
        None
    }

    /// The type of a column that holds these labels.
    fn labelled(&self, labels: &[String]) -> String {
        format!("enum({})", labels.join(","))
    }

    /// The type of that name as a column has it.
    fn type_text(&self, name: &ObjectName) -> String;

    /// Whether every table has such a column without saying so: SQLite's rowid.
    fn is_implied(&self, column: &Name) -> bool;

    /// Whether a default counts up by itself.
    fn counts(&self, default: &Expr) -> bool;

    /// Gives constraints the names that the database would make up, where it needs one to drop them by.
    fn name_constraints(&self, schema: &mut Schema, dialect: Dialect);

    /// Whether a unique index is called as one is that nobody named: where such a one is no constraint.
    fn has_implied_name(&self, _: &Index) -> bool {
        false
    }

    /// Whether only a server can say a schema's texts in other names, and what an expression means.
    fn is_said_by_server(&self) -> bool;

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
        Family::Mysql => &mysql::Mysql,
    }
}
