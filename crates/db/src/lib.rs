//! Sessions, transactions, the lock, and scratch space.
//!
//! The only crate that opens connections, and the only one with drivers. It runs text and gives back
//! text; what the text means is nobody's business here.

mod driver;
mod error;
mod postgres;
mod script;
mod session;
mod sqlite;
mod url;

#[cfg(test)]
mod tests;

pub use error::DbError;
pub use postgres::Refusal;
pub use script::ScriptError;
pub use session::{Access, Session, Violation};
pub use url::{DatabaseUrl, UrlError};
