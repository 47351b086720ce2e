//! One runner at a time.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use super::{Driver, settings};
use crate::{DbError, driver::Driver as _};

/// The advisory lock of all runners: `limbeck` in ASCII. Such locks are the database's own, so it need
/// not stand in the key.
const KEY: i64 = 0x006c_696d_6265_636b;

/// How long a waiting runner sleeps, at first and at most.
const NAP: Duration = Duration::from_millis(20);
const LONGEST_NAP: Duration = Duration::from_millis(500);

/// Begins a transaction that holds the lock.
///
/// Whoever waits *in* the server for a lock holds a snapshot, and `CREATE INDEX CONCURRENTLY` waits for
/// all snapshots: the runner that builds an index and the one that waits for it would wait for each
/// other until the server shoots one (seen on 15, 17 and 18). So the lock is tried for and slept over,
/// outside any transaction.
pub(super) fn begin(driver: &mut Driver) -> Result<(), DbError> {
    let patience = driver.settings.lock_timeout.unwrap_or_default();
    let (start, mut nap) = (Instant::now(), NAP);
    if at_once(driver, patience)? {
        return Ok(());
    }
    loop {
        let waited = start.elapsed();
        if waited >= patience {
            let holder = holder(driver);
            return Err(DbError::Busy { place: driver.place.clone(), holder, waited });
        }
        sleep(nap.min(patience.saturating_sub(waited)));
        nap = (nap * 2).min(LONGEST_NAP);
        driver.execute("BEGIN")?;
        match attempt(driver) {
            Ok(true) => return Ok(()),
            Ok(false) => driver.rollback(),
            Err(error) => {
                driver.rollback();
                return Err(error);
            }
        }
    }
}

/// Where nobody has the lock, which is nearly always, one round trip is enough. Where somebody has, it
/// costs the server a line in its log, so that this is tried once.
fn at_once(driver: &mut Driver, patience: Duration) -> Result<bool, DbError> {
    let back = match driver.settings.lock_timeout {
        Some(_) => format!("SET LOCAL {}", settings::timeout("lock_timeout", patience)),
        None => "RESET lock_timeout".to_owned(),
    };
    let sql = format!("BEGIN; SET LOCAL lock_timeout = 1; SELECT pg_advisory_xact_lock({KEY}); {back}");
    match driver.execute(&sql) {
        Ok(()) => Ok(true),
        Err(error) => {
            driver.rollback();
            if matches!(error, DbError::Locked { .. }) { Ok(false) } else { Err(error) }
        }
    }
}

fn attempt(driver: &mut Driver) -> Result<bool, DbError> {
    let sql = format!("SELECT pg_try_advisory_xact_lock({KEY})::text AS value");
    Ok(driver.text(&sql)?.as_deref() == Some("true"))
}

/// Keeps the lock beyond the transaction that has it, for statements that will not run in one.
pub(super) fn hold(driver: &mut Driver) -> Result<(), DbError> {
    driver.execute(&format!("SELECT pg_advisory_lock({KEY})"))?;
    driver.holds = true;
    Ok(())
}

/// Gives it back, where it is held. A connection that is gone has done so already.
pub(super) fn release(driver: &mut Driver) {
    if !std::mem::take(&mut driver.holds) {
        return;
    }
    let _ = driver.execute(&format!("SELECT pg_advisory_unlock({KEY})"));
}

/// Who has it: "process 123, `limbeck`".
fn holder(driver: &mut Driver) -> Option<String> {
    let (high, low) = (KEY >> 32, KEY & 0xffff_ffff);
    let sql = format!(
        "SELECT 'process ' || a.pid || coalesce(', `' || nullif(a.application_name, '') || '`', '') \
         || coalesce(', of ' || a.usename, '') AS value \
         FROM pg_catalog.pg_locks AS l JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid \
         WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 \
         AND l.classid::bigint = {high} AND l.objid::bigint = {low} \
         AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
    );
    driver.text(&sql).ok().flatten()
}
