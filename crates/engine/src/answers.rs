//! What a person has said about renames: on the command line, in an answers file, at a prompt.

use std::collections::BTreeMap;

use limbeck_schema::{ObjectName, Pair, Renames, Schema};
use serde::Deserialize;

use crate::paths::{self, Path, ThingPath};

/// Answers to the question what only got another name.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// `OLD=NEW`.
    renames: Vec<(Path, Path)>,
    /// Things of the database that are dropped, not renamed.
    not_renamed: Vec<Path>,
    /// Nothing is renamed beyond what is said here.
    no_more: bool,
}

/// An answer that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct AnswersError(pub String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswersFile {
    #[serde(default)]
    renames: BTreeMap<String, Answer>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    New(String),
    Renamed(bool),
}

impl Answers {
    /// Nothing is renamed beyond what is said.
    pub fn no_more() -> Self {
        Self { no_more: true, ..Self::default() }
    }

    /// Whether there is nothing left to ask.
    pub(crate) fn is_final(&self) -> bool {
        self.no_more
    }

    /// Adds one `OLD=NEW`.
    pub fn add(&mut self, rename: &str) -> Result<(), AnswersError> {
        self.renames.push(paths::rename(rename).map_err(AnswersError)?);
        Ok(())
    }

    /// Adds a thing that goes, whatever comes.
    pub fn add_not_renamed(&mut self, path: &str) -> Result<(), AnswersError> {
        self.not_renamed.push(paths::path(path).map_err(AnswersError)?);
        Ok(())
    }

    /// Adds what an answers file says: TOML, `[renames]` with `"old.path" = "new.path"`, or `= false`
    /// for what is dropped.
    pub fn add_file(&mut self, text: &str) -> Result<(), AnswersError> {
        let file: AnswersFile = toml::from_str(text).map_err(|error| AnswersError(error.to_string()))?;
        for (old, answer) in file.renames {
            match answer {
                Answer::New(new) => self.add(&format!("{old}={new}"))?,
                Answer::Renamed(false) => self.add_not_renamed(&old)?,
                Answer::Renamed(true) => {
                    return Err(AnswersError(format!("`{old} = true` does not say what it is renamed to")));
                }
            }
        }
        Ok(())
    }

    /// Whether somebody said that this thing of the database is not renamed.
    pub(crate) fn refuses(&self, path: &ThingPath) -> bool {
        self.not_renamed.iter().any(|said| said.spells(path))
    }

    /// The renames that were asked for between these two.
    pub(crate) fn renames(&self, sides: Pair<&Schema>) -> Result<Renames, AnswersError> {
        let wrong = |error: limbeck_schema::RenameError| AnswersError(error.to_string());
        let mut renames = Renames::new();
        let asked: Vec<(ThingPath, ThingPath)> = self
            .renames
            .iter()
            .map(|(old, new)| (old.in_schema(sides.before), new.in_schema(sides.after)))
            .collect();
        for (old, new) in &asked {
            if let (ThingPath::Table(old), ThingPath::Table(new)) = (old, new) {
                renames.add_table(old.clone(), new.clone()).map_err(wrong)?;
            }
        }
        for (old, new) in &asked {
            match (old, new) {
                (ThingPath::Table(_), ThingPath::Table(_)) => {}
                (ThingPath::Column(old_table, old), ThingPath::Column(new_table, new)) => {
                    same_table(&renames, old_table, new_table)?;
                    renames.add_column(old_table.clone(), old.clone(), new.clone()).map_err(wrong)?;
                }
                _ => {
                    return Err(AnswersError(
                        "a table cannot become a column, nor a column a table".to_owned(),
                    ));
                }
            }
        }
        Ok(renames)
    }
}

fn same_table(renames: &Renames, old: &ObjectName, new: &ObjectName) -> Result<(), AnswersError> {
    if renames.table_after(old).name.as_str().eq_ignore_ascii_case(new.name.as_str()) {
        return Ok(());
    }
    Err(AnswersError(format!(
        "a column cannot move from `{old}` to `{new}`; if the table itself is renamed, add `--rename {old}={new}`"
    )))
}
