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
mod dialect;
mod edit;
mod items;
mod loaded;
mod name;
mod pair;
mod renames;
mod spelled;

pub mod check;
pub mod column;
pub mod foreign_key;
pub mod index;
pub mod key;
pub mod table;
pub mod trigger;
pub mod view;

pub use apply::ApplyError;
pub use canonical::Canonical;
pub use change::{Change, ChangeSet};
pub use check::Check;
pub use column::{Column, Generated};
pub use coverage::{Aspect, Coverage, TableCoverage};
pub use dialect::{Dialect, Family, Version};
pub use edit::Edit;
pub use foreign_key::{Action, Deferral, ForeignKey};
pub use index::{Index, IndexPart, IndexTerm};
pub use items::{Bag, Duplicate, Items, Named};
pub use key::{Conflict, KeyName, KeyPart, PrimaryKey, Unique};
pub use loaded::{Diagnostic, Loaded, Severity, Span};
pub use name::{EmptyName, Name, ObjectName};
pub use pair::Pair;
pub use renames::{RenameError, Renames};
pub use spelled::{Expr, Spelled, SqlType, Statement};
pub use table::{Schema, Table, TableOptions, Unmanaged, Unmodelled};
pub use trigger::Trigger;
pub use view::View;
