//! PostgreSQL through diesel, over tokio-postgres and rustls.

mod address;
mod connect;
mod environment;
mod lock;
mod passfile;
mod psql;
mod refusal;
mod role;
mod scratch;
mod settings;
mod stumble;
mod tls;
mod wire;

#[cfg(test)]
mod tests;

use std::{ops::Range, time::Duration};

use diesel::{QueryableByName, sql_query, sql_types::Text};
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use limbeck_schema::{Dialect, Family, Version};
use tokio::{
    runtime::{Builder, Runtime},
    task::JoinHandle,
    time::timeout,
};

pub(crate) use address::Address;
use connect::{Connected, Trouble};
use environment::{Endpoint, Server};
use role::Role;
use scratch::Scratch;
use settings::Settings;
use wire::Ear;

use crate::{Access, DbError, driver, driver::Driver as _};

/// The oldest server whose catalogs are understood.
const OLDEST: u32 = 13;

/// How long a server may take to see a connection off.
const FAREWELL: Duration = Duration::from_secs(2);

/// A connection, with the runtime that drives it: nothing happens on it but within a call.
pub(crate) struct Driver {
    runtime: Runtime,
    /// None once it is closed.
    connection: Option<AsyncPgConnection>,
    task: Option<JoinHandle<()>>,
    ear: Ear,
    /// "`app` on localhost:5432", for messages.
    place: String,
    version: Version,
    /// Whether the server takes a byte for a character.
    counts_bytes: bool,
    settings: Settings,
    round_trips: u64,
    /// Whether the lock of the runners is kept beyond transactions.
    holds: bool,
    /// The database to drop behind this session.
    scratch: Option<Scratch>,
}

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Text)]
    value: String,
}

impl Driver {
    pub(crate) fn open(address: &Address, access: Access) -> Result<Self, DbError> {
        let mut driver = Self::connect(address)?;
        driver.settings.read_only = access == Access::Read;
        driver.reset()?;
        Ok(driver)
    }

    /// The first host that lets us in and is what it should be.
    fn connect(address: &Address) -> Result<Self, DbError> {
        let server = environment::completed(address)?;
        let mut troubles = Vec::new();
        for role in &server.roles {
            for endpoint in &server.endpoints {
                match Self::reach(&server, endpoint, *role) {
                    Ok(mut driver) => {
                        driver.acquaint()?;
                        return Ok(driver);
                    }
                    Err(trouble) => troubles.push((endpoint.clone(), trouble)),
                }
            }
        }
        Err(connect::failed(&server, troubles))
    }

    fn reach(server: &Server, endpoint: &Endpoint, role: Role) -> Result<Self, Trouble> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Trouble::Told(error.to_string()))?;
        let Connected { client, connection, ear } = runtime.block_on(connect::connect(server, endpoint))?;
        let task = runtime.spawn(async move {
            // Whatever ends it is told to whoever waits for an answer.
            let _ = connection.await;
        });
        let connection = runtime.block_on(AsyncPgConnection::try_from(client));
        let connection = connection.map_err(|error| Trouble::Told(error.to_string()))?;
        let mut driver = Self {
            runtime,
            connection: Some(connection),
            task: Some(task),
            ear,
            place: format!("`{}` on {endpoint}", server.database),
            version: Version { major: 0, minor: 0, patch: 0 },
            counts_bytes: false,
            settings: Settings::default(),
            round_trips: 0,
            holds: false,
            scratch: None,
        };
        role.check(&mut driver)?;
        Ok(driver)
    }

    /// Asks what depends on the server. 150018 is 15.18, and always has been two numbers from 10 on.
    fn acquaint(&mut self) -> Result<(), DbError> {
        let sql = "SELECT current_setting(name) AS value FROM unnest('{server_version_num, server_encoding}'::text[]) AS name";
        let found = self.texts(sql)?;
        let number: u32 = found.first().and_then(|text| text.parse().ok()).unwrap_or_default();
        self.version = Version { major: number / 10_000, minor: number % 10_000, patch: 0 };
        self.counts_bytes = found.get(1).is_some_and(|encoding| encoding == "SQL_ASCII");
        if self.version.major < OLDEST {
            let message = format!(
                "the server is PostgreSQL {}: limbeck speaks to {OLDEST} and later",
                self.version.major
            );
            return Err(DbError::Connect { place: self.place.clone(), message });
        }
        Ok(())
    }

    fn text(&mut self, sql: &str) -> Result<Option<String>, DbError> {
        Ok(self.texts(sql)?.into_iter().next())
    }

    /// What an error of diesel's was, from what the server said itself.
    fn error(&self, error: &diesel::result::Error) -> DbError {
        let Some(fields) = self.ear.error() else {
            let closed = self.task.as_ref().is_none_or(JoinHandle::is_finished);
            let message = error.to_string();
            return if closed {
                DbError::Lost { place: self.place.clone(), message }
            } else {
                DbError::Sql { message }
            };
        };
        let refusal = refusal::refusal(fields);
        match refusal.code.as_str() {
            "55P03" => DbError::Locked {
                place: format!("what the statement needs in {}", self.place),
                waited: self.settings.lock_timeout.unwrap_or_default(),
            },
            // The server, or somebody in charge of it, has ended the connection.
            "57P01" | "57P02" | "57P03" | "57P05" | "25P03" => {
                DbError::Lost { place: self.place.clone(), message: refusal.to_string() }
            }
            _ => DbError::Refused(Box::new(refusal)),
        }
    }

    fn closed(&self) -> DbError {
        DbError::Lost { place: self.place.clone(), message: "it has been closed".to_owned() }
    }

    /// Ends the connection without a word.
    fn leave(&mut self) {
        if let Some(task) = self.task.take() {
            task.abort();
        }
    }

    /// Says good-bye, and waits until the server has heard it.
    fn close(&mut self) {
        drop(self.connection.take());
        if let Some(task) = self.task.take() {
            let _ = self.runtime.block_on(async { timeout(FAREWELL, task).await });
        }
    }
}

