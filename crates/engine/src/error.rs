//! Why a command could not be carried out.

use std::{io, path::PathBuf};

use limbeck_db::{DbError, ScriptError};
use limbeck_revision::RevisionId;
use limbeck_schema::Diagnostic;

use crate::{AnswersError, HookError, ProofError, Question, TakeOverError};

/// Why a command could not be carried out. Every message says what, where, and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// No database was named.
    #[error(
        "no database is named: add `--url sqlite:PATH` or `--url postgres://USER@HOST/DATABASE`, or `url` to limbeck.toml"
    )]
    NoUrl,
    /// No models were named.
    #[error("no models are named: add `--models KIND:PATH`, or `models` to limbeck.toml")]
    NoModels,
    /// A file that cannot be read or written.
    #[error("{}: {}", path.display(), describe_io(error))]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file that is no text.
    #[error(
        "{}:{line}:{column}: this is not text in UTF-8: save the file in that encoding, or name another one",
        path.display()
    )]
    NotText {
        /// The file.
        path: PathBuf,
        /// The line of the first byte that is none, from 1.
        line: usize,
        /// How many characters of the line can be read, and one.
        column: usize,
    },
    /// Models that are not there.
    #[error(
        "{}: there is no such file or directory: name the one that holds the models",
        path.display()
    )]
    NoModelFile {
        /// The file or directory.
        path: PathBuf,
    },
    /// A directory without models in it.
    #[error("{} holds no .{ending} file: name the file or directory that holds the models", path.display())]
    NoFiles {
        /// The directory.
        path: PathBuf,
        /// What was looked for.
        ending: String,
    },
    /// A diesel.toml that does not say where the schema is.
    #[error("{}: {problem}; or name the file itself: `diesel:src/schema.rs`", path.display())]
    DieselToml {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// A patch that is not laid over the schema.
    #[error(
        "{}:{line}: this change of the patch is not in {}: what the patch leaves out of the schema is unknown; run `diesel print-schema`, or mend the patch",
        patch.display(),
        schema.display()
    )]
    Patch {
        /// The patch.
        patch: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The schema.
        schema: PathBuf,
    },
    /// Models that could not be understood as a whole.
    #[error("the models could not be read")]
    Models(Vec<Diagnostic>),
    /// A database that could not be understood as a whole.
    #[error("the database could not be read as a whole; nothing is generated from half of it")]
    Unread(Vec<Diagnostic>),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The catalogs of the database.
    #[error(transparent)]
    Introspect(#[from] limbeck_introspect::IntrospectError),
    /// Files in the migrations directory that make no history.
    #[error("the revisions in {} cannot be used", paths(directories))]
    Revisions {
        /// The directories.
        directories: Vec<PathBuf>,
        /// Every error found.
        errors: Vec<String>,
    },
    /// A revision that does not exist or is not the only one meant.
    #[error(transparent)]
    Resolve(#[from] limbeck_revision::ResolveError),
    /// No way leads there.
    #[error(transparent)]
    Path(#[from] limbeck_revision::PathError),
    /// A way back without a beginning.
    #[error("a way back needs to know where the database is: write FROM:TO, such as `head:base`")]
    NoStart,
    /// Scripts that would begin at several places.
    #[error(
        "`{text}` begins elsewhere than those before it: a script begins where the database is, at one place"
    )]
    ManyStarts {
        /// What was typed.
        text: String,
    },
    /// Changes that a person has to write.
    #[error(
        "{} cannot be changed where it stands, and is not planned: write that revision by hand with `limbeck revision -m MESSAGE`: make the table under another name, copy the rows, drop the old one and rename; nothing was written",
        _0.join(", ")
    )]
    LeftToPeople(Vec<String>),
    /// A revision that others build on.
    #[error("`{0}` is no head: pass --splice to begin a new branch at it")]
    NotAHead(RevisionId),
    /// A place that is no revision, where one is needed.
    #[error("`{text}` is no revision: `limbeck history` lists them")]
    NoRevisions {
        /// What was typed.
        text: String,
    },
    /// Fewer than two revisions to put together.
    #[error("there is nothing to merge: {} is one revision, and a merge puts several together", ids(_0))]
    NothingToMerge(Vec<RevisionId>),
    /// A new revision that would not fit in among the others.
    #[error("the new revision does not fit in among the others, and was not written: {}", errors.join("; "))]
    Unfit {
        /// Every error found.
        errors: Vec<String>,
    },
    /// A directory in which revisions are not looked for.
    #[error("{} is not where revisions are looked for: that is {}", path.display(), paths(locations))]
    VersionPath {
        /// The directory.
        path: PathBuf,
        /// Where they are looked for.
        locations: Vec<PathBuf>,
    },
    /// Several directories, and nothing to choose one by.
    #[error("a first revision may be in any of {}: say where with --version-path", paths(_0))]
    WhichLocation(Vec<PathBuf>),
    /// A file of another tool that cannot be read.
    #[error("{}: {message}", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        message: String,
    },
    /// Nothing was taken over from another tool.
    #[error(transparent)]
    TakeOver(#[from] TakeOverError),
    /// A hook that did not do its work.
    #[error(transparent)]
    Hook(#[from] HookError),
    /// A hook that made something else of a revision.
    #[error("the hooks have made {} something that cannot be read back: {message}", path.display())]
    HookOutput {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// A revision that failed.
    #[error(transparent)]
    Run(#[from] limbeck_revision::RunError),
    /// The database is not where the revisions end.
    #[error(
        "the database is at {}, but the newest revision is {}: run `limbeck upgrade head` first",
        ids(current),
        ids(heads)
    )]
    NotAtHead {
        /// Where it is.
        current: Vec<RevisionId>,
        /// Where it should be.
        heads: Vec<RevisionId>,
    },
    /// Likely renames nobody has answered for.
    #[error("a person must decide what was renamed")]
    Undecided(Vec<Question>),
    /// An answer that makes no sense.
    #[error(transparent)]
    Answers(#[from] AnswersError),
    /// A rename that does not fit the database.
    #[error(transparent)]
    Rename(#[from] limbeck_dialect::RenameConflict),
    /// A plan that did not do what it should.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// A part of a change that does not stand alone.
    #[error("the change cannot be cut in two: {0}; this is a fault of limbeck, please report it")]
    Stage(limbeck_schema::ApplyError),
    /// A template.
    #[error(transparent)]
    Template(#[from] limbeck_render::TemplateError),
    /// A revision file that exists already.
    #[error("{} exists already: pass another --rev-id or message", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A template that makes files limbeck cannot read back.
    #[error("the file that the template makes cannot be read back: {message}; mend {}", template.display())]
    TemplateOutput {
        /// The template.
        template: PathBuf,
        /// What is wrong with its output.
        message: String,
    },
    /// A SQL model that the database does not take.
    #[error("{}: {}", path.display(), error.source)]
    SqlModel {
        /// The file.
        path: PathBuf,
        /// Its text.
        text: String,
        /// What happened where.
        error: Box<ScriptError>,
    },
}

fn describe_io(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or directory".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

/// Ids for a sentence.
pub(crate) fn ids(ids: &[RevisionId]) -> String {
    if ids.is_empty() {
        return "no revision".to_owned();
    }
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}

/// Paths for a sentence.
fn paths(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}
