//! `init`.

use std::{fs, path::Path};

use limbeck_engine::{BUILT_IN_TEMPLATE, Project};

use crate::{
    Exit,
    output::{Failure, Output},
};

/// Sets up a project. Nothing that is there already is touched.
pub(crate) fn init(directory: &Path, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let versions = directory.join("versions");
    fs::create_dir_all(&versions).map_err(|error| Failure::file(&versions, &error))?;
    let models: Vec<String> = project.models.iter().map(ToString::to_string).collect();
    let models = if models.is_empty() { vec!["sql:schema.sql".to_owned()] } else { models };
    let mut config = toml::Table::new();
    let mut settings = toml::Table::new();
    let url = project.url.as_ref().map_or_else(|| "${DATABASE_URL}".to_owned(), ToString::to_string);
    settings.insert("url".to_owned(), url.into());
    settings.insert("models".to_owned(), models.into());
    settings.insert("migrations".to_owned(), directory.display().to_string().into());
    config.insert("limbeck".to_owned(), settings.into());
    let config = toml::to_string(&config).map_err(Failure::source)?;
    write_new(Path::new("limbeck.toml"), &config, output)?;
    write_new(&directory.join("script.sql.jinja"), BUILT_IN_TEMPLATE, output)?;
    output.say(
        "next: name your models in limbeck.toml, then run `limbeck revision --autogenerate -m \"first\"`",
    );
    Ok(Exit::Done)
}

fn write_new(path: &Path, text: &str, output: &Output) -> Result<(), Failure> {
    if path.exists() {
        output.say(&format!("{} is there already and stays as it is", path.display()));
        return Ok(());
    }
    fs::write(path, text).map_err(|error| Failure::file(path, &error))?;
    output.data(&format!("created {}", path.display()));
    Ok(())
}
