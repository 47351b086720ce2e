//! A whole Diesel project, as its diesel.toml describes it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use limbeck_models::{SourceFile, without_patch};
use limbeck_schema::{Diagnostic, Name, ObjectName, Severity};
use regex::Regex;
use toml::{Table, Value};

use crate::{EngineError, files};

/// What a diesel.toml leads to.
#[derive(Default)]
pub(crate) struct DieselProject {
    /// The files that `diesel print-schema` writes, without its patches, and what stands beside them.
    pub(crate) files: Vec<SourceFile>,
    /// What each of those files lists.
    pub(crate) listed: Vec<Listed>,
    /// What is worth telling.
    pub(crate) notes: Vec<Diagnostic>,
}

/// Which tables a section of diesel.toml lists: those of one namespace, less what its filter leaves out.
pub(crate) struct Listed {
    namespace: Option<Name>,
    only: Option<Vec<Regex>>,
    except: Vec<Regex>,
}

impl Listed {
    /// The default namespace may be spelled.
    pub(crate) fn in_default_namespace(&mut self, default: &Name) {
        self.namespace.take_if(|namespace| namespace == default);
    }

    fn lists(&self, name: &ObjectName) -> bool {
        let fits = |patterns: &[Regex]| patterns.iter().any(|pattern| pattern.is_match(name.name.as_str()));
        self.namespace == name.namespace
            && !fits(&self.except)
            && self.only.as_ref().is_none_or(|only| fits(only))
    }
}

/// Those of the names that no section lists, though one speaks of their namespace: they are left to others.
pub(crate) fn left_out<'n>(
    listed: &[Listed],
    names: impl Iterator<Item = &'n ObjectName>,
) -> BTreeSet<ObjectName> {
    let is_out = |name: &&ObjectName| !listed.is_empty() && !listed.iter().any(|section| section.lists(name));
    names.filter(is_out).cloned().collect()
}

/// The diesel.toml that a path means: one itself, or that of a directory.
pub(crate) fn configuration(path: &Path) -> Option<PathBuf> {
    if path.extension().is_some_and(|extension| extension == "toml") {
        return Some(path.to_owned());
    }
    let inside = path.join("diesel.toml");
    inside.is_file().then_some(inside)
}

/// Words of a section that say nothing of the database, or that say it for `print-schema` alone.
const OTHER_WORDS: [&str; 12] = [
    "with_docs",
    "allow_tables_to_appear_in_same_query_config",
    "column_sorting",
    "import_types",
    "generate_missing_sql_type_definitions",
    "except_custom_type_definitions",
    "custom_type_derives",
    "sqlite_integer_primary_key_is_bigint",
    "pg_domains_as_custom_types",
    "include_views",
    "experimental_infer_nullable_for_views",
    "enum_derives",
];

/// Reads what the diesel.toml at `path` names.
pub(crate) fn read(path: &Path) -> Result<DieselProject, EngineError> {
    let text = files::read_one(path)?.text;
    let wrong = |problem: String| EngineError::DieselToml { path: path.to_owned(), problem };
    let whole: Table = toml::from_str(&text).map_err(|error| wrong(error.to_string().trim().to_owned()))?;
    let mut reading = Reading { path, directory: directory_of(path), project: DieselProject::default() };
    let root = match whole.get("print_schema") {
        Some(Value::Table(root)) => root.clone(),
        Some(_) => return Err(wrong("`print_schema` is no table".to_owned())),
        None => Table::new(),
    };
    let is_section = |key: &str, value: &Value| value.is_table() && key != "filter";
    for (name, section) in root.iter().filter(|(key, value)| is_section(key, value)) {
        if let Value::Table(section) = section {
            reading.section(&format!("print_schema.{name}"), section)?;
        }
    }
    let own: Table = root.into_iter().filter(|(key, value)| !is_section(key, value)).collect();
    reading.section("print_schema", &own)?;
    reading.finish()
}

struct Reading<'a> {
    path: &'a Path,
    directory: &'a Path,
    project: DieselProject,
}

