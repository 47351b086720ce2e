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
mod enumeration;
mod enums;
mod lower;
mod model;
mod names;
mod read;
mod types;
mod walk;
mod write;

use limbeck_schema::Family;
use syn::{DeriveInput, Ident, Path};

pub use names::index as implied_index_name;
pub use read::read_rust;
pub use write::write_rust;

use attributes::DefaultDecl;
use enumeration::Enumeration;
use lower::Lookup;
use model::{FieldType, Model};

/// What a derive cannot see of a struct, and the compiler can.
#[derive(Debug)]
pub struct Checked {
    /// Types that have to be enums with `SqlEnum`, each with the type that the field says.
    pub enums: Vec<(Path, String)>,
    /// Variants that are defaults.
    pub variants: Vec<Path>,
}

/// Everything that is wrong with one struct, as far as it can be told without the others and without the
/// family it is meant for.
pub fn check(input: &DeriveInput) -> Result<Checked, Vec<syn::Error>> {
    let mut checked = Checked { enums: Vec::new(), variants: Vec::new() };
    let problems = on_every_family(|family| match Model::read(input, family) {
        Ok(model) => {
            checked.take(&model);
            lower::lower(&model, family, &Unseen).problems
        }
        Err(found) => found,
    });
    if problems.is_empty() { Ok(checked) } else { Err(problems) }
}

/// Everything that is wrong with one enum, whatever the family; where nothing is, the labels that all families
/// are told.
pub fn check_enum(input: &DeriveInput) -> Result<Vec<String>, Vec<syn::Error>> {
    let problems = on_every_family(|family| Enumeration::read(input, Some(family)).err().unwrap_or_default());
    if problems.is_empty() {
        Enumeration::read(input, None).map(|enumeration| enumeration.labels())
    } else {
        Err(problems)
    }
}

/// What is found on each of them, each thing once.
fn on_every_family(mut find: impl FnMut(Family) -> Vec<syn::Error>) -> Vec<syn::Error> {
    let mut problems: Vec<syn::Error> = Vec::new();
    for problem in Family::ALL.into_iter().flat_map(&mut find) {
        let is_same = |known: &syn::Error| {
            known.to_string() == problem.to_string()
                && format!("{:?}", known.span()) == format!("{:?}", problem.span())
        };
        if !problems.iter().any(is_same) {
            problems.push(problem);
        }
    }
    problems
}

impl Checked {
    fn take(&mut self, model: &Model) {
        for field in &model.fields {
            if let (FieldType::Named, Some((named, whole))) = (&field.sql_type, &field.named)
                && !self.enums.iter().any(|(path, _)| *path == named.path)
            {
                self.enums.push((named.path.clone(), whole.clone()));
            }
            if let Some(DefaultDecl::Variant(path)) = &field.attributes.default
                && !self.variants.contains(path)
            {
                self.variants.push(path.clone());
            }
        }
    }
}

/// A derive sees one struct; what it says of others is the reader's to judge.
struct Unseen;

impl lower::Models for Unseen {
    fn find(&self, _: &Ident) -> syn::Result<Option<&Model>> {
        Ok(None)
    }

    fn enumeration(&self, _: &Path) -> Lookup<'_> {
        Lookup::Unseen
    }
}

#[cfg(test)]
mod tests;
