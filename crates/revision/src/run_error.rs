//! Why a run ended early.

use limbeck_db::{DbError, Violation};

use crate::{Direction, PathError, Place, ResolveError, ResumeError, RevisionId, id::list};

/// Why a run ended early. What was recorded before stays; the revision it ended in left nothing behind,
/// unless the error says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// The place is none.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// No way leads there.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The version table is no version table.
    #[error("`{table}` cannot be used as the version table: {source}: give another name with version_table")]
    VersionTable {
        /// Its name.
        table: String,
        /// What the database says.
        source: DbError,
    },
    /// A statement that failed.
    #[error("{place}: {source} ({} `{id}`; {})", way(*direction), left(*kept, *resumes))]
    Statement {
        /// The revision.
        id: RevisionId,
        /// Which way it ran.
        direction: Direction,
        /// The word the database stumbled over, else the statement.
        place: Box<Place>,
        /// The statement.
        statement: String,
        /// How many statements before it stay done, where there was no transaction to undo them.
        kept: Option<usize>,
        /// Whether the next run goes on behind them.
        resumes: bool,
        /// What the database says.
        source: DbError,
    },
    /// A revision that ran, and could not be committed.
    #[error("{} `{id}` was not committed: {source}; {}", way(*direction), outcome(source))]
    Commit {
        /// The revision.
        id: RevisionId,
        /// Which way it ran.
        direction: Direction,
        /// What the database says.
        source: DbError,
    },
    /// A run that is one transaction, and did not come to its end.
    #[error("{source}; with it went what had run before it in the same transaction: {}", list(undone))]
    Together {
        /// What had run before.
        undone: Vec<RevisionId>,
        /// Why the run ended.
        source: Box<RunError>,
    },
    /// A run that is one transaction, and could not be committed.
    #[error("{} ran in one transaction, and it was not committed: {source}; {}", list(ids), outcome(source))]
    CommitTogether {
        /// What had run.
        ids: Vec<RevisionId>,
        /// What the database says.
        source: DbError,
    },
    /// All revisions in one transaction, where definitions end it.
    #[error(
        "`transaction_per_migration = false` cannot be kept on MySQL and MariaDB: each definition ends the transaction there; take the setting out; nothing has run"
    )]
    NotTogether,
    /// A revision without a transaction, where all are to be one.
    #[error(
        "`{id}` says `transaction: none`, and `transaction_per_migration = false` makes all revisions of a run one transaction: run it with the setting at `true`; nothing has run"
    )]
    Outside {
        /// The revision.
        id: RevisionId,
    },
    /// A quote that is never closed.
    #[error("{place}: this {what} is never closed; nothing has run")]
    OpenQuote {
        /// Where it opens.
        place: Box<Place>,
        /// What was opened.
        what: &'static str,
    },
    /// A script with a transaction of its own.
    #[error(
        "{place}: revision `{id}` runs in one transaction with its version row and cannot begin or end one itself: take the statement out, or write `-- transaction: none` in its header; nothing has run"
    )]
    OwnTransaction {
        /// The revision.
        id: RevisionId,
        /// The word.
        place: Box<Place>,
    },
    /// A script with transactions or locks of its own, where each statement is written down as it runs.
    #[error(
        "{place}: the statements of `{id}` are written down one by one as they run, and it cannot begin or end transactions or lock tables itself: take the statement out; nothing has run"
    )]
    OwnSteps {
        /// The revision.
        id: RevisionId,
        /// The word.
        place: Box<Place>,
    },
    /// A revision that is half done, and does not go on.
    #[error(transparent)]
    Resume(#[from] ResumeError),
    /// Rows that lost their parents.
    #[error("{} `{id}` would leave rows whose foreign keys lead nowhere: {}; it was undone", way(*direction), listed(violations))]
    ForeignKeys {
        /// The revision.
        id: RevisionId,
        /// Which way it ran.
        direction: Direction,
        /// Those that were not there before.
        violations: Vec<Violation>,
    },
}

fn way(direction: Direction) -> &'static str {
    match direction {
        Direction::Upgrade => "upgrade to",
        Direction::Downgrade => "downgrade from",
    }
}

fn left(kept: Option<usize>, resumes: bool) -> String {
    match kept {
        Some(1) if resumes => {
            "the statement before stays done; mend this one in its file, leave that one, and run the same command again: it goes on here".to_owned()
        }
        Some(count @ 2..) if resumes => format!(
            "the {count} statements before stay done; mend this one in its file, leave those, and run the same command again: it goes on here"
        ),
        None => "it was undone as a whole".to_owned(),
        Some(0) => "nothing of it was done".to_owned(),
        Some(1) => "it runs in no transaction: the statement before stays done".to_owned(),
        Some(count) => format!("it runs in no transaction: the {count} statements before stay done"),
    }
}

/// A connection that is lost while it waits for the answer leaves the answer open.
fn outcome(error: &DbError) -> &'static str {
    match error {
        DbError::Lost { .. } => "whether the database has it all the same, `limbeck current` says",
        _ => "it was undone as a whole",
    }
}

/// How many rows a message names.
const NAMED_ROWS: usize = 3;

fn listed(violations: &[Violation]) -> String {
    let one = |violation: &Violation| match (&violation.problem, &violation.row) {
        (Some(problem), _) => format!("the rows of `{}` cannot be checked ({problem})", violation.table),
        (None, Some(row)) => {
            format!("row {row} of `{}` has no parent in `{}`", violation.table, violation.parent)
        }
        (None, None) => format!("a row of `{}` has no parent in `{}`", violation.table, violation.parent),
    };
    let named = violations.iter().take(NAMED_ROWS).map(one).collect::<Vec<_>>().join(", ");
    match violations.len().saturating_sub(NAMED_ROWS) {
        0 => named,
        more => format!("{named}, and {more} more"),
    }
}

/// 25001: the statement will not run in a transaction.
pub(crate) fn advised(mut error: DbError) -> DbError {
    if let DbError::Refused(refusal) = &mut error
        && refusal.is("25001")
    {
        let hint = "write `-- transaction: none` in the header of the revision, and leave it alone there";
        refusal.hint.get_or_insert_with(|| hint.to_owned());
    }
    error
}
