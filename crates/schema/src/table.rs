//! Tables, and the schema that holds them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Bag, Check, Column, Comment, Dependencies, Exclusion, Expr, ForeignKey, Grant, Index, IndexTerm, Items,
    Name, Named, Object, ObjectName, PrimaryKey, Trigger, Unique, View,
};

/// Everything limbeck manages in one database.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schema {
    /// Tables.
    pub tables: Items<Table>,
    /// Views.
    pub views: Items<View>,
    /// Types, sequences, routines, policies and what else is there beside tables and views.
    pub objects: Items<Object>,
    /// What is said of things for their readers; of tables and columns it is said in them.
    pub comments: Items<Comment>,
    /// Rights beyond those that come by default.
    pub grants: Bag<Grant>,
    /// Who needs whom, as far as the database knows. Not compared: it follows from the rest.
    pub dependencies: Dependencies,
    /// What is there and left alone. Not compared, so not part of any change.
    pub unmanaged: Items<Unmanaged>,
}

/// A table with all that belongs to it.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: ObjectName,
    /// Its columns, in order; the order is kept, and compared where it is `ordered`.
    pub columns: Items<Column>,
    /// Whether the order of its columns counts, which it does only for whom asks for it.
    pub ordered: bool,
    /// Its primary key.
    pub primary_key: Option<PrimaryKey>,
    /// Its unique constraints.
    pub uniques: Bag<Unique>,
    /// Its foreign keys.
    pub foreign_keys: Bag<ForeignKey>,
    /// Its checks.
    pub checks: Bag<Check>,
    /// Its exclusion constraints.
    pub exclusions: Bag<Exclusion>,
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
            ordered: false,
            primary_key: None,
            uniques: Bag::new(),
            foreign_keys: Bag::new(),
            checks: Bag::new(),
            exclusions: Bag::new(),
            indexes: Items::new(),
            triggers: Items::new(),
            options: TableOptions::default(),
            unmodelled: Bag::new(),
        }
    }
}

impl Table {
    /// Whether anything in it is computed, which could name its columns; defaults cannot.
    pub fn has_expressions(&self) -> bool {
        let is_computed = |index: &Index| {
            index.predicate.is_some()
                || index.parts.iter().any(|part| matches!(part.term, IndexTerm::Expr(_)))
        };
        !self.checks.is_empty()
            || self.columns.iter().any(|column| column.generated.is_some())
            || self.indexes.iter().any(is_computed)
    }
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        // Taken apart, so that a new field cannot be forgotten here.
        let Self {
            name,
            columns,
            ordered,
            primary_key,
            uniques,
            foreign_keys,
            checks,
            exclusions,
            indexes,
            triggers,
            options,
            unmodelled,
        } = self;
        *name == other.name
            && *columns == other.columns
            && *ordered == other.ordered
            && (!ordered || columns.names().eq(other.columns.names()))
            && *primary_key == other.primary_key
            && *uniques == other.uniques
            && *foreign_keys == other.foreign_keys
            && *checks == other.checks
            && *exclusions == other.exclusions
            && *indexes == other.indexes
            && *triggers == other.triggers
            && *options == other.options
            && *unmodelled == other.unmodelled
    }
}

impl Eq for Table {}

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
    /// PostgreSQL's `UNLOGGED`.
    pub unlogged: bool,
    /// `PARTITION BY`: what stands behind those words; on MySQL with all partitions.
    pub partitioned_by: Option<Expr>,
    /// What it is a partition of.
    pub partition_of: Option<Partition>,
    /// The tables it inherits from, in order.
    pub inherits: Vec<ObjectName>,
    /// The composite type it is a table of.
    pub of_type: Option<ObjectName>,
    /// The server it is on.
    pub foreign: Option<ForeignTable>,
    /// Its parameters, such as `fillfactor`. On MySQL its options by their names, with their values as the
    /// server prints them: `ENGINE` is `InnoDB`, `COLLATE` is the collation new columns have.
    pub parameters: BTreeMap<String, String>,
    /// Where it is stored, where that is not the default.
    pub tablespace: Option<Name>,
    /// How it is stored, where that is not `heap`.
    pub access_method: Option<Name>,
    /// What tells replicas which row is meant.
    pub replica_identity: ReplicaIdentity,
    /// Whether policies hold.
    pub row_security: RowSecurity,
    /// The index by which `CLUSTER` sorts it.
    pub clustered_on: Option<Name>,
}

impl TableOptions {
    /// Those that are said here, and of the rest what stands `there`. Of parameters only those that are
    /// `named` are said; one that the server does not print is as if it were not there.
    #[must_use]
    pub fn over(&self, there: &Self, named: &BTreeSet<String>) -> Self {
        let mut options = there.clone();
        options.strict |= self.strict;
        options.without_rowid |= self.without_rowid;
        options.unlogged |= self.unlogged;
        if self.tablespace.is_some() {
            options.tablespace = self.tablespace.clone();
        }
        options.parameters.retain(|name, _| !named.contains(name));
        let said = self.parameters.iter().filter(|(name, _)| named.contains(*name));
        options.parameters.extend(said.map(|(name, value)| (name.clone(), value.clone())));
        options
    }
}

/// A table as a part of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Partition {
    /// The other.
    pub parent: ObjectName,
    /// `FOR VALUES ...` or `DEFAULT`.
    pub bound: Expr,
}

/// A table on another server.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ForeignTable {
    /// The server.
    pub server: Name,
    /// What it is told.
    pub options: BTreeMap<String, String>,
}

/// PostgreSQL's `REPLICA IDENTITY`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ReplicaIdentity {
    /// The primary key.
    #[default]
    Default,
    /// The whole row.
    Full,
    /// Nothing.
    Nothing,
    /// An index.
    Index(Name),
}

/// PostgreSQL's `ROW LEVEL SECURITY`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RowSecurity {
    /// Whether policies hold for others than the owner.
    pub enabled: bool,
    /// Whether they hold for the owner too.
    pub forced: bool,
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
