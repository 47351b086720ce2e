//! What a project looks like before limbeck comes to it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

use crate::{DatabaseUrl, EngineError, Tool, files};

/// What was seen, and what follows from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// Each thing that was seen, in a sentence.
    pub seen: Vec<String>,
    /// What `url` should say.
    pub url: Option<String>,
    /// Where the models are.
    pub models: Vec<String>,
    /// Another tool's migrations.
    pub migrations: Option<(Tool, PathBuf)>,
}

/// Looks at a directory, and at nothing outside it.
pub fn survey(root: &Path) -> Result<Survey, EngineError> {
    let mut survey = Survey::default();
    let dependencies = dependencies(root, &mut survey)?;
    let uses = |name: &str| dependencies.iter().any(|dependency| dependency == name);
    diesel(root, uses("diesel"), &mut survey)?;
    if uses("limbeck-derive") && root.join("src").is_dir() {
        survey.saw("limbeck-derive among the dependencies: the models are in src", "rust:src");
    }
    let configured = sqlx(root, &mut survey)?;
    environment(root, configured.variable.as_deref().unwrap_or("DATABASE_URL"), &mut survey)?;
    if root.join("alembic.ini").is_file() {
        survey.seen.push("alembic.ini".to_owned());
        survey.migrations = Some((Tool::Alembic, PathBuf::from("alembic")));
    }
    let named = configured.migrations.into_iter();
    for place in named.chain(["migrations", "migration/src", "migration", "db/migrations"].map(PathBuf::from))
    {
        if survey.migrations.is_some() {
            break;
        }
        if let Some(tool) = layout(&root.join(&place))? {
            survey.seen.push(format!("migrations of {tool} in {}", place.display()));
            survey.migrations = Some((tool, place));
        }
    }
    if survey.models.is_empty() && root.join("schema.sql").is_file() {
        survey.saw("schema.sql", "sql:schema.sql");
    }
    Ok(survey)
}

impl Survey {
    fn saw(&mut self, what: &str, model: &str) {
        self.seen.push(what.to_owned());
        self.models.push(model.to_owned());
    }
}

/// A file in TOML; none where there is no such file.
fn read(path: &Path) -> Result<Option<Table>, EngineError> {
    if !path.is_file() {
        return Ok(None);
    }
    let text = files::read_one(path)?.text;
    text.parse().map(Some).map_err(|error: toml::de::Error| EngineError::Toml {
        path: path.to_owned(),
        message: error.message().to_owned(),
    })
}

fn text<'a>(table: &'a Table, path: [&str; 2]) -> Option<&'a str> {
    table.get(path[0])?.as_table()?.get(path[1])?.as_str()
}

/// The names of all dependencies, of the members of a workspace too.
fn dependencies(root: &Path, survey: &mut Survey) -> Result<Vec<String>, EngineError> {
    let Some(manifest) = read(&root.join("Cargo.toml"))? else { return Ok(Vec::new()) };
    let mut names = dependencies_of(&manifest);
    let workspace = manifest.get("workspace").and_then(Value::as_table);
    let Some(workspace) = workspace else { return Ok(names) };
    names.extend(dependencies_of(workspace));
    let members = workspace.get("members").and_then(Value::as_array).into_iter().flatten();
    for member in members.filter_map(Value::as_str) {
        for directory in directories(root, member)? {
            names.extend(read(&directory.join("Cargo.toml"))?.iter().flat_map(dependencies_of));
        }
    }
    survey.seen.push("a workspace in Cargo.toml".to_owned());
    Ok(names)
}

fn dependencies_of(manifest: &Table) -> Vec<String> {
    let tables =
        ["dependencies", "dev-dependencies"].into_iter().filter_map(|key| manifest.get(key)?.as_table());
    tables.flat_map(|table| table.keys().cloned()).collect()
}

/// The directories that a member of a workspace names; `*` may stand at its end.
fn directories(root: &Path, member: &str) -> Result<Vec<PathBuf>, EngineError> {
    let Some(parent) = member.strip_suffix("/*") else { return Ok(vec![root.join(member)]) };
    subdirectories(&root.join(parent))
}

