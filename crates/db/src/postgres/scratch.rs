//! Databases of one's own for a while.

use std::time::Duration;

use diesel_async::SimpleAsyncConnection;
use tokio::time::timeout;

use super::{Address, Driver, settings::identifier};
use crate::{Access, DbError, driver::Driver as _};

/// How long the end of a session waits for its database to be gone. The server goes on without us; on
/// one with much to write that takes its time, for dropping a database is a checkpoint (seen on 15).
const PATIENCE: Duration = Duration::from_millis(500);

/// A database to be dropped, and the connection to drop it through.
pub(super) struct Scratch {
    admin: Box<Driver>,
    name: String,
}

/// What is asked before a database is made.
struct Template {
    name: String,
    /// What `CREATE DATABASE` is given.
    options: String,
    /// The default namespace.
    namespace: Option<String>,
    /// Statements that set what the session has there.
    settings: Vec<String>,
    left_behind: Vec<String>,
}

impl Scratch {
    /// Drops the database. What cannot be dropped now is swept up later.
    pub(super) fn remove(mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", identifier(&self.name));
        let Driver { runtime, connection: Some(connection), .. } = &mut *self.admin else { return };
        let finished = runtime.block_on(async { timeout(PATIENCE, connection.batch_execute(&drop)).await });
        if finished.is_err() {
            // To say good-bye would be to wait for the answer.
            self.admin.leave();
        }
    }
}

impl Driver {
    /// A database that is as the one of the address was before anything was put into it, and is gone with
    /// the session.
    pub(crate) fn scratch_on(address: &Address) -> Result<Self, DbError> {
        let mut admin = Self::open(address, Access::Create)?;
        let template = Template::read(&mut admin)?;
        for name in &template.left_behind {
            // One that is in use after all stays.
            let _ = admin.execute(&format!("DROP DATABASE IF EXISTS {}", identifier(name)));
        }
        let create = format!("CREATE DATABASE {} {}", identifier(&template.name), template.options);
        admin.execute(&create).map_err(|error| explained(error, &admin))?;
        let scratch = Scratch { admin: Box::new(admin), name: template.name.clone() };
        let mut driver = match Self::connect(&address.with_database(&template.name)) {
            Ok(driver) => driver,
            Err(error) => {
                scratch.remove();
                return Err(error);
            }
        };
        driver.scratch = Some(scratch);
        driver.furnish(template)?;
        Ok(driver)
    }

    /// Makes the default namespace, and sets what the session has from now on.
    fn furnish(&mut self, template: Template) -> Result<(), DbError> {
        self.settings.scratch = template.settings;
        if let Some(namespace) = template.namespace {
            let name = identifier(&namespace);
            self.execute(&format!("CREATE SCHEMA IF NOT EXISTS {name}"))?;
            self.settings.scratch.push(format!("SET search_path = {name}"));
        }
        // Nothing in it outlives a crash anyway.
        self.settings.scratch.push("SET synchronous_commit = off".to_owned());
        self.reset()?;
        self.notices();
        Ok(())
    }
}

impl Template {
    /// One query, so that a server far away is asked once.
    fn read(admin: &mut Driver) -> Result<Self, DbError> {
        let mut template = Self {
            name: String::new(),
            options: String::new(),
            namespace: None,
            settings: Vec::new(),
            left_behind: Vec::new(),
        };
        for row in admin.texts(include_str!("scratch.sql"))? {
            let Some((what, text)) = row.split_once(' ') else { continue };
            let text = text.to_owned();
            match what {
                "name" => template.name = text,
                "options" => template.options = text,
                "namespace" => template.namespace = Some(text),
                "setting" => template.settings.push(text),
                _ => template.left_behind.push(text),
            }
        }
        // Written through the log, the copy needs no checkpoint.
        if admin.version.major >= 15 {
            template.options.push_str(" STRATEGY wal_log");
        }
        Ok(template)
    }
}

/// What to do where databases may not be made.
fn explained(error: DbError, admin: &Driver) -> DbError {
    let DbError::Refused(refusal) = error else { return error };
    let advice = if refusal.is("42501") {
        "models and plans are tried in a database of their own; let the role make some with `ALTER ROLE ... CREATEDB`, or name another server with scratch_url"
    } else {
        "models and plans are tried in a database of their own; name another server for it with scratch_url"
    };
    DbError::NoScratch { place: admin.place.clone(), message: format!("{refusal}: {advice}") }
}
