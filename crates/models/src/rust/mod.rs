//! Structs with `#[derive(Model)]`: limbeck's own way to say a table in Rust.
//!
//! ```text
//! #[derive(Model)]
//! #[limbeck(table = "users", index(team_id, name desc))]
//! struct User {
//!     id: i64,
//!     #[limbeck(unique)]
//!     email: String,
//!     #[limbeck(default = sql("CURRENT_TIMESTAMP"))]
//!     created_at: NaiveDateTime,
//!     #[limbeck(references(Team::id, on_delete = cascade))]
//!     team_id: Option<i64>,
//! }
//! ```
//!
//! The reader never expands or compiles anything; the derive runs [`check`] on the same syntax, so
//! that the compiler points at whatever the reader would refuse.
//!
//! Where nothing is written: the table is the snake case of the struct and an `s` (or Diesel's
//! `table_name`), the column is the field's name, the primary key is a field `id` if there is one
//! (`primary_key()` says there is none), an index is called `{table}_{columns}_idx`, and `Option` is
//! what allows NULL.

mod attributes;
mod lower;
mod model;
mod names;
mod read;
mod types;
mod walk;
mod write;

use limbeck_schema::Family;
use syn::{DeriveInput, Ident};

pub use names::index as implied_index_name;
pub use read::read_rust;
pub use write::write_rust;

use model::Model;

/// Everything that is wrong with one struct, as far as it can be told without the others and without the
/// family it is meant for.
pub fn check(input: &DeriveInput) -> Result<(), Vec<syn::Error>> {
    let mut problems: Vec<syn::Error> = Vec::new();
    for family in Family::ALL {
        let found = match Model::read(input, family) {
            Ok(model) => lower::lower(&model, family, &Unseen).problems,
            Err(found) => found,
        };
        for problem in found {
            let is_same = |known: &syn::Error| {
                known.to_string() == problem.to_string()
                    && format!("{:?}", known.span()) == format!("{:?}", problem.span())
            };
            if !problems.iter().any(is_same) {
                problems.push(problem);
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// A derive sees one struct; what it says of others is the reader's to judge.
struct Unseen;

impl lower::Models for Unseen {
    fn find(&self, _: &Ident) -> syn::Result<Option<&Model>> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests;
