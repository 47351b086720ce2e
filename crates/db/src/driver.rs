//! What a session asks of the database behind it.

use std::{ops::Range, time::Duration};

use limbeck_schema::Dialect;

use crate::{Answer, DbError, Violation};

/// One connection in the words of one family. What is nothing to a family is left as it stands here.
pub(crate) trait Driver {
    /// Which database it is.
    fn dialect(&self) -> Dialect;

    /// Runs one or several statements.
    fn execute(&mut self, sql: &str) -> Result<(), DbError>;

    /// The column `value` of every row.
    fn texts(&mut self, sql: &str) -> Result<Vec<String>, DbError>;

    /// What each of one or several queries answers.
    fn answers(&mut self, _sql: &str) -> Result<Vec<Answer>, DbError> {
        Err(DbError::Sql { message: "several answers at once are MySQL's".to_owned() })
    }

    /// Makes scratch space empty again, where that is not done by rolling back.
    fn clear(&mut self) -> Result<(), DbError> {
        Ok(())
    }

    /// Begins a transaction that nobody else's migrations run beside.
    fn begin(&mut self) -> Result<(), DbError>;

    /// Ends the transaction for good, and puts the state of the session back.
    fn commit(&mut self) -> Result<(), DbError>;

    /// Ends the transaction as if it had not been.
    fn rollback(&mut self);

    /// Puts the state of the session back.
    fn reset(&mut self) -> Result<(), DbError>;

    /// How long others are waited for.
    fn set_lock_timeout(&mut self, timeout: Duration) -> Result<(), DbError>;

    /// How long a statement may run.
    fn set_statement_timeout(&mut self, _timeout: Duration) -> Result<(), DbError> {
        Ok(())
    }

    /// Where in the statement the database stumbled.
    fn stumbling_block(&mut self, statement: &str, error: &DbError) -> Option<Range<usize>>;

    /// Keeps others' migrations out beyond the transaction that is open.
    fn hold(&mut self) -> Result<(), DbError> {
        Ok(())
    }

    /// Lets them in again.
    fn release(&mut self) {}

    /// The namespace of names that say none.
    fn namespace(&mut self) -> Result<Option<String>, DbError> {
        Ok(None)
    }

    /// What the server has told beside its answers, since it was last asked.
    fn notices(&mut self) -> Vec<String> {
        Vec::new()
    }

    /// How often something was sent and waited for.
    fn round_trips(&self) -> u64 {
        0
    }

    /// Something that changes when others have written.
    fn data_version(&mut self) -> Result<Option<String>, DbError> {
        Ok(None)
    }

    /// Rows whose foreign keys lead nowhere.
    fn foreign_key_violations(&mut self) -> Result<Vec<Violation>, DbError> {
        Ok(Vec::new())
    }
}
