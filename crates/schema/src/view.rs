//! Views.

use std::collections::BTreeMap;

use crate::{Expr, Index, Items, Name, Named, ObjectName, SqlType, Statement, Trigger};

/// A view, with the triggers that stand in for writing to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its name.
    pub name: ObjectName,
    /// What it shows: on SQLite the whole `CREATE VIEW` statement, as the database keeps it; on
    /// PostgreSQL and MySQL the query alone.
    pub definition: Statement,
    /// Its columns in order, where the database says: only what stays in front can be replaced in place.
    pub columns: Vec<ViewColumn>,
    /// `INSTEAD OF` triggers.
    pub triggers: Items<Trigger>,
    /// Whether its rows are kept: `MATERIALIZED`.
    pub materialized: bool,
    /// Its indexes, where it is materialized.
    pub indexes: Items<Index>,
    /// `security_barrier`, `check_option`, ...; on MySQL `ALGORITHM`, `SQL SECURITY`,
    /// `CHECK OPTION` and `COLUMNS`, the names in front of the query,
    /// where they are not what is meant when nothing is said.
    pub options: BTreeMap<String, String>,
}

impl View {
    /// A view with nothing else said of it.
    pub fn new(name: ObjectName, definition: Statement) -> Self {
        Self {
            name,
            definition,
            columns: Vec::new(),
            triggers: Items::new(),
            materialized: false,
            indexes: Items::new(),
            options: BTreeMap::new(),
        }
    }
}

/// A column of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewColumn {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub sql_type: SqlType,
    /// What is stored through the view when nothing is given.
    pub default: Option<Expr>,
}

impl Named for View {
    type Key = ObjectName;
    fn name(&self) -> &ObjectName {
        &self.name
    }
}
