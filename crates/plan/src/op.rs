//! What a plan is made of.

use limbeck_schema::{Check, Column, ForeignKey, Index, Name, ObjectName, Pair, Table, Trigger, View};

use crate::Hazard;

/// Everything to do, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Each is one revision: it succeeds or fails as a whole where the database allows.
    pub groups: Vec<Group>,
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.groups.iter().all(|group| group.steps.is_empty())
    }
}

/// Steps that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Whether they run in one transaction.
    pub transactional: bool,
    /// In order.
    pub steps: Vec<Step>,
}

/// One operation, and what a reviewer should know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What to do.
    pub op: Op,
    /// What it may cost.
    pub hazards: Vec<Hazard>,
}

/// One operation on the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// The table alone: its indexes and triggers are steps of their own.
    CreateTable(Table),
    /// The table with all that belongs to it.
    DropTable(ObjectName),
    /// The table gets another name; references to it follow.
    RenameTable(Pair<ObjectName>),
    /// The column gets another name; what mentions it follows.
    RenameColumn {
        /// Its table.
        table: ObjectName,
        /// Its names.
        names: Pair<Name>,
    },
    /// A column at the end of the table.
    AddColumn {
        /// The table.
        table: ObjectName,
        /// What is added.
        added: Box<AddedColumn>,
    },
    /// A column and its values.
    DropColumn {
        /// Its table.
        table: ObjectName,
        /// The column.
        column: Name,
    },
    /// A table made anew, its rows copied.
    RebuildTable(Box<Rebuild>),
    /// An index.
    CreateIndex {
        /// Its table.
        table: ObjectName,
        /// The index.
        index: Index,
    },
    /// An index, by name.
    DropIndex(Name),
    /// A view.
    CreateView(View),
    /// A view, by name.
    DropView(ObjectName),
    /// A trigger.
    CreateTrigger(Trigger),
    /// A trigger, by name.
    DropTrigger(Name),
}

/// A column with the constraints that can only come along with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedColumn {
    /// The column.
    pub column: Column,
    /// A foreign key over it alone.
    pub foreign_key: Option<ForeignKey>,
    /// Checks that mention it.
    pub checks: Vec<Check>,
}

/// A table made anew under another name, filled, and put in the place of the old one.
///
/// The new table is made first and the old one dropped, never renamed: renaming the old one would
/// turn the foreign keys of other tables towards it (seen on SQLite 3.40).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuild {
    /// The table's name, before and after.
    pub table: ObjectName,
    /// What it becomes, under the name it has while it is filled.
    pub holding: Table,
    /// What is carried over.
    pub copied: Vec<Copied>,
    /// The name the rowid can be carried over under, where it must be.
    pub rowid: Option<&'static str>,
    /// Whether the mark below which AUTOINCREMENT gives no ids is carried over.
    pub keep_sequence: bool,
    /// Whether constraints of the new table would drop or replace rows silently unless told to abort.
    pub abort_on_conflict: bool,
    /// Why the table cannot be altered in place.
    pub reason: String,
}

/// A column whose values are carried over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The column read from.
    pub from: Name,
    /// The column written to.
    pub to: Name,
}
