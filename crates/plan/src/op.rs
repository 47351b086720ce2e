//! What a plan is made of.

use std::collections::BTreeMap;

use limbeck_schema::{
    Attribute, Check, Column, Deferral, Exclusion, Expr, ForeignKey, Grant, Identity, Index, Name, Object,
    ObjectName, Pair, PrimaryKey, ReplicaIdentity, Routine, RowSecurity, Sequence, SqlType, Table, Thing,
    Trigger, TriggerState, Unique, View,
};

use crate::{Clause, Hazard};

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

impl Step {
    /// An operation that nothing need be said about.
    pub(crate) fn plain(op: Op) -> Self {
        Self { op, hazards: Vec::new() }
    }
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
    DropIndex {
        /// Its table or materialized view.
        table: ObjectName,
        /// The index.
        name: Name,
    },
    /// A view.
    CreateView(View),
    /// A view takes the place of the one of that name, whose columns it begins with.
    ReplaceView(View),
    /// A view, by name.
    DropView {
        /// The view.
        name: ObjectName,
        /// Whether its rows are kept.
        materialized: bool,
    },
    /// Something of a view, without making it anew.
    AlterView {
        /// The view.
        name: ObjectName,
        /// Whether its rows are kept.
        materialized: bool,
        /// What.
        action: ViewAction,
    },
    /// A trigger.
    CreateTrigger {
        /// Its table or view.
        on: ObjectName,
        /// The trigger.
        trigger: Trigger,
    },
    /// A trigger, by name.
    DropTrigger {
        /// Its table or view.
        on: ObjectName,
        /// The trigger.
        name: Name,
    },
    /// Something of a table, without making it anew.
    AlterTable {
        /// The table.
        table: ObjectName,
        /// What.
        action: Box<TableAction>,
    },
    /// All of these in one statement: MySQL, where a table may be copied for each statement.
    AlterTogether {
        /// The table.
        table: ObjectName,
        /// What, in order.
        clauses: Vec<Clause>,
    },
    /// A type, sequence, routine, policy, ...
    CreateObject(Object),
    /// The same, gone.
    DropObject(Thing),
    /// Something of such an object, without making it anew.
    AlterObject {
        /// Which.
        id: Thing,
        /// What.
        action: ObjectAction,
    },
    /// A thing that is neither table nor column gets another name, and maybe another namespace.
    Rename {
        /// What it is called before.
        thing: Thing,
        /// What it is called after.
        to: Name,
    },
    /// What is said of a thing; nothing where it is taken back.
    Comment {
        /// Of what.
        on: Thing,
        /// What.
        text: Option<String>,
    },
    /// Bodies of routines are not looked at from here on (PostgreSQL).
    LeaveBodiesUnchecked,
    /// Whether foreign keys are looked at from here on (MySQL).
    CheckForeignKeys(bool),
    /// A right is given.
    Grant(Grant),
    /// A right is taken.
    Revoke(Grant),
    /// The sequence of a column goes on behind the largest value there is.
    CatchUp {
        /// The table.
        table: ObjectName,
        /// The column.
        column: Name,
        /// The sequence, where it is not the one behind an identity column.
        sequence: Option<ObjectName>,
        /// Whether it counts down.
        descending: bool,
    },
}

