//! `init`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use limbeck_engine::{BUILT_IN_TEMPLATE, DatabaseUrl, Project, Survey};

use crate::{
    Exit,
    output::{Failure, Output},
};

/// Sets up a project by what is there, saying what was seen. Nothing that is there already is touched.
pub(crate) fn init(directory: Option<&Path>, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let survey = limbeck_engine::survey(Path::new(""))?;
    for seen in &survey.seen {
        output.say(&format!("seen: {seen}"));
    }
    let directory = directory.map_or_else(|| free_directory(&survey), Path::to_owned);
    let versions = directory.join("versions");
    fs::create_dir_all(&versions).map_err(|error| Failure::file(&versions, &error))?;
    if has_secret(project) {
        output.say(
            "the address has a password, which is not written to a file that is shared: limbeck.toml takes the \
             address from DATABASE_URL, of the environment or of .env",
        );
    }
    write_new(Path::new("limbeck.toml"), &config(&directory, project, &survey)?, output)?;
    write_new(&directory.join("script.sql.jinja"), BUILT_IN_TEMPLATE, output)?;
    output.say(&next(project, &survey));
    Ok(Exit::Done)
}

/// `migrations`, unless another tool has its own there.
fn free_directory(survey: &Survey) -> PathBuf {
    let is_taken = survey.migrations.as_ref().is_some_and(|(_, place)| place.starts_with("migrations"));
    PathBuf::from(if is_taken { "limbeck" } else { "migrations" })
}

/// `limbeck.toml`: what was typed, else what was seen, else what most projects have.
fn config(directory: &Path, project: &Project, survey: &Survey) -> Result<String, Failure> {
    let typed: Vec<String> = project.models.iter().map(ToString::to_string).collect();
    let models = match (typed.is_empty(), survey.models.is_empty()) {
        (false, _) => typed,
        (true, false) => survey.models.clone(),
        (true, true) => vec!["sql:schema.sql".to_owned()],
    };
    let typed = project.url.as_ref().filter(|_| !has_secret(project)).map(ToString::to_string);
    let url = typed.or_else(|| survey.url.clone()).unwrap_or_else(|| "${DATABASE_URL}".to_owned());
    let mut settings = toml::Table::new();
    settings.insert("url".to_owned(), url.into());
    settings.insert("models".to_owned(), models.into());
    settings.insert("migrations".to_owned(), directory.display().to_string().into());
    if let Some((tool, _)) = &survey.migrations {
        settings.insert("exclude".to_owned(), vec![tool.table().to_owned()].into());
    }
    let mut config = toml::Table::new();
    config.insert("limbeck".to_owned(), settings.into());
    toml::to_string(&config).map_err(Failure::source)
}

fn has_secret(project: &Project) -> bool {
    project.url.as_ref().is_some_and(DatabaseUrl::has_password)
}

/// What to do next.
fn next(project: &Project, survey: &Survey) -> String {
    let has_models = !(project.models.is_empty() && survey.models.is_empty());
    match &survey.migrations {
        Some((tool, _)) => {
            let models = if has_models {
                String::new()
            } else {
                ", write the models with `limbeck inspect > schema.sql`".to_owned()
            };
            format!(
                "next: run `limbeck stamp --from {tool}` on a database where all its migrations have run{models}, and \
                 then `limbeck check`"
            )
        }
        None if has_models => "next: run `limbeck revision --autogenerate -m \"first\"`".to_owned(),
        None => {
            "next: name your models in limbeck.toml, then run `limbeck revision --autogenerate -m \"first\"`"
                .to_owned()
        }
    }
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
