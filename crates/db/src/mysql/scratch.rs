//! Databases of one's own for a while.

use std::time::Duration;

use tokio::time::timeout;

use super::{
    Address, Driver,
    settings::{identifier, literal},
    wire,
};
use crate::{Access, DbError};

/// How long the end of a session waits for its database to be gone. The server goes on without us.
const PATIENCE: Duration = Duration::from_secs(5);

/// The server's clock and the server's dice, how the database sorts, and what was left behind by programs that
/// were killed: a minute is more than lies between naming one and locking its name.
const QUESTIONS: &str = "\
SELECT CONCAT('limbeck_scratch_', UNIX_TIMESTAMP(), '_', LEFT(SHA2(UUID(), 256), 12)), \
    default_character_set_name, default_collation_name \
    FROM information_schema.schemata WHERE schema_name = DATABASE();
SELECT schema_name FROM information_schema.schemata \
    WHERE schema_name REGEXP '^limbeck_scratch_[0-9]{1,12}_[0-9a-f]+$' \
    AND SUBSTRING_INDEX(SUBSTRING_INDEX(schema_name, '_', 3), '_', -1) + 0 < UNIX_TIMESTAMP() - 60 \
    AND IS_FREE_LOCK(schema_name) = 1";

/// A database to be dropped, and the connection to drop it through, which holds a lock of its name: nobody
/// sweeps it up as long as that lives.
pub(super) struct Scratch {
    admin: Box<Driver>,
    address: Address,
    name: String,
    /// What it is made with.
    create: String,
}

impl Scratch {
    /// Drops the database. What cannot be dropped now is swept up later.
    pub(super) fn remove(mut self) {
        let drop = dropping(&self.name);
        let finished = self.admin.try_for(PATIENCE, &drop);
        if finished == Some(false)
            // A server that has lost patience with the connection may take another one.
            && let Ok(mut admin) = Driver::open(&self.address, Access::Write)
        {
            let _ = admin.ask(&drop);
        }
    }
}

impl Driver {
    /// A database that sorts as the one of the address does, and is gone with the session.
    pub(crate) fn scratch_on(address: &Address) -> Result<Self, DbError> {
        let mut admin = Self::open(address, Access::Create)?;
        let answers = admin.ask(QUESTIONS)?;
        let mut answers = answers.into_iter().map(|answer| answer.rows);
        let made = answers.next().and_then(|rows| rows.into_iter().next()).unwrap_or_default();
        let [Some(name), Some(characters), Some(collation)] = &made[..] else {
            let message = "the server does not tell how the database sorts: grant the user rights on it";
            return Err(DbError::NoScratch { place: admin.place.clone(), message: message.to_owned() });
        };
        for left_behind in answers.next().into_iter().flatten().flatten().flatten() {
            // One that is not ours to drop stays.
            let _ = admin.ask(&dropping(&left_behind));
        }
        let create =
            format!("CREATE DATABASE {} CHARACTER SET {characters} COLLATE {collation}", identifier(name));
        admin
            .ask(&format!("DO GET_LOCK({}, 0); {create}", literal(name)))
            .map_err(|error| explained(error, &admin))?;
        let address = address.with_database(name);
        let scratch = Scratch { admin: Box::new(admin), address, name: name.clone(), create };
        match Self::open(&scratch.address, Access::Create) {
            Ok(mut driver) => {
                driver.scratch = Some(scratch);
                Ok(driver)
            }
            Err(error) => {
                scratch.remove();
                Err(error)
            }
        }
    }

    /// Whether it was done; none if it takes longer. The connection is given up then: to say good-bye would be
    /// to wait for the answer.
    fn try_for(&mut self, patience: Duration, sql: &str) -> Option<bool> {
        let Some(connection) = &mut self.connection else { return Some(false) };
        let outcome =
            self.runtime.block_on(async { timeout(patience, wire::answers(connection, sql)).await });
        if outcome.is_err() {
            self.connection = None;
        }
        outcome.ok().map(|outcome| outcome.is_ok())
    }
}

/// Makes it empty again.
pub(super) fn clear(driver: &mut Driver) -> Result<(), DbError> {
    let Some(scratch) = &driver.scratch else {
        return Err(DbError::Sql { message: "only scratch space is made empty".to_owned() });
    };
    let made_anew = format!("ROLLBACK; UNLOCK TABLES; {}; {}", dropping(&scratch.name), scratch.create);
    driver.set_back(&made_anew)
}

/// Tables that others refer to go only where keys are not looked at. Whoever is in the way is not waited for.
fn dropping(name: &str) -> String {
    format!(
        "SET SESSION foreign_key_checks = 0, SESSION lock_wait_timeout = 1; DROP DATABASE IF EXISTS {}",
        identifier(name)
    )
}

/// What to do where databases may not be made.
fn explained(error: DbError, admin: &Driver) -> DbError {
    let DbError::Refused(refusal) = error else { return error };
    let advice = if refusal.is("1044") {
        "models and plans are tried in a database of their own; let the user make some with ``GRANT ALL ON `limbeck\\_scratch\\_%`.* TO ...``, or name another server with scratch_url"
    } else {
        "models and plans are tried in a database of their own; name another server for it with scratch_url"
    };
    DbError::NoScratch { place: admin.place.clone(), message: format!("{refusal}: {advice}") }
}
