//! Sessions, transactions, the lock, and scratch space.
//!
//! The only crate that opens connections, and the only one with drivers. It runs text and gives back
//! text; what the text means is nobody's business here.

mod certificate;
mod driver;
mod error;
mod host;
mod mysql;
mod percent;
mod postgres;
mod refusal;
mod script;
mod secret;
mod session;
mod sqlite;
mod url;

#[cfg(test)]
mod tests;

pub use error::DbError;
pub use refusal::Refusal;
pub use script::ScriptError;
pub use session::{Access, Answer, Session, Violation};
pub use url::{DatabaseUrl, UrlError};
