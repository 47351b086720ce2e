//! Why a database could not be read.

use limbeck_db::DbError;

/// Reading the catalogs failed.
#[derive(Debug, thiserror::Error)]
pub enum IntrospectError {
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The database answered something else than what was asked for.
    #[error(
        "the database's answer about its {subject} cannot be read: {problem}; \
         please report this, with the version of the database"
    )]
    Answer {
        /// What was asked for: `columns`, `indexes`.
        subject: &'static str,
        /// What is wrong with the answer.
        problem: String,
    },
}
