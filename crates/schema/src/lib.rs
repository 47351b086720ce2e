//! The model every other crate speaks: what a database schema is, and how two of them differ.
//!
//! Plain owned data with references by name. No I/O, no SQL is produced or understood here, and no
//! database behaves in any way: what two spellings *mean* is decided in `limbeck-dialect`, which
//! records its verdict in the `key` of a [`Spelled`].
//!
//! The model is neutral and closed: a field exists if any supported database has it, so that `match`
//! and derived equality find whatever was forgotten.

mod apply;
mod canonical;
mod change;
mod coverage;
mod dependencies;
mod dialect;
mod edit;
mod items;
mod loaded;
mod name;
mod pair;
mod renames;
mod spelled;
mod thing;

pub mod check;
pub mod column;
pub mod foreign_key;
pub mod index;
pub mod key;
pub mod object;
pub mod table;
pub mod trigger;
pub mod view;

pub use apply::ApplyError;
pub use canonical::Canonical;
pub use change::{Change, ChangeSet};
pub use check::Check;
pub use column::{Column, Generated, Identity};
pub use coverage::{Aspect, CalledOtherwise, Coverage, EntityCoverage, TableCoverage, TypeCoverage};
pub use dependencies::Dependencies;
pub use dialect::{Dialect, Family, Vendor, Version};
pub use edit::Edit;
pub use foreign_key::{Action, Deferral, ForeignKey};
pub use index::{Index, IndexPart, IndexTerm};
pub use items::{Bag, Duplicate, Items, Named};
pub use key::{Conflict, Exclusion, KeyName, KeyPart, PrimaryKey, Unique};
pub use loaded::{Diagnostic, Loaded, Severity, Span};
pub use name::{EmptyName, Name, ObjectName};
pub use object::{
    Attribute, Body, Comment, Domain, Extension, Grant, Object, Policy, Routine, Sequence, Validity,
};
pub use pair::Pair;
pub use renames::{RenameError, Renames};
pub use spelled::{Expr, Spelled, SqlType, Statement};
pub use table::{
    ForeignTable, Partition, ReplicaIdentity, RowSecurity, Schema, Table, TableOptions, Unmanaged, Unmodelled,
};
pub use thing::{Kind, Thing};
pub use trigger::{Trigger, TriggerState};
pub use view::{View, ViewColumn};
