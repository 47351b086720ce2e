//! The configuration: what was typed over limbeck.toml over the defaults.

use std::{
    collections::BTreeMap,
    env, fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use limbeck_engine::Project;
use serde::Deserialize;

use crate::{args::Global, output::Failure};

/// `limbeck.toml`, or `[package.metadata.limbeck]` of a Cargo.toml.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    limbeck: Settings,
    /// `[env.NAME]`: settings that differ there.
    #[serde(default)]
    env: BTreeMap<String, Settings>,
}

/// What can be set.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    url: Option<String>,
    models: Option<Vec<String>>,
    migrations: Option<PathBuf>,
    version_table: Option<String>,
    exclude: Option<Vec<String>>,
    column_order: Option<bool>,
    /// Seconds.
    lock_timeout: Option<u64>,
    /// Seconds.
    statement_timeout: Option<u64>,
    scratch_url: Option<String>,
}

impl Settings {
    /// These, and where they say nothing the others.
    fn over(self, under: Self) -> Self {
        Self {
            url: self.url.or(under.url),
            models: self.models.or(under.models),
            migrations: self.migrations.or(under.migrations),
            version_table: self.version_table.or(under.version_table),
            exclude: self.exclude.or(under.exclude),
            column_order: self.column_order.or(under.column_order),
            lock_timeout: self.lock_timeout.or(under.lock_timeout),
            statement_timeout: self.statement_timeout.or(under.statement_timeout),
            scratch_url: self.scratch_url.or(under.scratch_url),
        }
    }
}

/// The project that a command works on.
pub(crate) fn project(typed: &Global) -> Result<Project, Failure> {
    let (file, directory) = read(typed.config.as_deref())?;
    let mut settings = file.limbeck;
    if let Some(name) = &typed.name {
        let mut known = file.env;
        let Some(environment) = known.remove(name) else {
            return Err(Failure::usage(format!("the configuration has no [env.{name}]")));
        };
        settings = environment.over(settings);
    }
    let values = values(typed)?;
    // What was typed is taken as it stands: the shell has put in its own variables.
    let url = match (&typed.url, settings.url) {
        (Some(url), _) => Some(url.clone()),
        (None, Some(url)) => Some(filled(&url, &values)?),
        (None, None) => env::var("DATABASE_URL").ok(),
    };
    let migrations = typed.migrations.clone().unwrap_or_else(|| {
        directory.join(settings.migrations.unwrap_or_else(|| PathBuf::from("migrations")))
    });
    let mut project = Project::new(migrations);
    project.cache = cache();
    project.url = url.map(|url| url.parse()).transpose().map_err(Failure::source)?;
    project.models = if typed.models.is_empty() {
        let models = settings.models.unwrap_or_default();
        let models: Result<Vec<_>, _> =
            models.iter().map(|model| model.parse::<limbeck_engine::ModelSource>()).collect();
        let mut models = models.map_err(Failure::source)?;
        for model in &mut models {
            model.path = directory.join(&model.path);
        }
        models
    } else {
        typed.models.iter().map(|model| model.parse()).collect::<Result<_, _>>().map_err(Failure::source)?
    };
    if let Some(table) = settings.version_table {
        project.version_table = table;
    }
    project.exclude = settings.exclude.unwrap_or_default();
    project.column_order = settings.column_order.unwrap_or_default();
    if let Some(seconds) = settings.lock_timeout {
        project.lock_timeout = Duration::from_secs(seconds);
    }
    project.statement_timeout = settings.statement_timeout.map(Duration::from_secs);
    if let Some(url) = settings.scratch_url {
        project.scratch_url = Some(filled(&url, &values)?.parse().map_err(Failure::source)?);
    }
    Ok(project)
}

/// The file and the directory that its paths start from.
fn read(named: Option<&Path>) -> Result<(File, PathBuf), Failure> {
    let path = match named {
        Some(path) => path.to_owned(),
        None if Path::new("limbeck.toml").exists() => PathBuf::from("limbeck.toml"),
        None => return read_manifest(Path::new("Cargo.toml")),
    };
    if path.file_name().is_some_and(|name| name == "Cargo.toml") {
        return read_manifest(&path);
    }
    let text = fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    let file = toml::from_str(&text).map_err(|error| wrong(&path, &error))?;
    Ok((file, directory_of(&path)))
}

/// `[package.metadata.limbeck]`, with environments below it; nothing where there is none.
fn read_manifest(path: &Path) -> Result<(File, PathBuf), Failure> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok((File::default(), PathBuf::new()));
        }
        Err(error) => return Err(Failure::file(path, &error)),
    };
    let manifest: toml::Table = text.parse().map_err(|error| wrong(path, &error))?;
    let metadata = ["package", "metadata", "limbeck"]
        .iter()
        .try_fold(&manifest, |table, key| table.get(*key)?.as_table());
    let Some(metadata) = metadata else { return Ok((File::default(), PathBuf::new())) };
    let mut settings = metadata.clone();
    let mut file = toml::Table::new();
    if let Some(environments) = settings.remove("env") {
        file.insert("env".to_owned(), environments);
    }
    file.insert("limbeck".to_owned(), toml::Value::Table(settings));
    let file = file.try_into().map_err(|error| wrong(path, &error))?;
    Ok((file, directory_of(path)))
}

fn directory_of(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}

fn wrong(path: &Path, error: &toml::de::Error) -> Failure {
    Failure::usage(format!("{}: {}", path.display(), error.to_string().trim_end()))
}

/// `-x key=value`.
fn values(typed: &Global) -> Result<BTreeMap<String, String>, Failure> {
    let pair = |text: &String| match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err(Failure::usage(format!("`-x {text}` is no KEY=VALUE"))),
    };
    typed.values.iter().map(pair).collect()
}

/// `text` with every `${NAME}` taken from `-x`, the environment, or `.env`.
fn filled(text: &str, values: &BTreeMap<String, String>) -> Result<String, Failure> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("${") {
        let Some((name, after)) = behind.split_once('}') else {
            return Err(Failure::usage("a `${` in the configuration is never closed".to_owned()));
        };
        out.push_str(before);
        let value = values.get(name).cloned().or_else(|| env::var(name).ok()).or_else(|| from_dotenv(name));
        match value {
            Some(value) => out.push_str(&value),
            None => {
                return Err(Failure::usage(format!(
                    "the configuration uses ${{{name}}}, which is set neither in the environment nor in .env"
                )));
            }
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn from_dotenv(name: &str) -> Option<String> {
    dotenvy::dotenv_iter().ok()?.filter_map(Result::ok).find(|(key, _)| key == name).map(|(_, value)| value)
}

/// The directory for what takes long to find out: `LIMBECK_CACHE`, else where programs keep such things.
/// An empty `LIMBECK_CACHE` keeps nothing.
fn cache() -> Option<PathBuf> {
    if let Some(named) = env::var_os("LIMBECK_CACHE") {
        return Some(PathBuf::from(named)).filter(|path| !path.as_os_str().is_empty());
    }
    let of = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || of("HOME").map(|home| home.join(".cache"));
    of("XDG_CACHE_HOME").or_else(|| of("LOCALAPPDATA")).or_else(home).map(|path| path.join("limbeck"))
}
