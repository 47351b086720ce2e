//! What one `ALTER TABLE` of MySQL is made of.

use crate::Online;
use limbeck_schema::{Check, Column, Expr, ForeignKey, Index, Name, Pair, PrimaryKey, TableOptions};

/// One clause of an `ALTER TABLE` with several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// A column.
    AddColumn(Definition, Position),
    /// A column and its values.
    DropColumn(Name),
    /// A column as it is from here on, with all that is said of it; where it stands, unless a place is given.
    RedefineColumn(Definition, Option<Position>),
    /// A column of that name, made into the one that is defined.
    TurnColumn(Name, Definition, Position),
    /// Another default, said by itself.
    SetDefault(Name, Expr),
    /// A column as it is but for its default.
    RedefineDefault(Definition),
    /// A column gets another name.
    RenameColumn(Pair<Name>),
    /// A primary key.
    AddPrimaryKey(PrimaryKey),
    /// The primary key, gone; it has no name.
    DropPrimaryKey,
    /// A foreign key.
    AddForeignKey(ForeignKey),
    /// A foreign key, gone.
    DropForeignKey(Name),
    /// A check.
    AddCheck(Check),
    /// A check, gone.
    DropCheck(Name),
    /// Whether a check holds.
    SetEnforced(Name, bool),
    /// An index.
    AddIndex(Index),
    /// An index, gone.
    DropIndex(Name),
    /// An index gets another name.
    RenameIndex(Pair<Name>),
    /// Whether queries may use an index: MySQL's `INVISIBLE`, MariaDB's `IGNORED`.
    SetIndexUsed(Name, bool),
    /// What differs of what is said of the table as a whole, less its partitions.
    SetOptions(Box<Pair<TableOptions>>),
    /// How the server is to do it.
    Online(Online),
    /// All partitions anew, with their rows; none where nothing is given.
    PartitionBy(Option<Expr>),
    /// Partitions behind the last one: their definitions, as they stand between parentheses.
    AddPartitions(String),
    /// Partitions made into others, with their rows: their names, and the definitions of the others.
    ReorganizePartitions(Vec<Name>, String),
}

/// A column with what is said behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The column.
    pub column: Column,
    /// MariaDB's checks of the column itself.
    pub checks: Vec<Check>,
}

/// Where a column stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Position {
    /// Before all others.
    First,
    /// Behind that one.
    After(Name),
    /// Behind all others.
    Last,
}
