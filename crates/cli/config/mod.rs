//! The configuration: what was typed over limbeck.toml over the defaults.

mod file;
mod settings;
mod values;

#[cfg(test)]
mod tests;

use std::{env, path::PathBuf, time::Duration};

use jiff::tz::TimeZone;
use limbeck_engine::{Hook, NameTemplate, Naming, Project};
use limbeck_revision::nearest;
use toml::Spanned;

use crate::{args::Global, output::Failure};
use file::File;
use settings::{HookSettings, NamingSettings, Settings};
use values::Values;

/// What the configuration comes to.
#[derive(Debug)]
pub(crate) struct Configured {
    /// What a command works on.
    pub(crate) project: Project,
    /// Where the clock hangs.
    pub(crate) timezone: TimeZone,
}

/// Reads the configuration for what was typed. Where no database is asked, its address may be one that nobody
/// knows yet; where one is, `DATABASE_URL` is the last resort.
pub(crate) fn configured(typed: &Global, asks_database: bool) -> Result<Configured, Failure> {
    let mut file = File::find(typed.config.as_deref())?;
    let settings = chosen(&mut file, typed.name.as_deref())?;
    let reader = Reader { directory: file.directory(), values: Values::new(&typed.values)?, file };
    let mut project = Project::new(match &typed.migrations {
        Some(typed) => typed.clone(),
        None => {
            reader.path(settings.migrations.as_ref())?.unwrap_or_else(|| reader.directory.join("migrations"))
        }
    });
    project.cache = cache();
    project.url = reader.url(typed, settings.url.as_ref(), asks_database)?;
    project.models = reader.models(typed, settings.models.as_ref())?;
    project.version_table = reader.version_table(&settings, project.version_table)?;
    project.transaction_per_migration =
        settings.transaction_per_migration.as_ref().is_none_or(|set| *set.get_ref());
    reader.files(&settings, &mut project)?;
    project.include = reader.parsed(settings.include.as_ref())?;
    project.exclude = reader.parsed(settings.exclude.as_ref())?;
    if let Some(naming) = &settings.naming {
        project.naming = reader.naming(naming.get_ref())?;
    }
    project.column_order = settings.column_order.is_some_and(Spanned::into_inner);
    project.online.algorithm = reader.word(settings.alter_algorithm.as_ref())?;
    project.online.lock = reader.word(settings.alter_lock.as_ref())?;
    if let Some(seconds) = settings.lock_timeout {
        project.lock_timeout = Duration::from_secs(seconds.into_inner());
    }
    project.statement_timeout =
        settings.statement_timeout.map(|seconds| Duration::from_secs(seconds.into_inner()));
    if let Some(url) = &settings.scratch_url {
        let filled = reader.values.filled(&reader.file, url)?;
        project.scratch_url = Some(filled.parse().map_err(|error| reader.file.wrong(url, error))?);
    }
    let timezone = reader.timezone(settings.timezone.as_ref())?;
    project.values = reader.values.typed;
    Ok(Configured { project, timezone })
}

/// The settings of an environment over those of the project.
fn chosen(file: &mut File, environment: Option<&str>) -> Result<Settings, Failure> {
    let settings = std::mem::take(&mut file.settings);
    let Some(name) = environment else { return Ok(settings) };
    if let Some(environment) = file.environments.remove(name) {
        return Ok(environment.over(settings));
    }
    let known: Vec<&str> = file.environments.keys().map(String::as_str).collect();
    Err(Failure::usage(match nearest(name, known.iter().copied()) {
        Some(meant) => format!("the configuration has no [env.{name}]: did you mean `-n {meant}`?"),
        None if known.is_empty() => format!("the configuration has no [env.{name}], nor any other"),
        None => format!("the configuration has no [env.{name}]: there are {}", known.join(", ")),
    }))
}

/// What is needed to make something of a setting.
struct Reader {
    file: File,
    directory: PathBuf,
    values: Values,
}

impl Reader {
    fn path(&self, setting: Option<&Spanned<String>>) -> Result<Option<PathBuf>, Failure> {
        setting.map(|text| Ok(self.directory.join(self.values.filled(&self.file, text)?))).transpose()
    }

    /// What was typed is taken as it stands: the shell has put in its own variables.
    fn url(
        &self,
        typed: &Global,
        setting: Option<&Spanned<String>>,
        asks_database: bool,
    ) -> Result<Option<limbeck_engine::DatabaseUrl>, Failure> {
        if let Some(url) = &typed.url {
            return url.parse().map(Some).map_err(Failure::source);
        }
        if let Some(url) = setting {
            return match self.values.filled(&self.file, url) {
                Ok(filled) => filled.parse().map(Some).map_err(|error| self.file.wrong(url, error)),
                Err(_) if !asks_database => Ok(None),
                Err(unknown) => Err(unknown),
            };
        }
        let url = Values::of_surroundings("DATABASE_URL").filter(|_| asks_database);
        let url = url.map(|url| url.parse()).transpose();
        url.map_err(|error| Failure::usage(format!("DATABASE_URL: {error}")))
    }

