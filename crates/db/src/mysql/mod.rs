//! MySQL and MariaDB through mysql_async, over rustls.
//!
//! Not through diesel as the others: it drops the numbers of errors, prepares every query, and reads one answer
//! at a time, where `SHOW CREATE TABLE` is a query of its own for each table.

mod address;
mod again;
mod connect;
mod lock;
mod notice;
mod refusal;
mod scratch;
mod settings;
mod stumble;
mod temporary;
mod trust;
mod wire;

#[cfg(test)]
mod tests;

use std::{
    collections::BTreeSet,
    ops::Range,
    time::{Duration, Instant},
};

use limbeck_schema::{Dialect, Family, Vendor, Version};
use mysql_async::Conn;
use tokio::{
    runtime::{Builder, Runtime},
    time::timeout,
};

pub(crate) use address::Address;
use connect::{Asked, Endpoint};
use lock::Lock;
use notice::Notices;
use scratch::Scratch;
use settings::Settings;

use crate::{Access, Answer, DbError, driver, driver::Driver as _};

/// How long a server may take to see a connection off.
const FAREWELL: Duration = Duration::from_secs(2);

/// The oldest versions whose catalogs are understood.
const OLDEST_MYSQL: Version = Version { major: 8, minor: 0, patch: 0 };
const OLDEST_MARIADB: Version = Version { major: 10, minor: 5, patch: 0 };

/// A connection, with the runtime that drives it: nothing happens on it but within a call.
pub(crate) struct Driver {
    runtime: Runtime,
    /// None once it is closed.
    connection: Option<Conn>,
    asked: Asked,
    /// "`app` on localhost:3306", for messages.
    place: String,
    dialect: Dialect,
    settings: Settings,
    /// Temporary tables that scripts have made.
    temporaries: BTreeSet<String>,
    notices: Notices,
    lock: Lock,
    round_trips: u64,
    /// The database to drop behind this session.
    scratch: Option<Scratch>,
}

impl Driver {
    pub(crate) fn open(address: &Address, access: Access) -> Result<Self, DbError> {
        let mut driver = Self::connect(address)?;
        driver.settings.read_only = access == Access::Read;
        driver.reset()?;
        Ok(driver)
    }

    fn connect(address: &Address) -> Result<Self, DbError> {
        let endpoint = Endpoint::of(address);
        let place = format!("`{}` on {endpoint}", address.database);
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime =
            runtime.map_err(|error| DbError::Connect { place: place.clone(), message: error.to_string() })?;
        let asked = Asked::default();
        let connection = runtime.block_on(connect::connect(address, &endpoint, &asked))?;
        let mut driver = Self {
            runtime,
            connection: Some(connection),
            asked,
            place,
            dialect: Dialect::new(Family::Mysql, OLDEST_MYSQL),
            settings: Settings::default(),
            temporaries: BTreeSet::new(),
            notices: Notices::default(),
            lock: Lock::default(),
            round_trips: 0,
            scratch: None,
        };
        driver.acquaint()?;
        Ok(driver)
    }

    /// Asks what depends on the server, and what the session was given.
    fn acquaint(&mut self) -> Result<(), DbError> {
        let sql =
            "SELECT VERSION(), @@lower_case_table_names, @@SESSION.sql_mode, CURRENT_ROLE(), DATABASE()";
        let row = self.ask(sql)?.into_iter().next().and_then(|answer| answer.rows.into_iter().next());
        let mut values = row.unwrap_or_default().into_iter();
        let mut next = || values.next().flatten();
        let version = next().unwrap_or_default();
        self.dialect.version = numbers(&version);
        if version.contains("MariaDB") {
            self.dialect.vendor = Vendor::MariaDb;
        }
        self.dialect.folds_table_names = next().is_some_and(|value| value != "0");
        self.settings.sql_mode = settings::understood(&next().unwrap_or_default());
        let mariadb = self.dialect.is_mariadb();
        self.settings.roles = match next() {
            // MySQL answers with a list in quotes, MariaDB with the one there can be (9.7, 11.8).
            Some(role) if mariadb && role != "NONE" => settings::identifier(&role),
            Some(roles) => roles,
            None => "NONE".to_owned(),
        };
        self.settings.database = next().unwrap_or_default();
        let oldest = if mariadb { OLDEST_MARIADB } else { OLDEST_MYSQL };
        if self.dialect.version < oldest {
            let oldest = Dialect { version: oldest, ..self.dialect };
            let message = format!("the server is {}: limbeck speaks to {oldest} and later", self.dialect);
            return Err(DbError::Connect { place: self.place.clone(), message });
        }
        Ok(())
    }

    /// Runs one or several statements, in one round trip.
    fn ask(&mut self, sql: &str) -> Result<Vec<Answer>, DbError> {
        self.round_trips += 1;
        let Some(connection) = &mut self.connection else {
            return Err(DbError::Lost {
                place: self.place.clone(),
                message: "it has been closed".to_owned(),
            });
        };
        let start = Instant::now();
        let outcome = self.runtime.block_on(wire::answers(connection, sql));
        let answers = outcome.map_err(|error| refusal::told(error, &self.place, start.elapsed()))?;
        if self.asked.take() { Err(refusal::no_file()) } else { Ok(answers) }
    }

