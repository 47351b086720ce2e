//! What a command works on.

use std::{path::PathBuf, time::Duration};

use limbeck_db::DatabaseUrl;

use crate::{EngineError, ModelSource};

/// A project as the configuration and the command line describe it.
#[derive(Debug, Clone)]
pub struct Project {
    /// The database.
    pub url: Option<DatabaseUrl>,
    /// Where the models are, in the order they were named.
    pub models: Vec<ModelSource>,
    /// The directory of `versions/` and the project's own template.
    pub migrations: PathBuf,
    /// The table that keeps the revision the database is at.
    pub version_table: String,
    /// Patterns of names of tables and views to leave alone; `*` stands for anything.
    pub exclude: Vec<String>,
    /// Whether the order of columns counts; never on PostgreSQL, which cannot change it.
    pub column_order: bool,
    /// The directory to keep in what SQL models came to; none where nothing is to be kept.
    pub cache: Option<PathBuf>,
    /// The server that scratch space is made on, where that is not the database's own.
    pub scratch_url: Option<DatabaseUrl>,
    /// How long to wait for a database that somebody else is writing to.
    pub lock_timeout: Duration,
    /// How long one statement may run, where the database can be told; else as long as the database lets it.
    pub statement_timeout: Option<Duration>,
}

impl Project {
    /// A project in `migrations/`, with nothing else said of it.
    pub fn new(migrations: impl Into<PathBuf>) -> Self {
        Self {
            url: None,
            models: Vec::new(),
            migrations: migrations.into(),
            version_table: "limbeck_version".to_owned(),
            exclude: Vec::new(),
            column_order: false,
            cache: None,
            scratch_url: None,
            lock_timeout: Duration::from_secs(30),
            statement_timeout: None,
        }
    }

    pub(crate) fn url(&self) -> Result<&DatabaseUrl, EngineError> {
        self.url.as_ref().ok_or(EngineError::NoUrl)
    }

    pub(crate) fn models(&self) -> Result<&[ModelSource], EngineError> {
        if self.models.is_empty() { Err(EngineError::NoModels) } else { Ok(&self.models) }
    }

    pub(crate) fn versions(&self) -> PathBuf {
        self.migrations.join("versions")
    }

    pub(crate) fn template(&self) -> PathBuf {
        self.migrations.join("script.sql.jinja")
    }
}
