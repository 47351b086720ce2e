//! `#[derive(Model)]`: a table declared as a Rust struct, and `#[derive(SqlEnum)]`: its enumerations as Rust
//! enums, checked at compile time.
//!
//! The derives run the checks that the reader of models runs, so that the compiler points at whatever limbeck would
//! refuse, while the code is being written. What the attributes mean is in `limbeck_models::rust`; no database is
//! known here and none is asked. `Model` adds nothing to the program, `SqlEnum` one constant.
//!
//! ```
//! use limbeck_derive::{Model, SqlEnum};
//!
//! #[derive(Model)]
//! #[limbeck(table = "users", index(team_id, name desc), check("length(name) > 0"))]
//! struct User {
//!     id: i64,
//!     name: String,
//!     #[limbeck(unique, collate = "nocase")]
//!     email: String,
//!     #[limbeck(default = Role::Guest)]
//!     role: Role,
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
//!
//! #[derive(SqlEnum)]
//! enum Role {
//!     Guest,
//!     Member,
//! }
//!
//! assert_eq!(Role::SQL_LABELS, ["guest", "member"]);
//! ```

mod expand;

use proc_macro::TokenStream;
use syn::DeriveInput;

/// Declares a table; adds nothing to the program but what is wrong with the declaration.
#[proc_macro_derive(Model, attributes(limbeck))]
pub fn model(input: TokenStream) -> TokenStream {
    read(input, expand::model)
}

/// Declares an enumeration, and makes `SQL_LABELS` of its labels, in the order of the variants.
#[proc_macro_derive(SqlEnum, attributes(sql_enum))]
pub fn sql_enum(input: TokenStream) -> TokenStream {
    read(input, expand::sql_enum)
}

fn read(input: TokenStream, expand: fn(&DeriveInput) -> proc_macro2::TokenStream) -> TokenStream {
    let expanded = syn::parse(input).map(|input| expand(&input));
    expanded.unwrap_or_else(|error| error.to_compile_error()).into()
}

/// The examples of the manual.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/models/rust.md")]
struct Manual;
