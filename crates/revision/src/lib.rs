//! Revision files, the graph they form, the ways through it, and the runner that walks them.
//!
//! A revision is opaque text here: nothing is known of schemas, differences or plans, so a database
//! can be taken anywhere its files lead where no model is at hand. Files are neither read nor written:
//! texts come in, with the path they should be called by.

mod file;
mod graph;
mod header;
mod id;
mod lineage;
mod nearest;
mod offline;
mod orphans;
mod path;
mod range;
mod resolve;
mod revision;
mod run_error;
mod runner;
mod script;
mod stamp;
mod stepwise;
mod target;
mod terms;
mod version_table;

#[cfg(test)]
mod tests;

pub use file::{FileError, FileProblem, RevisionFile, Section};
pub use graph::{Graph, GraphError, Standing};
pub use id::{IdError, RevisionId};
pub use nearest::nearest;
pub use offline::{script, stamp_script};
pub use path::{PathError, Step, downgrade_path, upgrade_path};
pub use resolve::ResolveError;
pub use revision::{Direction, Revision};
pub use run_error::RunError;
pub use runner::{Event, downgrade, upgrade};
pub use script::Place;
pub use stamp::stamp;
pub use stepwise::{HalfDone, ResumeError, half_done};
pub use target::Target;
pub use terms::Terms;
pub use version_table::{creation, current, ensure};
