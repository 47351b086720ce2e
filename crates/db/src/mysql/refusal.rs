//! What went wrong, from the driver's error.

use std::time::Duration;

use mysql_async::{DriverError, Error};

use crate::{DbError, Refusal};

/// Somebody else has the row or the table: after waiting for it, and without (`NOWAIT`).
const LOCKED: [u16; 2] = [1205, 3572];

/// The server, or somebody in charge of it, has ended the connection: it shuts down, could not read or write,
/// was told to (MariaDB and MySQL), or has waited for too long.
const LOST: [u16; 10] = [1053, 1152, 1158, 1159, 1160, 1161, 1184, 1927, 3169, 4031];

/// As an error of ours; `waited` is how long the statement ran.
pub(super) fn told(error: Error, place: &str, waited: Duration) -> DbError {
    let lost = |message: String| DbError::Lost { place: place.to_owned(), message };
    match error {
        Error::Server(error) if LOCKED.contains(&error.code) => {
            DbError::Locked { place: format!("what the statement needs in {place}"), waited }
        }
        Error::Server(error) => {
            let refusal =
                Refusal { code: error.code.to_string(), message: error.message, ..Refusal::default() };
            if LOST.contains(&error.code) {
                lost(refusal.to_string())
            } else {
                DbError::Refused(Box::new(refusal))
            }
        }
        Error::Driver(DriverError::ConnectionClosed) => lost("the server has closed it".to_owned()),
        Error::Io(error) => lost(error.to_string()),
        error => DbError::Sql { message: error.to_string() },
    }
}

/// To a statement that wants rows out of a file of this machine.
pub(super) fn no_file() -> DbError {
    DbError::Sql {
        message: "rows are not read from files beside the program: write them as `INSERT`, or let the server read its own file with `LOAD DATA INFILE`"
            .to_owned(),
    }
}
