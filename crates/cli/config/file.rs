//! The file: where it is, what stands in it, and where something in it is wrong.

use std::{
    collections::BTreeMap,
    fmt::Display,
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
};

use limbeck_revision::nearest;
use serde::Deserialize;
use toml::{
    Spanned,
    de::{DeTable, DeValue, Deserializer},
};

use super::settings::Settings;
use crate::output::Failure;

/// A configuration as it was found; empty where there is none.
#[derive(Debug, Default)]
pub(crate) struct File {
    path: PathBuf,
    text: String,
    /// What holds everywhere.
    pub(crate) settings: Settings,
    /// `[env.NAME]`: what differs there.
    pub(crate) environments: BTreeMap<String, Settings>,
}

/// `limbeck.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    #[serde(default)]
    limbeck: Settings,
    #[serde(default)]
    env: BTreeMap<String, Settings>,
}

impl File {
    /// The file that was named, else `limbeck.toml`, else what Cargo.toml says.
    pub(crate) fn find(named: Option<&Path>) -> Result<Self, Failure> {
        match named {
            Some(path) if is_manifest(path) => Self::manifest(path, read(path)?),
            Some(path) => Self::own(path, read(path)?),
            None if Path::new("limbeck.toml").exists() => {
                let path = Path::new("limbeck.toml");
                Self::own(path, read(path)?)
            }
            None => {
                let path = Path::new("Cargo.toml");
                match fs::read_to_string(path) {
                    Ok(text) => Self::manifest(path, text),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
                    Err(error) => Err(Failure::file(path, &error)),
                }
            }
        }
    }

    /// The directory that paths in it start from.
    pub(crate) fn directory(&self) -> PathBuf {
        self.path.parent().map(Path::to_owned).unwrap_or_default()
    }

    /// What was found wrong with a value, with the place of the value.
    pub(crate) fn wrong<T>(&self, value: &Spanned<T>, problem: impl Display) -> Failure {
        self.wrong_at(value.span(), problem)
    }

    fn own(path: &Path, text: String) -> Result<Self, Failure> {
        let mut file = Self { path: path.to_owned(), text, ..Self::default() };
        let read = Deserializer::parse(&file.text).and_then(Own::deserialize);
        let Own { limbeck, env } = read.map_err(|error| file.misread(&error))?;
        file.settings = limbeck;
        file.environments = env;
        Ok(file)
    }

    /// `[package.metadata.limbeck]`, with environments below it; nothing where there is none.
    fn manifest(path: &Path, text: String) -> Result<Self, Failure> {
        let mut file = Self { path: path.to_owned(), text, ..Self::default() };
        let text = file.text.clone();
        let manifest = DeTable::parse(&text).map_err(|error| file.misread(&error))?;
        let metadata = ["package", "metadata", "limbeck"].into_iter().try_fold(
            Spanned::new(manifest.span(), DeValue::Table(manifest.into_inner())),
            |value, key| match value.into_inner() {
                DeValue::Table(mut table) => table.remove(key),
                _ => None,
            },
        );
        let Some(metadata) = metadata else { return Ok(file) };
        let span = metadata.span();
        let DeValue::Table(mut metadata) = metadata.into_inner() else {
            return Err(file.wrong_at(span, "`package.metadata.limbeck` is no table"));
        };
        let environments = metadata.remove("env");
        let settings = Settings::deserialize(Deserializer::from(Spanned::new(span, metadata)));
        file.settings = settings.map_err(|error| file.misread(&error))?;
        if let Some(environments) = environments {
            let span = environments.span();
            let DeValue::Table(environments) = environments.into_inner() else {
                return Err(
                    file.wrong_at(span, "`env` is no table: write `[package.metadata.limbeck.env.NAME]`")
                );
            };
            let read = BTreeMap::deserialize(Deserializer::from(Spanned::new(span, environments)));
            file.environments = read.map_err(|error| file.misread(&error))?;
        }
        Ok(file)
    }

    /// What the reader of TOML says, in our words where a key is unknown.
    fn misread(&self, error: &toml::de::Error) -> Failure {
        let problem = unknown_key(error.message()).unwrap_or_else(|| error.message().to_owned());
        match error.span() {
            Some(span) => self.wrong_at(span, problem),
            None => Failure::usage(format!("{}: {problem}", self.path.display())),
        }
    }

    fn wrong_at(&self, span: Range<usize>, problem: impl Display) -> Failure {
        let before = self.text.get(..span.start).unwrap_or(&self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Failure::usage(format!("{}:{line}:{column}: {problem}", self.path.display()))
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::file(path, &error))
}

fn is_manifest(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "Cargo.toml")
}

/// The key that nobody reads, and the one that was probably meant: the message names it first, and
/// behind it those that are known.
fn unknown_key(message: &str) -> Option<String> {
    let named = message.strip_prefix("unknown field ")?;
    let mut names = named.split('`').skip(1).step_by(2);
    let key = names.next()?;
    let known: Vec<&str> = names.collect();
    Some(match nearest(key, known.iter().copied()) {
        Some(meant) => format!("`{key}` is no setting: did you mean `{meant}`?"),
        None => format!("`{key}` is no setting: there are {}", known.join(", ")),
    })
}
