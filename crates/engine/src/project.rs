//! What a command works on.

use std::{collections::BTreeMap, path::PathBuf, time::Duration};

use limbeck_db::DatabaseUrl;
use limbeck_plan::Online;
use limbeck_revision::Terms;

use crate::{EngineError, FileNames, Hook, ModelSource, Naming, Pattern};

/// A project as the configuration and the command line describe it.
#[derive(Debug, Clone)]
pub struct Project {
    /// The database.
    pub url: Option<DatabaseUrl>,
    /// Where the models are, in the order they were named.
    pub models: Vec<ModelSource>,
    /// The directory of `versions/` and the project's own template.
    pub migrations: PathBuf,
    /// Directories of revisions, where they are not in `versions/`.
    pub version_locations: Vec<PathBuf>,
    /// Whether revisions are looked for below those directories too.
    pub recursive: bool,
    /// What files of revisions are called.
    pub file_names: FileNames,
    /// What runs on a revision that was written, in order.
    pub hooks: Vec<Hook>,
    /// Values that the project's own template can speak of.
    pub values: BTreeMap<String, String>,
    /// The table that keeps the revision the database is at.
    pub version_table: String,
    /// Whether each revision is a transaction of its own; else all of a run are one.
    pub transaction_per_migration: bool,
    /// What is managed; of a kind that no pattern speaks of, everything.
    pub include: Vec<Pattern>,
    /// What is left alone, even where it is included.
    pub exclude: Vec<Pattern>,
    /// What constraints and indexes are called that the models leave without a name.
    pub naming: Naming,
    /// Whether the order of columns counts; never on PostgreSQL, which cannot change it.
    pub column_order: bool,
    /// How MySQL and MariaDB are to change tables on the way up.
    pub online: Online,
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
            version_locations: Vec::new(),
            recursive: true,
            file_names: FileNames::default(),
            hooks: Vec::new(),
            values: BTreeMap::new(),
            transaction_per_migration: true,
            include: Vec::new(),
            exclude: Vec::new(),
            naming: Naming::default(),
            column_order: false,
            online: Online::default(),
            cache: None,
            scratch_url: None,
            lock_timeout: Duration::from_secs(30),
            statement_timeout: None,
        }
    }

    pub(crate) fn terms(&self) -> Terms<'_> {
        Terms {
            version_table: &self.version_table,
            transaction_per_migration: self.transaction_per_migration,
        }
    }

    pub(crate) fn url(&self) -> Result<&DatabaseUrl, EngineError> {
        self.url.as_ref().ok_or(EngineError::NoUrl)
    }

    pub(crate) fn models(&self) -> Result<&[ModelSource], EngineError> {
        if self.models.is_empty() { Err(EngineError::NoModels) } else { Ok(&self.models) }
    }

    /// The directories in which revisions are looked for.
    pub(crate) fn locations(&self) -> Vec<PathBuf> {
        if self.version_locations.is_empty() {
            vec![self.migrations.join("versions")]
        } else {
            self.version_locations.clone()
        }
    }

    pub(crate) fn template(&self) -> PathBuf {
        self.migrations.join("script.sql.jinja")
    }
}
