//! The header of a revision file: its message, then `-- key: value` lines.

use std::path::Path;

use crate::{FileProblem, Revision, RevisionId, id::check_word, nearest::nearest};

const KEYS: [&str; 6] = ["revision", "revises", "created", "branch_labels", "depends_on", "transaction"];

/// A header as it stands there: each key with its line and its value.
pub(crate) struct Header {
    message: Vec<String>,
    values: Vec<(&'static str, usize, String)>,
    last_line: usize,
}

impl Header {
    /// Reads what stands above the first section. All comments up to the first key are the message;
    /// behind it, what looks like a key must be one, and other comments are free.
    pub(crate) fn read(text: &str) -> Result<Self, (usize, FileProblem)> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut header = Self { message: Vec::new(), values: Vec::new(), last_line: 1 };
        for (index, line) in text.lines().enumerate() {
            header.last_line = index + 1;
            header.line(line.trim()).map_err(|problem| (index + 1, problem))?;
        }
        Ok(header)
    }

    /// What a line says of a key, if it is of that key.
    pub(crate) fn value_of<'a>(line: &'a str, key: &str) -> Option<&'a str> {
        let line = line.trim_start_matches('\u{feff}').trim();
        let (word, value) = key_and_value(line.strip_prefix("--")?.trim())?;
        (word == key).then_some(value)
    }

    /// All keys, for a sentence.
    pub(crate) fn known() -> String {
        KEYS.map(|key| format!("`{key}`")).join(", ")
    }

    pub(crate) fn into_revision(self, path: &Path) -> Result<Revision, (usize, FileProblem)> {
        let Some((line, id)) = self.value("revision") else {
            return Err((self.last_line, FileProblem::NoRevision));
        };
        let in_transaction = match self.value("transaction") {
            None => true,
            Some((_, "none")) => false,
            Some((line, value)) => return Err((line, FileProblem::Transaction { value: value.to_owned() })),
        };
        Ok(Revision {
            id: id.parse().map_err(|error| (line, FileProblem::Id(error)))?,
            parents: self.words("revises", str::parse::<RevisionId>)?,
            depends_on: self.words("depends_on", word)?,
            branch_labels: self.words("branch_labels", word)?,
            message: self.message.join("\n").trim().to_owned(),
            created: self
                .value("created")
                .map(|(_, value)| value.to_owned())
                .filter(|value| !value.is_empty()),
            in_transaction,
            path: path.to_owned(),
        })
    }

    fn line(&mut self, line: &str) -> Result<(), FileProblem> {
        if line.is_empty() {
            return Ok(());
        }
        let comment = line.strip_prefix("--").ok_or(FileProblem::BeforeSections)?;
        let Some((word, value)) = key_and_value(comment.trim()) else {
            return self.text(comment.trim_end());
        };
        if let Some(key) = KEYS.into_iter().find(|key| *key == word) {
            if self.value(key).is_some() {
                return Err(FileProblem::RepeatedHeader { key });
            }
            self.values.push((key, self.last_line, value.to_owned()));
            return Ok(());
        }
        // A slip in the first key must not turn it into a line of the message: a lost `revises` would
        // make a second base.
        let meant = nearest(&word.to_lowercase().replace('-', "_"), KEYS);
        if meant.is_some() || !self.values.is_empty() {
            return Err(FileProblem::UnknownHeader { key: word.to_owned(), meant });
        }
        self.text(comment.trim_end())
    }

    fn text(&mut self, comment: &str) -> Result<(), FileProblem> {
        if self.values.is_empty() {
            self.message.push(comment.strip_prefix(' ').unwrap_or(comment).to_owned());
        }
        Ok(())
    }

    fn value(&self, key: &str) -> Option<(usize, &str)> {
        let (_, line, value) = self.values.iter().find(|(known, ..)| *known == key)?;
        Some((*line, value))
    }

    /// A list with commas, each thing once.
    fn words<T: PartialEq>(
        &self,
        key: &str,
        read: impl Fn(&str) -> Result<T, crate::IdError>,
    ) -> Result<Vec<T>, (usize, FileProblem)> {
        let mut words = Vec::new();
        let Some((line, value)) = self.value(key) else { return Ok(words) };
        for part in value.split(',').map(str::trim).filter(|_| !value.is_empty()) {
            let word = read(part).map_err(|error| (line, FileProblem::Id(error)))?;
            if !words.contains(&word) {
                words.push(word);
            }
        }
        Ok(words)
    }
}

fn word(text: &str) -> Result<String, crate::IdError> {
    check_word(text).map(|()| text.to_owned())
}

/// `key: value`, where the key is one word; `https://…` is none.
fn key_and_value(comment: &str) -> Option<(&str, &str)> {
    let (key, value) = comment.split_once(':')?;
    let is_word = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphabetic() || c == '_' || c == '-');
    let stands_apart = value.is_empty() || value.starts_with([' ', '\t']);
    (is_word && stands_apart).then(|| (key, value.trim()))
}
