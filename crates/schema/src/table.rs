//! Tables, and the schema that holds them.

use crate::{
    Bag, Check, Column, ForeignKey, Index, Items, Named, ObjectName, PrimaryKey, Trigger, Unique, View,
};

/// Everything limbeck manages in one database.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schema {
    /// Tables.
    pub tables: Items<Table>,
    /// Views.
    pub views: Items<View>,
    /// What is there and left alone. Not compared, so not part of any change.
    pub unmanaged: Items<Unmanaged>,
}

/// A table with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: ObjectName,
    /// Its columns, in order; the order is kept and not compared.
    pub columns: Items<Column>,
    /// Its primary key.
    pub primary_key: Option<PrimaryKey>,
    /// Its unique constraints.
    pub uniques: Bag<Unique>,
    /// Its foreign keys.
    pub foreign_keys: Bag<ForeignKey>,
    /// Its checks.
    pub checks: Bag<Check>,
    /// Its indexes.
    pub indexes: Items<Index>,
    /// Its triggers.
    pub triggers: Items<Trigger>,
    /// What else is said of it as a whole.
    pub options: TableOptions,
    /// What was read and has no place in the model: kept, compared and reported, never dropped.
    pub unmodelled: Bag<Unmodelled>,
}

impl Table {
    /// A table of that name with nothing in it yet.
    pub fn new(name: ObjectName) -> Self {
        Self {
            name,
            columns: Items::new(),
            primary_key: None,
            uniques: Bag::new(),
            foreign_keys: Bag::new(),
            checks: Bag::new(),
            indexes: Items::new(),
            triggers: Items::new(),
            options: TableOptions::default(),
            unmodelled: Bag::new(),
        }
    }
}

impl Named for Table {
    type Key = ObjectName;
    fn name(&self) -> &ObjectName {
        &self.name
    }
}

/// What is said of a table as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TableOptions {
    /// SQLite's `STRICT`.
    pub strict: bool,
    /// SQLite's `WITHOUT ROWID`.
    pub without_rowid: bool,
    /// What the database keeps as a comment; never on SQLite.
    pub comment: Option<String>,
}

/// A clause that was read and has no place in the model.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unmodelled {
    /// What kind of clause.
    pub what: String,
    /// The clause.
    pub text: String,
}

/// An object that is known and left alone: a virtual table, what an extension owns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmanaged {
    /// Its name.
    pub name: ObjectName,
    /// What it is, as a reader would call it: `virtual table`.
    pub kind: String,
    /// The statement that made it, where there is one.
    pub definition: Option<String>,
}

impl Named for Unmanaged {
    type Key = ObjectName;
    fn name(&self) -> &ObjectName {
        &self.name
    }
}
