//! One runner at a time.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use super::{Driver, settings::literal};
use crate::{DbError, driver::Driver as _};

/// How long a waiting runner sleeps, at first and at most.
const NAP: Duration = Duration::from_millis(20);
const LONGEST_NAP: Duration = Duration::from_millis(500);

/// The most characters the name of a lock may have (MySQL 9.7).
const LONGEST_NAME: usize = 64;

/// What a session has of the lock of all runners. The server counts how often it is taken: it is taken once.
#[derive(Debug, Default)]
pub(super) struct Lock {
    taken: bool,
    /// Whether it is kept beyond transactions.
    pub(super) holds: bool,
    /// Whether a transaction is open that has it.
    begun: bool,
}

impl Lock {
    pub(super) fn is_taken(&self) -> bool {
        self.taken
    }
}

/// Such locks are the server's own, so the database stands in the name.
fn name(driver: &Driver) -> String {
    let name = format!("limbeck:{}", driver.settings.database);
    literal(&name.chars().take(LONGEST_NAME).collect::<String>())
}

/// Begins a transaction that holds the lock.
///
/// Statements that make and drop things end the transaction with a commit. The lock belongs to the session and
/// stays.
pub(super) fn begin(driver: &mut Driver) -> Result<(), DbError> {
    if driver.lock.taken {
        driver.ask("START TRANSACTION")?;
    } else {
        take(driver, "; START TRANSACTION")?;
    }
    driver.lock.begun = true;
    Ok(())
}

/// Takes the lock, and does at once what comes behind it; while somebody else has it, that is undone.
fn take(driver: &mut Driver, then: &str) -> Result<(), DbError> {
    let patience = driver.settings.lock_timeout.unwrap_or_default();
    let (start, mut nap) = (Instant::now(), NAP);
    let sql = format!("SELECT GET_LOCK({}, 0) AS value{then}", name(driver));
    loop {
        let answer = driver.ask(&sql)?.into_iter().next().and_then(|answer| answer.rows.into_iter().next());
        if answer.and_then(|row| row.into_iter().next().flatten()).as_deref() == Some("1") {
            driver.lock.taken = true;
            return Ok(());
        }
        let waited = start.elapsed();
        driver.rollback();
        if waited >= patience {
            let holder = holder(driver);
            return Err(DbError::Busy { place: driver.place.clone(), holder, waited });
        }
        sleep(nap.min(patience.saturating_sub(waited)));
        nap = (nap * 2).min(LONGEST_NAP);
    }
}

/// Commits, lets others in unless the lock is held, and sets the session back, in one round trip.
pub(super) fn commit(driver: &mut Driver) -> Result<(), DbError> {
    driver.set_back(&format!("COMMIT{}", ending(driver)))?;
    ended(driver);
    Ok(())
}

/// The same for a transaction that has failed, and for none.
pub(super) fn rollback(driver: &mut Driver) {
    let sql = format!("ROLLBACK{}", ending(driver));
    let _ = driver.ask(&sql);
    ended(driver);
}

fn ending(driver: &Driver) -> String {
    if driver.lock.taken && !driver.lock.holds {
        format!("; DO RELEASE_LOCK({})", name(driver))
    } else {
        String::new()
    }
}

fn ended(driver: &mut Driver) {
    driver.lock.begun = false;
    driver.lock.taken &= driver.lock.holds;
}

/// Keeps the lock beyond the transaction that has it.
pub(super) fn hold(driver: &mut Driver) -> Result<(), DbError> {
    if !driver.lock.taken {
        take(driver, "")?;
    }
    driver.lock.holds = true;
    Ok(())
}

/// Gives it back, where it is held and no transaction needs it. A connection that is gone has done so already.
pub(super) fn release(driver: &mut Driver) {
    driver.lock.holds = false;
    if driver.lock.taken && !driver.lock.begun {
        let sql = format!("DO RELEASE_LOCK({})", name(driver));
        let _ = driver.ask(&sql);
        driver.lock.taken = false;
    }
}

/// Who has it: "connection 12, of limbeck@localhost". Whose connection it is, is told to whom the server lets
/// see it.
fn holder(driver: &mut Driver) -> Option<String> {
    let sql = format!(
        "SELECT CONCAT('connection ', l.id, COALESCE(CONCAT(', of ', p.user, '@', p.host), '')) AS value \
         FROM (SELECT IS_USED_LOCK({}) AS id) AS l LEFT JOIN information_schema.processlist AS p ON p.id = l.id \
         WHERE l.id IS NOT NULL",
        name(driver)
    );
    driver.texts(&sql).ok()?.into_iter().next()
}