impl driver::Driver for Driver {
    fn dialect(&self) -> Dialect {
        Dialect::new(Family::Postgres, self.version)
    }

    fn execute(&mut self, sql: &str) -> Result<(), DbError> {
        psql::refuse(sql)?;
        self.round_trips += 1;
        let Some(connection) = &mut self.connection else { return Err(self.closed()) };
        let outcome = self.runtime.block_on(connection.batch_execute(sql));
        outcome.map_err(|error| self.error(&error))
    }

    fn texts(&mut self, sql: &str) -> Result<Vec<String>, DbError> {
        // One to prepare the query, one to run it.
        self.round_trips += 2;
        let Some(connection) = &mut self.connection else { return Err(self.closed()) };
        let rows =
            self.runtime.block_on(diesel_async::RunQueryDsl::load::<Value>(sql_query(sql), connection));
        let rows = rows.map_err(|error| self.error(&error))?;
        Ok(rows.into_iter().map(|row| row.value).collect())
    }

    fn begin(&mut self) -> Result<(), DbError> {
        lock::begin(self)
    }

    fn commit(&mut self) -> Result<(), DbError> {
        self.execute(&format!("COMMIT; {}", self.settings.statements()))
    }

    fn rollback(&mut self) {
        let _ = self.execute("ROLLBACK");
        // Where there is no transaction the server warns, and nobody has to know.
        self.ear.forget("25P01");
    }

    fn reset(&mut self) -> Result<(), DbError> {
        let statements = self.settings.statements();
        self.execute(&statements)
    }

    fn set_lock_timeout(&mut self, timeout: Duration) -> Result<(), DbError> {
        self.settings.lock_timeout = Some(timeout);
        self.execute(&format!("SET {}", settings::timeout("lock_timeout", timeout)))
    }

    fn set_statement_timeout(&mut self, timeout: Duration) -> Result<(), DbError> {
        self.settings.statement_timeout = Some(timeout);
        self.execute(&format!("SET {}", settings::timeout("statement_timeout", timeout)))
    }

    fn stumbling_block(&mut self, statement: &str, error: &DbError) -> Option<Range<usize>> {
        match error {
            DbError::Refused(refusal) => stumble::find(statement, refusal, self.counts_bytes),
            _ => None,
        }
    }

    fn hold(&mut self) -> Result<(), DbError> {
        lock::hold(self)
    }

    fn release(&mut self) {
        lock::release(self);
    }

    fn namespace(&mut self) -> Result<Option<String>, DbError> {
        let sql = "SELECT current_schema()::text AS value WHERE current_schema() IS NOT NULL";
        self.text(sql)
    }

    fn notices(&mut self) -> Vec<String> {
        let (notices, dropped) = self.ear.notices();
        let mut texts: Vec<String> = notices.into_iter().map(refusal::notice).collect();
        if dropped > 0 {
            texts.push(format!("and {dropped} more"));
        }
        texts
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
