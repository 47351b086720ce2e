//! What can be typed with every command.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use limbeck_engine::ModelKind;

/// Options of every command.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// The configuration [default: limbeck.toml, or Cargo.toml's package.metadata.limbeck]
    #[arg(short, long, global = true, value_name = "FILE", env = "LIMBECK_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// The environment of the configuration: [env.NAME]
    #[arg(short, long, global = true, value_name = "ENV")]
    pub(crate) name: Option<String>,
    /// The database: sqlite:PATH or postgres://USER@HOST/DATABASE
    #[arg(long, global = true)]
    pub(crate) url: Option<String>,
    /// Models: sql:PATH, diesel:PATH or rust:PATH; may be given several times
    #[arg(long, global = true, value_name = "KIND:PATH")]
    pub(crate) models: Vec<String>,
    /// The directory of revisions
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) migrations: Option<PathBuf>,
    /// A value for ${KEY} in the configuration; may be given several times
    #[arg(short = 'x', global = true, value_name = "KEY=VALUE")]
    pub(crate) values: Vec<String>,
    /// How reports are written [default: text; for inspect sql]
    #[arg(long, global = true, value_enum)]
    pub(crate) format: Option<Format>,
    /// When to colour
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub(crate) color: Color,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs; versioned.
    Json,
    /// Statements: of the schema for inspect, from one to the other for diff.
    Sql,
    /// Diesel's `table!`, for inspect.
    Diesel,
    /// SeaORM's entities, for inspect.
    SeaOrm,
    /// Structs with limbeck's own attributes, for inspect.
    Rust,
    /// For diff and check: both schemas as statements, as a patch.
    Unified,
    /// For diff and check: a table for a comment on a pull request.
    Markdown,
    /// For diff and check: marks of a workflow on GitHub.
    Github,
}

impl Format {
    /// The kind of models that are written so.
    pub(crate) fn models(self) -> Option<ModelKind> {
        match self {
            Self::Diesel => Some(ModelKind::Diesel),
            Self::SeaOrm => Some(ModelKind::SeaOrm),
            Self::Rust => Some(ModelKind::Rust),
            Self::Text | Self::Json | Self::Sql | Self::Unified | Self::Markdown | Self::Github => None,
        }
    }
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
