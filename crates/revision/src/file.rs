//! The file of one revision: a header in comments, and one section of SQL for each direction.

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

use crate::{Direction, IdError, Revision, RevisionId, header::Header};

/// A revision with its SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionFile {
    /// What it says of itself.
    pub revision: Revision,
    text: String,
    upgrade: Range<usize>,
    downgrade: Range<usize>,
}

/// The SQL of one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section<'a> {
    /// Byte for byte what stands in the file, from the line after the marker.
    pub text: &'a str,
    /// Bytes from the start of the file.
    pub start: usize,
}

/// A file that is no revision, and where it stops being one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {problem}", path.display())]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: FileProblem,
}

/// What can be wrong with a revision file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    /// A key nobody reads.
    #[error("`{key}` is no header{}", meant.map_or_else(|| format!(": the headers are {}", Header::known()), |key| format!(": did you mean `{key}`?")))]
    UnknownHeader {
        /// What stands there.
        key: String,
        /// What was probably meant.
        meant: Option<&'static str>,
    },
    /// A key that says two things.
    #[error("`{key}` stands in the header twice: keep one of them")]
    RepeatedHeader {
        /// The key.
        key: &'static str,
    },
    /// No id.
    #[error(
        "the file does not say which revision it is: add a line `-- revision: ID` above `-- limbeck:upgrade`"
    )]
    NoRevision,
    /// An id or a label that cannot be one.
    #[error("{0}")]
    Id(#[from] IdError),
    /// A word after `transaction` that means nothing.
    #[error(
        "`transaction: {value}` means nothing: write `transaction: none`, or leave the line out for one transaction"
    )]
    Transaction {
        /// What stands there.
        value: String,
    },
    /// SQL that belongs to no direction.
    #[error(
        "only comments may stand above the first section: move this below `-- limbeck:upgrade` or `-- limbeck:downgrade`"
    )]
    BeforeSections,
    /// A section nobody runs.
    #[error(
        "`-- limbeck:{name}` begins no section: the sections are `-- limbeck:upgrade` and `-- limbeck:downgrade`"
    )]
    UnknownSection {
        /// What stands there.
        name: String,
    },
    /// A section that begins twice.
    #[error("`-- limbeck:{name}` stands here a second time, first in line {first}: put the two together")]
    RepeatedSection {
        /// Which.
        name: &'static str,
        /// The line of the first, from 1.
        first: usize,
    },
    /// A direction that is not there.
    #[error("there is no `-- limbeck:{name}` line: add it; where there is nothing to do, nothing follows it")]
    NoSection {
        /// Which.
        name: &'static str,
    },
}

/// Where a section begins.
struct Marker {
    name: &'static str,
    line: usize,
    start: usize,
    end: usize,
}

impl RevisionFile {
    /// Reads the text of a file; `path` is what it is called in messages.
    pub fn parse(path: &Path, text: &str) -> Result<Self, FileError> {
        Self::read(path, text).map_err(|(line, problem)| FileError { path: path.to_owned(), line, problem })
    }

    /// The id that a text claims to be of, even where the rest of it cannot be read: others may build on it.
    pub fn claimed_id(text: &str) -> Option<RevisionId> {
        text.lines().find_map(|line| Header::value_of(line, "revision")?.parse().ok())
    }

    /// The line of a key of the header, from 1; the first line where it does not stand.
    pub(crate) fn header_line(&self, key: &str) -> usize {
        self.text.lines().position(|line| Header::value_of(line, key).is_some()).map_or(1, |index| index + 1)
    }

    /// The whole file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The SQL of one direction.
    pub fn section(&self, direction: Direction) -> Section<'_> {
        let range = match direction {
            Direction::Upgrade => &self.upgrade,
            Direction::Downgrade => &self.downgrade,
        };
        Section { text: self.text.get(range.clone()).unwrap_or_default(), start: range.start }
    }

    fn read(path: &Path, text: &str) -> Result<Self, (usize, FileProblem)> {
        let markers = markers(text)?;
        let header_end = markers.first().map_or(text.len(), |marker| marker.start);
        let header = Header::read(text.get(..header_end).unwrap_or_default())?;
        let section = |name: &'static str| {
            let at = markers.iter().position(|marker| marker.name == name);
            let last_line = || text.lines().count().max(1);
            let marker = at.and_then(|at| markers.get(at));
            let marker = marker.ok_or_else(|| (last_line(), FileProblem::NoSection { name }))?;
            let behind = markers.iter().find(|other| other.start > marker.start);
            Ok(marker.end..behind.map_or(text.len(), |next| next.start))
        };
        Ok(Self {
            revision: header.into_revision(path)?,
            upgrade: section("upgrade")?,
            downgrade: section("downgrade")?,
            text: text.to_owned(),
        })
    }
}

/// The lines that begin sections. A line is one wherever it stands, in the middle of a string as well:
/// what that cuts in two is an open quote, which no runner accepts.
fn markers(text: &str) -> Result<Vec<Marker>, (usize, FileProblem)> {
    let mut found: Vec<Marker> = Vec::new();
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let end = start + line.len();
        if let Some(name) = marker_name(line) {
            let Some(name) = ["upgrade", "downgrade"].into_iter().find(|known| *known == name) else {
                return Err((number + 1, FileProblem::UnknownSection { name: name.to_owned() }));
            };
            if let Some(first) = found.iter().find(|marker| marker.name == name) {
                return Err((number + 1, FileProblem::RepeatedSection { name, first: first.line }));
            }
            found.push(Marker { name, line: number + 1, start, end });
        }
        start = end;
    }
    Ok(found)
}

fn marker_name(line: &str) -> Option<&str> {
    let line = line.trim_start_matches('\u{feff}').trim_end();
    line.strip_prefix("--")?.trim_start().strip_prefix("limbeck:")
}

#[cfg(test)]
mod tests;
