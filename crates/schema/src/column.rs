//! Columns.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use crate::{Conflict, Expr, Name, Named, ObjectName, Sequence, SqlType};

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name.
    pub name: Name,
    /// Its declared type; SQLite allows an empty one.
    pub sql_type: SqlType,
    /// Whether NULL may be stored, as declared.
    pub nullable: bool,
    /// SQLite's `NOT NULL ON CONFLICT ...`; `None` is the default, abort.
    pub on_null: Option<Conflict>,
    /// What is stored when nothing is given, without outer parentheses. One whose key is empty means
    /// the same as none: `DEFAULT NULL`.
    pub default: Option<Expr>,
    /// `COLLATE`. One whose key is empty means the same as none: the default of the type.
    pub collation: Option<ObjectName>,
    /// The expression the value is computed from.
    pub generated: Option<Generated>,
    /// Numbers from a sequence of its own: `GENERATED ... AS IDENTITY`. Few columns have one, and it is large.
    pub identity: Option<Box<Identity>>,
    /// What the database keeps as a comment; never on SQLite.
    pub comment: Option<String>,
    /// PostgreSQL's `STORAGE`, where it is not that of the type.
    pub storage: Option<String>,
    /// PostgreSQL's `COMPRESSION`, where one is set.
    pub compression: Option<String>,
    /// PostgreSQL's `SET STATISTICS`, where a target is set.
    pub statistics: Option<i32>,
    /// PostgreSQL's options of an attribute, such as `n_distinct`; on MySQL the attributes no other field
    /// holds, by the word that begins them, with what follows it as the server prints it: `SRID`.
    pub options: BTreeMap<String, String>,
    /// MySQL's `AUTO_INCREMENT`.
    pub auto_increment: bool,
    /// MySQL's `ON UPDATE`: what is stored when the row changes and nothing is given.
    pub on_update: Option<Expr>,
    /// MySQL's `INVISIBLE`: left out of `SELECT *`.
    pub invisible: bool,
    /// Whether it is there only because a parent table has it: it comes and goes with the parent's.
    pub inherited: bool,
}

impl Column {
    /// A nullable column of that type, with nothing else said of it.
    pub fn new(name: Name, sql_type: impl Into<SmolStr>) -> Self {
        Self {
            name,
            sql_type: SqlType::new(sql_type),
            nullable: true,
            on_null: None,
            default: None,
            collation: None,
            generated: None,
            identity: None,
            comment: None,
            storage: None,
            compression: None,
            statistics: None,
            options: BTreeMap::new(),
            auto_increment: false,
            on_update: None,
            invisible: false,
            inherited: false,
        }
    }
}

impl Column {
    /// Takes from `there` how it is stored, as far as nothing of that is said here.
    pub fn take_options(&mut self, there: &Self) {
        self.storage = self.storage.take().or_else(|| there.storage.clone());
        self.compression = self.compression.take().or_else(|| there.compression.clone());
        self.statistics = there.statistics;
        self.options = there.options.clone();
        self.inherited = there.inherited;
    }
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        // Taken apart, so that a new field cannot be forgotten here.
        let Self {
            name,
            sql_type,
            nullable,
            on_null,
            default,
            collation,
            generated,
            identity,
            comment,
            storage,
            compression,
            statistics,
            options,
            auto_increment,
            on_update,
            invisible,
            inherited,
        } = self;
        *name == other.name
            && *sql_type == other.sql_type
            && *nullable == other.nullable
            && *on_null == other.on_null
            && meaning(default) == meaning(&other.default)
            && sorting(collation) == sorting(&other.collation)
            && *generated == other.generated
            && *identity == other.identity
            && *comment == other.comment
            && *storage == other.storage
            && *compression == other.compression
            && *statistics == other.statistics
            && *options == other.options
            && *auto_increment == other.auto_increment
            && *on_update == other.on_update
            && *invisible == other.invisible
            && *inherited == other.inherited
    }
}

/// A default that is none says nothing.
fn meaning(default: &Option<Expr>) -> Option<&str> {
    default.as_ref().map(|expr| expr.key.as_str()).filter(|key| !key.is_empty())
}

/// A collation that goes without saying says nothing.
fn sorting(collation: &Option<ObjectName>) -> Option<&ObjectName> {
    collation.as_ref().filter(|name| !name.name.key().is_empty())
}

impl Eq for Column {}

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

/// `GENERATED ALWAYS | BY DEFAULT AS IDENTITY (...)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Whether a value cannot be given.
    pub always: bool,
    /// The name of the sequence behind it, where it is not the one that is made up.
    pub sequence_name: Option<ObjectName>,
    /// How it counts.
    pub sequence: Sequence,
}
