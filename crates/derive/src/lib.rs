//! `#[derive(Model)]`: a table declared as a Rust struct, checked at compile time.
//!
//! The derive adds nothing to the program. It runs the check that the reader of models runs, so that
//! the compiler points at whatever limbeck would refuse, while the code is being written. What the
//! attributes mean is in `limbeck_models::rust`; no database is known here and none is asked.
//!
//! ```
//! use limbeck_derive::Model;
//!
//! #[derive(Model)]
//! #[limbeck(table = "users", index(team_id, name desc), check("length(name) > 0"))]
//! struct User {
//!     id: i64,
//!     name: String,
//!     #[limbeck(unique, collate = "nocase")]
//!     email: String,
//!     #[limbeck(default = sql("CURRENT_TIMESTAMP"), sql_type = "TIMESTAMP")]
//!     created_at: String,
//!     #[limbeck(references(Team::id, on_delete = set_null))]
//!     team_id: Option<i64>,
//! }
//!
//! #[derive(Model)]
//! struct Team {
//!     #[limbeck(auto_increment)]
//!     id: i64,
//! }
//! ```

use proc_macro::TokenStream;
use syn::DeriveInput;

/// Declares a table; expands to nothing, or to what is wrong with the declaration.
#[proc_macro_derive(Model, attributes(limbeck))]
pub fn model(input: TokenStream) -> TokenStream {
    let problems = match syn::parse::<DeriveInput>(input) {
        Ok(input) => limbeck_models::rust::check(&input).err().unwrap_or_default(),
        Err(error) => vec![error],
    };
    problems.iter().map(syn::Error::to_compile_error).map(TokenStream::from).collect()
}

/// The examples of the manual.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/models/rust.md")]
struct Manual;
