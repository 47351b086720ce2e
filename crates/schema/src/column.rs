//! Columns.

use crate::{Conflict, Expr, Name, Named, SqlType};

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: Name,
    /// Its declared type; SQLite allows an empty one.
    pub sql_type: SqlType,
    /// Whether NULL may be stored, as declared.
    pub nullable: bool,
    /// SQLite's `NOT NULL ON CONFLICT ...`; `None` is the default, abort.
    pub on_null: Option<Conflict>,
    /// What is stored when nothing is given, without outer parentheses.
    pub default: Option<Expr>,
    /// `COLLATE`, where it is not the default of the type.
    pub collation: Option<Name>,
    /// The expression the value is computed from.
    pub generated: Option<Generated>,
    /// What the database keeps as a comment; never on SQLite.
    pub comment: Option<String>,
}

impl Column {
    /// A nullable column of that type, with nothing else said of it.
    pub fn new(name: Name, sql_type: impl Into<String>) -> Self {
        Self {
            name,
            sql_type: SqlType::new(sql_type),
            nullable: true,
            on_null: None,
            default: None,
            collation: None,
            generated: None,
            comment: None,
        }
    }
}

impl Named for Column {
    type Key = Name;
    fn name(&self) -> &Name {
        &self.name
    }
}

/// `GENERATED ALWAYS AS (expr) STORED | VIRTUAL`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Generated {
    /// What is computed, without outer parentheses.
    pub expr: Expr,
    /// Kept on disk, or computed when read.
    pub stored: bool,
}