    fn models(
        &self,
        typed: &Global,
        setting: Option<&Spanned<Vec<Spanned<String>>>>,
    ) -> Result<Vec<limbeck_engine::ModelSource>, Failure> {
        if !typed.models.is_empty() {
            return typed.models.iter().map(|model| model.parse().map_err(Failure::source)).collect();
        }
        let mut models: Vec<limbeck_engine::ModelSource> = self.parsed(setting)?;
        for model in &mut models {
            model.path = self.directory.join(&model.path);
        }
        Ok(models)
    }

    /// One of several words.
    fn word<T: std::str::FromStr<Err: std::fmt::Display>>(
        &self,
        setting: Option<&Spanned<String>>,
    ) -> Result<Option<T>, Failure> {
        let read =
            |text: &Spanned<String>| text.get_ref().parse().map_err(|error| self.file.wrong(text, error));
        setting.map(read).transpose()
    }

    /// A list of things that can be wrong one by one.
    fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &self,
        setting: Option<&Spanned<Vec<Spanned<String>>>>,
    ) -> Result<Vec<T>, Failure> {
        let texts = setting.map(Spanned::get_ref).into_iter().flatten();
        texts
            .map(|text| {
                let filled = self.values.filled(&self.file, text)?;
                filled.parse().map_err(|error| self.file.wrong(text, error))
            })
            .collect()
    }

    fn version_table(&self, settings: &Settings, default: String) -> Result<String, Failure> {
        let table = match &settings.version_table {
            Some(table) => self.values.filled(&self.file, table)?,
            None => default,
        };
        let Some(schema) = &settings.version_table_schema else { return Ok(table) };
        if table.contains('.') {
            return Err(self.file.wrong(
                schema,
                format!("`version_table` names a schema already, `{table}`: take one of the two out"),
            ));
        }
        Ok(format!("{}.{table}", self.values.filled(&self.file, schema)?))
    }

    fn naming(&self, settings: &NamingSettings) -> Result<Naming, Failure> {
        let template = |text: &Option<Spanned<String>>, has_reference: bool| {
            let Some(text) = text else { return Ok(None) };
            let template = text.get_ref().parse::<NameTemplate>();
            let template =
                if has_reference { template } else { template.and_then(NameTemplate::without_reference) };
            template.map(Some).map_err(|error| self.file.wrong(text, error))
        };
        Ok(Naming {
            primary_key: template(&settings.pk, false)?,
            foreign_key: template(&settings.fk, true)?,
            unique: template(&settings.uq, false)?,
            check: template(&settings.ck, false)?,
            index: template(&settings.ix, false)?,
        })
    }

    /// Where revisions are, what they are called, and what runs on them.
    fn files(&self, settings: &Settings, project: &mut Project) -> Result<(), Failure> {
        for location in settings.version_locations.iter().flat_map(|list| list.get_ref()) {
            project.version_locations.push(self.directory.join(self.values.filled(&self.file, location)?));
        }
        if let Some(recursive) = &settings.recursive_version_locations {
            project.recursive = *recursive.get_ref();
        }
        if let Some(template) = &settings.file_template {
            let parsed = template.get_ref().parse();
            project.file_names.template = parsed.map_err(|error| self.file.wrong(template, error))?;
        }
        if let Some(length) = &settings.truncate_slug_length {
            project.file_names.slug_length = *length.get_ref();
        }
        let hooks = settings.post_write_hooks.iter().flat_map(|list| list.get_ref());
        project.hooks = hooks.map(|hook| self.hook(hook)).collect::<Result<_, _>>()?;
        Ok(())
    }

    fn hook(&self, setting: &Spanned<HookSettings>) -> Result<Hook, Failure> {
        let HookSettings { name, executable, options, cwd } = setting.get_ref().clone();
        if executable.is_empty() {
            return Err(self.file.wrong(setting, format!("`executable` of the hook `{name}` is empty")));
        }
        Ok(Hook { name, executable, options, directory: cwd.map(|cwd| self.directory.join(cwd)) })
    }

    fn timezone(&self, setting: Option<&Spanned<String>>) -> Result<TimeZone, Failure> {
        match setting {
            None => Ok(TimeZone::UTC),
            Some(name) if name.get_ref() == "local" => Ok(TimeZone::system()),
            Some(name) => TimeZone::get(name.get_ref()).map_err(|_| {
                self.file.wrong(
                    name,
                    format!(
                        "no time zone is called `{}`: write one such as `Europe/Berlin`, or `local`",
                        name.get_ref()
                    ),
                )
            }),
        }
    }
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
