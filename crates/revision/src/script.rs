//! The SQL of a step, looked over before anything runs.

use std::{fmt, ops::Range, path::PathBuf};

use limbeck_lex::{Position, position, significant, statements};
use limbeck_schema::Family;

use crate::{RevisionId, RunError, Step, stepwise::words};

/// A place in a revision file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// Its whole text, to show the line from.
    pub text: String,
    /// Bytes from the start of the file.
    pub range: Range<usize>,
}

impl Place {
    /// As people count it.
    pub fn position(&self) -> Position {
        position(&self.text, self.range.start)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position();
        write!(f, "{}:{line}:{column}", self.path.display())
    }
}

impl Step<'_> {
    pub(crate) fn id(&self) -> &RevisionId {
        &self.file.revision.id
    }

    /// A range of the section as a place of the file.
    pub(crate) fn place(&self, range: Range<usize>) -> Box<Place> {
        let start = self.file.section(self.direction).start;
        Box::new(Place {
            path: self.file.revision.path.clone(),
            text: self.file.text().to_owned(),
            range: range.start + start..range.end + start,
        })
    }

    /// Whether rows can lose their parents by it. Whatever is created is empty or has no keys, and no
    /// row that is there changes.
    pub(crate) fn may_orphan(&self, family: Family) -> bool {
        let text = self.file.section(self.direction).text;
        let creates = |statement: &str| {
            significant(family, statement).first().is_some_and(|first| first.is_word("CREATE"))
        };
        !statements(family, text).is_ok_and(|found| found.iter().all(|statement| creates(statement.text)))
    }

    /// Refuses what could not run as a whole: an open quote, and statements that would end the
    /// transaction the version row is written in, or what each statement is written down in.
    pub(crate) fn check(&self, family: Family) -> Result<(), RunError> {
        let text = self.file.section(self.direction).text;
        let found = statements(family, text).map_err(|error| RunError::OpenQuote {
            place: self.place(error.start..text.len()),
            what: error.what,
        })?;
        let is_stepwise = !family.rolls_back_definitions();
        if !self.file.revision.in_transaction && !is_stepwise {
            return Ok(());
        }
        for statement in found {
            let word = if is_stepwise {
                stepwise_word(statement.text)
            } else {
                transaction_word(family, statement.text)
            };
            if let Some(word) = word {
                let place = self.place(statement.start + word.start..statement.start + word.end);
                let id = self.id().clone();
                return Err(match is_stepwise {
                    true => RunError::OwnSteps { id, place },
                    false => RunError::OwnTransaction { id, place },
                });
            }
        }
        Ok(())
    }
}

/// The word that begins or ends a transaction. Savepoints stay within one, and so does rolling back to
/// one. What only one family has is no statement at all in the others.
fn transaction_word(family: Family, statement: &str) -> Option<Range<usize>> {
    let tokens = significant(family, statement);
    let first = tokens.first()?;
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is_word(word));
    let ends = ["BEGIN", "COMMIT", "END", "ABORT"].iter().any(|word| first.is_word(word));
    let rolls_back = first.is_word("ROLLBACK") && !tokens.iter().any(|token| token.is_word("TO"));
    let transaction = ["START", "PREPARE"].iter().any(|word| first.is_word(word)) && is(1, "TRANSACTION");
    (ends || rolls_back || transaction).then(|| first.start..first.end())
}

/// The word that begins or ends a transaction, or locks tables: `limbeck_progress` could not be written then.
fn stepwise_word(statement: &str) -> Option<Range<usize>> {
    let tokens = words(statement);
    let first = tokens.first()?;
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is_word(word));
    // `BEGIN NOT ATOMIC` begins a block.
    let begins = is(0, "BEGIN") && !is(1, "NOT") || is(0, "START") && is(1, "TRANSACTION");
    let locks = (is(0, "LOCK") || is(0, "UNLOCK")) && (is(1, "TABLE") || is(1, "TABLES"));
    let ends = ["COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "XA"].iter().any(|word| is(0, word));
    (begins || locks || ends).then(|| first.start..first.end())
}

/// Whether a script may leave settings behind: search paths, roles.
pub(crate) fn may_set(family: Family, script: &str) -> bool {
    significant(family, script).iter().any(|token| token.is_word("SET") || token.is_word("set_config"))
}