fn subdirectories(directory: &Path) -> Result<Vec<PathBuf>, EngineError> {
    Ok(entries(directory)?.into_iter().filter(|path| path.is_dir()).collect())
}

/// What is in a directory, sorted; nothing where there is none.
fn entries(directory: &Path) -> Result<Vec<PathBuf>, EngineError> {
    if !directory.is_dir() {
        return Ok(Vec::new());
    }
    let unreadable = |error| files::unreadable(directory, error);
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).map_err(unreadable)? {
        found.push(entry.map_err(unreadable)?.path());
    }
    found.sort();
    Ok(found)
}

fn diesel(root: &Path, is_used: bool, survey: &mut Survey) -> Result<(), EngineError> {
    let Some(config) = read(&root.join("diesel.toml"))? else {
        if is_used && root.join("src/schema.rs").is_file() {
            survey.saw("diesel among the dependencies, and src/schema.rs", "diesel:src/schema.rs");
        }
        return Ok(());
    };
    if let Some(file) = text(&config, ["print_schema", "file"]) {
        survey.saw(&format!("diesel.toml: its schema is in {file}"), "diesel:diesel.toml");
    }
    let directory = text(&config, ["migrations_directory", "dir"]).unwrap_or("migrations");
    if layout(&root.join(directory))? == Some(Tool::Diesel) {
        survey.seen.push(format!("migrations of diesel in {directory}"));
        survey.migrations = Some((Tool::Diesel, PathBuf::from(directory)));
    }
    Ok(())
}

/// What `sqlx.toml` says.
#[derive(Default)]
struct Sqlx {
    variable: Option<String>,
    migrations: Option<PathBuf>,
}

fn sqlx(root: &Path, survey: &mut Survey) -> Result<Sqlx, EngineError> {
    let Some(config) = read(&root.join("sqlx.toml"))? else { return Ok(Sqlx::default()) };
    survey.seen.push("sqlx.toml".to_owned());
    Ok(Sqlx {
        variable: text(&config, ["common", "database-url-var"]).map(str::to_owned),
        migrations: text(&config, ["migrate", "migrations-dir"]).map(PathBuf::from),
    })
}

/// The address in `.env`, by its name and never by what it says. Diesel's of SQLite is a path.
fn environment(root: &Path, variable: &str, survey: &mut Survey) -> Result<(), EngineError> {
    let path = root.join(".env");
    if !path.is_file() {
        return Ok(());
    }
    let text = files::read_one(&path)?.text;
    let value = text.lines().find_map(|line| {
        let (name, value) = line.trim().trim_start_matches("export ").split_once('=')?;
        (name.trim() == variable).then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    let Some(value) = value else { return Ok(()) };
    survey.seen.push(format!("{variable} in .env"));
    let is_address = value.parse::<DatabaseUrl>().is_ok() || value.contains("://");
    survey.url =
        Some(if is_address { format!("${{{variable}}}") } else { format!("sqlite:${{{variable}}}") });
    Ok(())
}

/// Whose migrations are in a directory, by how they are called.
fn layout(directory: &Path) -> Result<Option<Tool>, EngineError> {
    for path in entries(directory)? {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        if path.is_dir() {
            if path.join("up.sql").is_file() {
                return Ok(Some(Tool::Diesel));
            }
            continue;
        }
        let is_code = name.ends_with(".rs");
        if !is_code && !name.ends_with(".sql") {
            continue;
        }
        let refinery = name.strip_prefix(['V', 'U']).and_then(|rest| rest.split_once("__"));
        if refinery.is_some_and(|(version, _)| version.split('.').all(digits)) {
            return Ok(Some(Tool::Refinery));
        }
        if is_code
            && name
                .strip_prefix('m')
                .and_then(|rest| rest.split_once('_'))
                .is_some_and(|(day, _)| digits(day))
        {
            return Ok(Some(Tool::SeaOrm));
        }
        if !is_code && name.split_once('_').is_some_and(|(version, _)| digits(version)) {
            return Ok(Some(Tool::Sqlx));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests;