    /// Does something and sets the session back, in one round trip; in a second one, temporary tables go: one
    /// would stand in front of the real one of its name in what runs next.
    fn set_back(&mut self, ending: &str) -> Result<(), DbError> {
        self.ask(&format!("{ending}; UNLOCK TABLES; {}", self.settings.statements(self.dialect)))?;
        for name in std::mem::take(&mut self.temporaries) {
            // One may never have come about.
            let _ = self.ask(&format!("DROP TEMPORARY TABLE IF EXISTS {name}"));
        }
        Ok(())
    }

    /// Says good-bye.
    fn close(&mut self) {
        // The server rolls back and lets others in only when it has read the good-bye, which nobody waits for.
        if self.lock.is_taken() {
            self.lock.holds = false;
            self.rollback();
        }
        if let Some(connection) = self.connection.take() {
            let _ = self.runtime.block_on(async { timeout(FAREWELL, connection.disconnect()).await });
        }
    }
}

impl driver::Driver for Driver {
    fn dialect(&self) -> Dialect {
        self.dialect
    }

    fn execute(&mut self, sql: &str) -> Result<(), DbError> {
        temporary::collect(sql, &mut self.temporaries);
        let outcome = match self.ask(sql) {
            Err(error) if self.dialect.is_mariadb() && again::is_refused_once(sql, &error) => self.ask(sql),
            outcome => outcome,
        };
        // Of several statements the server keeps the warnings of the last one only.
        if self.connection.as_ref().is_some_and(|connection| connection.get_warnings() > 0) {
            let told = self.ask(notice::QUESTION)?;
            self.notices.hear(told);
        }
        match outcome {
            // What is wrong with a foreign key MariaDB 11.8 says beside the error only.
            Err(DbError::Refused(mut refusal)) if refusal.is("1005") => {
                refusal.detail = self.ask(notice::QUESTION).ok().and_then(notice::reason);
                Err(DbError::Refused(refusal))
            }
            outcome => outcome.map(|_| ()),
        }
    }

    fn texts(&mut self, sql: &str) -> Result<Vec<String>, DbError> {
        let Some(answer) = self.ask(sql)?.into_iter().next() else { return Ok(Vec::new()) };
        let wrong = |message: &str| DbError::Sql { message: message.to_owned() };
        let at = answer.columns.iter().position(|name| name.eq_ignore_ascii_case("value"));
        let at = at.ok_or_else(|| wrong("the query has no column `value`"))?;
        let value = |row: Vec<Option<String>>| row.into_iter().nth(at).flatten();
        let values = answer.rows.into_iter().map(value).collect::<Option<Vec<_>>>();
        values.ok_or_else(|| wrong("the query has NULL in column `value`"))
    }

    fn answers(&mut self, sql: &str) -> Result<Vec<Answer>, DbError> {
        self.ask(sql)
    }

    fn clear(&mut self) -> Result<(), DbError> {
        scratch::clear(self)
    }

    fn begin(&mut self) -> Result<(), DbError> {
        lock::begin(self)
    }

    fn commit(&mut self) -> Result<(), DbError> {
        lock::commit(self)
    }

    fn rollback(&mut self) {
        lock::rollback(self);
    }

    fn reset(&mut self) -> Result<(), DbError> {
        self.set_back("ROLLBACK")
    }

    fn set_lock_timeout(&mut self, timeout: Duration) -> Result<(), DbError> {
        self.settings.lock_timeout = Some(timeout);
        let sql = self.settings.lock_statement();
        self.ask(&sql).map(|_| ())
    }

    fn set_statement_timeout(&mut self, timeout: Duration) -> Result<(), DbError> {
        self.settings.statement_timeout = Some(timeout);
        let sql = self.settings.statement_statement(self.dialect);
        self.ask(&sql).map(|_| ())
    }

    fn stumbling_block(&mut self, statement: &str, error: &DbError) -> Option<Range<usize>> {
        match error {
            DbError::Refused(refusal) => stumble::find(statement, refusal),
            _ => None,
        }
    }

    fn hold(&mut self) -> Result<(), DbError> {
        lock::hold(self)
    }

    fn release(&mut self) {
        lock::release(self);
    }

    /// Names that say this one mean the same as those that say none.
    fn namespace(&mut self) -> Result<Option<String>, DbError> {
        Ok(Some(self.settings.database.clone()))
    }

    fn notices(&mut self) -> Vec<String> {
        self.notices.take()
    }

    fn round_trips(&self) -> u64 {
        self.round_trips
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.close();
        if let Some(scratch) = self.scratch.take() {
            scratch.remove();
        }
    }
}

/// 10.11.19 of `10.11.19-MariaDB-0+deb12u1`. Before 11 MariaDB may put `5.5.5-` in front, for old clients.
fn numbers(version: &str) -> Version {
    let version = version.strip_prefix("5.5.5-").unwrap_or(version);
    let mut numbers = version.split(['.', '-']).map(|number| number.parse().unwrap_or_default());
    let mut next = || numbers.next().unwrap_or_default();
    Version { major: next(), minor: next(), patch: next() }
}