impl Reading<'_> {
    /// A section without a file prints to the terminal, and says nothing here.
    fn section(&mut self, name: &str, section: &Table) -> Result<(), EngineError> {
        for key in section.keys().filter(|key| !OTHER_WORDS.contains(&key.as_str())) {
            if !["file", "filter", "schema", "patch_file"].contains(&key.as_str()) {
                self.project.notes.push(self.unknown(name, key));
            }
        }
        let Some(file) = self.text(name, section, "file")? else { return Ok(()) };
        let mut source = files::read_one(&self.directory.join(file))?;
        if let Some(patch) = self.text(name, section, "patch_file")? {
            let patch = files::read_one(&self.directory.join(patch))?;
            source.text = without_patch(&source.text, &patch.text).map_err(|error| EngineError::Patch {
                patch: patch.path,
                line: error.line,
                schema: source.path.clone(),
            })?;
        }
        let listed = self.listed(name, section)?;
        self.project.listed.push(listed);
        self.project.files.push(source);
        Ok(())
    }

    fn listed(&self, name: &str, section: &Table) -> Result<Listed, EngineError> {
        let namespace = self.text(name, section, "schema")?.and_then(|schema| Name::new(schema).ok());
        let filter = match section.get("filter") {
            None => Table::new(),
            Some(Value::Table(filter)) => filter.clone(),
            Some(_) => return Err(self.wrong(format!("`filter` of [{name}] is no table"))),
        };
        if let Some(key) = filter.keys().find(|key| !["only_tables", "except_tables"].contains(&key.as_str()))
        {
            return Err(self.wrong(format!(
                "`filter` of [{name}] says `{key}`: it takes `only_tables` or `except_tables`"
            )));
        }
        let only = filter.get("only_tables").map(|value| self.patterns(name, value)).transpose()?;
        let except = filter.get("except_tables").map(|value| self.patterns(name, value)).transpose()?;
        Ok(Listed { namespace, only, except: except.unwrap_or_default() })
    }

    fn patterns(&self, name: &str, value: &Value) -> Result<Vec<Regex>, EngineError> {
        let list =
            value.as_array().ok_or_else(|| self.wrong(format!("the filter of [{name}] is no list")))?;
        let one = |value: &Value| {
            let text =
                value.as_str().ok_or_else(|| self.wrong(format!("a filter of [{name}] is no text")))?;
            Regex::new(text).map_err(|error| self.wrong(format!("the filter of [{name}]: {error}")))
        };
        list.iter().map(one).collect()
    }

    fn text<'t>(&self, name: &str, section: &'t Table, key: &str) -> Result<Option<&'t str>, EngineError> {
        match section.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(format!("`{key}` of [{name}] is no text"))),
        }
    }

    /// Custom types, enums and tables written by hand stand beside the files.
    fn finish(mut self) -> Result<DieselProject, EngineError> {
        if self.project.files.is_empty() {
            // Where `diesel setup` has it written.
            let usual = self.directory.join("src/schema.rs");
            if !usual.is_file() {
                return Err(self.wrong("no [print_schema] names a `file`".to_owned()));
            }
            self.project.files.push(files::read_one(&usual)?);
        }
        let same = |one: &Path, other: &Path| {
            fs::canonicalize(one)
                .ok()
                .is_some_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
        };
        let printed: Vec<PathBuf> = self.project.files.iter().map(|file| file.path.clone()).collect();
        let places: BTreeSet<&Path> = printed.iter().map(|file| directory_of(file)).collect();
        for place in places {
            for beside in files::read(place, "rs")? {
                if !printed.iter().any(|file| same(file, &beside.path)) {
                    self.project.files.push(beside);
                }
            }
        }
        Ok(self.project)
    }

    fn wrong(&self, problem: String) -> EngineError {
        EngineError::DieselToml { path: self.path.to_owned(), problem }
    }

    fn unknown(&self, name: &str, key: &str) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            message: format!("{}: limbeck does not know `{key}` of [{name}]", self.path.display()),
            span: None,
            help: Some(
                "if it changes which tables are printed, list the files themselves: `diesel:src/schema.rs`"
                    .to_owned(),
            ),
        }
    }
}

fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}
