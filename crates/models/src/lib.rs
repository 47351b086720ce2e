//! Model introspection: Rust source to schema.
//!
//! Three readers, for Diesel's `table!`, SeaORM's entities and structs with `#[derive(Model)]`, each a pure
//! function of the texts it is given: nothing is compiled, expanded or looked up, and no file is
//! opened. What a reader cannot understand it says, with the place in the source, and goes on.
//!
//! Nothing here knows a live database, what two spellings mean or how SQL is parsed: names, types and
//! expressions go out as they were written. User crates compile this one through `limbeck-derive`,
//! so it depends on nothing but the model, `syn` and `heck`.

mod attributes;
mod case;
mod combine;
mod ddl;
mod diesel;
mod idents;
mod loading;
mod modules;
mod seaorm;
mod source;
mod written;

pub mod rust;

pub use combine::combine;
pub use diesel::{PatchMismatch, read_diesel, without_patch, write_diesel};
pub use modules::{ModuleFile, module_files};
pub use rust::{implied_index_name, read_rust, write_rust};
pub use seaorm::{read_sea_orm, write_sea_orm};
pub use source::SourceFile;
pub use written::Written;
