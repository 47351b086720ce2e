//! Where a schema can come from.

use std::{fmt, path::PathBuf, str::FromStr};

use limbeck_db::{DatabaseUrl, UrlError};

/// What language models are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ModelKind {
    /// SQL files: executed in scratch space and read back.
    Sql,
    /// Diesel's `table!`.
    Diesel,
    /// SeaORM's entities.
    SeaOrm,
    /// `#[derive(Model)]`.
    Rust,
}

/// `KIND:PATH`; a path is a file or a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelSource {
    /// The language.
    pub kind: ModelKind,
    /// The file or directory.
    pub path: PathBuf,
}

/// One side of `diff`, or what `inspect` prints.
#[derive(Debug, Clone)]
pub enum Source {
    /// `db`: the project's database.
    Database,
    /// `models`: the project's models.
    Models,
    /// `migrations`: the project's revisions, replayed in scratch space.
    Migrations,
    /// Another database.
    Url(DatabaseUrl),
    /// Other models.
    Files(ModelSource),
}

impl Source {
    /// Whether it is a database that stands somewhere, with whatever is in it.
    pub fn is_database(&self) -> bool {
        matches!(self, Self::Database | Self::Url(_))
    }
}

/// Why a word names no source.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// No kind stands in front of the path.
    #[error(
        "`{0}` does not say what kind of models it holds: write `sql:{0}`, `diesel:{0}`, `sea-orm:{0}` or `rust:{0}`"
    )]
    NoKind(String),
    /// A kind nobody knows.
    #[error("`{kind}` is no kind of models: there are `sql`, `diesel`, `sea-orm` and `rust`")]
    UnknownKind {
        /// What was written.
        kind: String,
    },
    /// A kind without a path.
    #[error("`{0}:` names no file: put the path behind the colon")]
    NoPath(String),
    /// A database address that is none.
    #[error(transparent)]
    Url(#[from] UrlError),
}

impl FromStr for ModelSource {
    type Err = SourceError;

    fn from_str(text: &str) -> Result<Self, SourceError> {
        let Some((kind, path)) = text.split_once(':') else {
            return Err(SourceError::NoKind(text.to_owned()));
        };
        let kind = match kind {
            "sql" => ModelKind::Sql,
            "diesel" => ModelKind::Diesel,
            "rust" => ModelKind::Rust,
            "sea-orm" => ModelKind::SeaOrm,
            other => return Err(SourceError::UnknownKind { kind: other.to_owned() }),
        };
        if path.is_empty() {
            return Err(SourceError::NoPath(text.trim_end_matches(':').to_owned()));
        }
        Ok(Self { kind, path: path.into() })
    }
}

impl fmt::Display for ModelSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            ModelKind::Sql => "sql",
            ModelKind::Diesel => "diesel",
            ModelKind::SeaOrm => "sea-orm",
            ModelKind::Rust => "rust",
        };
        write!(f, "{kind}:{}", self.path.display())
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database => f.write_str("db"),
            Self::Models => f.write_str("models"),
            Self::Migrations => f.write_str("migrations"),
            Self::Url(url) => url.fmt(f),
            Self::Files(files) => files.fmt(f),
        }
    }
}

impl FromStr for Source {
    type Err = SourceError;

    fn from_str(text: &str) -> Result<Self, SourceError> {
        let scheme = text.split(':').next().unwrap_or_default();
        match text {
            "db" => Ok(Self::Database),
            "models" => Ok(Self::Models),
            "migrations" => Ok(Self::Migrations),
            _ if matches!(scheme, "sql" | "diesel" | "rust" | "sea-orm") => text.parse().map(Self::Files),
            _ => Ok(Self::Url(text.parse()?)),
        }
    }
}