/// What can be done to a table where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableAction {
    /// A column at the end.
    AddColumn(Column),
    /// A column and its values.
    DropColumn(Name),
    /// Another type, and its collation with it.
    SetType {
        /// The column.
        column: Name,
        /// Its new type.
        sql_type: SqlType,
        /// Its new collation, where it is not that of the type.
        collation: Option<ObjectName>,
        /// The value, where the database would not convert the old one by itself.
        using: Option<Expr>,
    },
    /// A default.
    SetDefault(Name, Expr),
    /// No default.
    DropDefault(Name),
    /// NULL is not taken any more.
    SetNotNull(Name),
    /// NULL is taken.
    DropNotNull(Name),
    /// Another expression of a generated column (PostgreSQL 17).
    SetExpression(Name, Expr),
    /// A generated column keeps its values and is not computed any more.
    DropExpression(Name),
    /// A column becomes one with numbers of its own.
    AddIdentity(Name, Identity),
    /// How such a column counts.
    SetIdentity(Name, Pair<Identity>),
    /// It becomes a plain one.
    DropIdentity(Name),
    /// How values are stored: `PLAIN`, `EXTERNAL`, ..., `DEFAULT` (16).
    SetStorage(Name, String),
    /// How they are compressed: `pglz`, `lz4`, `default`.
    SetCompression(Name, String),
    /// How much is known about them; -1 is the default.
    SetStatistics(Name, i32),
    /// Options of a column: set those of `after`, reset those only `before` has.
    SetColumnOptions(Name, Pair<BTreeMap<String, String>>),
    /// A primary key.
    AddPrimaryKey(PrimaryKey),
    /// A unique constraint.
    AddUnique(Unique),
    /// A foreign key.
    AddForeignKey(ForeignKey),
    /// A check.
    AddCheck(Check),
    /// An exclusion constraint.
    AddExclusion(Exclusion),
    /// A constraint, gone.
    DropConstraint(Name),
    /// A foreign key is checked at another time.
    SetDeferral(Name, Deferral),
    /// A constraint holds for all rows from here on.
    Validate(Name),
    /// `LOGGED`, or `UNLOGGED` where it is false.
    SetLogged(bool),
    /// Parameters: set those of `after`, reset those only `before` has.
    SetParameters(Pair<BTreeMap<String, String>>),
    /// Where it is stored; the default where none is given.
    SetTablespace(Option<Name>),
    /// How it is stored; `heap` where nothing is given.
    SetAccessMethod(Option<Name>),
    /// A table becomes a part of this one.
    AttachPartition(ObjectName, Expr),
    /// A part becomes a table of its own, with its rows.
    DetachPartition(ObjectName),
    /// It inherits from another one.
    Inherit(ObjectName),
    /// It does not any more.
    NoInherit(ObjectName),
    /// Whether policies hold: before and after.
    SetRowSecurity(Pair<RowSecurity>),
    /// What tells replicas which row is meant.
    SetReplicaIdentity(ReplicaIdentity),
    /// The index by which it is sorted.
    SetClusteredOn(Option<Name>),
    /// When a trigger fires.
    SetTriggerState(Name, TriggerState),
}

/// What can be done to a view where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ViewAction {
    /// Options: set those of `after`, reset those only `before` has.
    SetOptions(Pair<BTreeMap<String, String>>),
    /// What is stored through it when nothing is given.
    SetDefault(Name, Option<Expr>),
}

/// What can be done to an object where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObjectAction {
    /// A label of an enumeration, in front of another one or at the end.
    AddLabel {
        /// The label.
        label: String,
        /// The one it stands in front of.
        before: Option<String>,
    },
    /// A label of an enumeration gets another name.
    RenameLabel(Pair<Name>),
    /// A domain's default.
    SetDefault(Option<Expr>),
    /// Whether a domain takes NULL.
    SetNullable(bool),
    /// A check of a domain.
    AddCheck(Check),
    /// A check of a domain, gone.
    DropCheck(Name),
    /// A part of a composite type.
    AddAttribute(Attribute),
    /// A part of a composite type, gone.
    DropAttribute(Name),
    /// Another type of a part.
    SetAttributeType(Attribute),
    /// How a sequence counts.
    SetSequence(Pair<Sequence>),
    /// The column a sequence goes with; none where it stands alone.
    SetOwner(Option<(ObjectName, Name)>),
    /// Another body of a routine.
    Replace(Routine),
    /// Where an extension's things are; the default namespace where none is given.
    SetNamespace(Option<Name>),
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
