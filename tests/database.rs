//! A database on a server that is gone with the test.

use std::{
    process,
    sync::atomic::{AtomicU32, Ordering},
};

use limbeck_db::{Access, DatabaseUrl, Session};
use limbeck_schema::Family;
use limbeck_testkit::servers::{Server, with_database};

pub(crate) struct Database {
    pub(crate) url: String,
    name: String,
    server: DatabaseUrl,
    family: Family,
}

/// How many this process has made.
static MADE: AtomicU32 = AtomicU32::new(0);

impl Database {
    /// An empty one.
    pub(crate) fn create(server: &Server) -> Self {
        let name = format!("limbeck_test_{}_{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let url = with_database(&server.url, &name);
        let database = Self { url, name, server: server.url.parse().unwrap(), family: server.family };
        // One that a killed run with the same number left behind.
        database.drop_it();
        database.administer(&format!("CREATE DATABASE {}", database.name)).unwrap();
        database
    }

    fn drop_it(&self) {
        // PostgreSQL keeps a database that somebody is connected to.
        let force = if self.family == Family::Postgres { " WITH (FORCE)" } else { "" };
        let _ = self.administer(&format!("DROP DATABASE IF EXISTS {}{force}", self.name));
    }

    fn administer(&self, statement: &str) -> Result<(), limbeck_db::DbError> {
        Session::open(&self.server, Access::Write)?.execute(statement)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.drop_it();
    }
}
