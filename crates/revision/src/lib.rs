//! The graph of revisions, and the runner that takes a database along it.
//!
//! A revision is opaque text here: nothing is known of schemas, differences or plans, so a database
//! can be upgraded where no model is at hand. Files are read and written elsewhere; this crate gets
//! their texts.

mod file;
mod graph;
mod id;
mod path;
mod resolve;
mod runner;
mod version_table;

#[cfg(test)]
mod tests;

pub use file::{FileError, Revision, RevisionFile, Section};
pub use graph::{Graph, GraphError};
pub use id::{IdError, RevisionId};
pub use path::{Direction, PathError};
pub use resolve::ResolveError;
pub use runner::{Event, RunError, downgrade, stamp, upgrade};
pub use version_table::current;
