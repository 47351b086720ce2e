//! What a reader hands over.

use std::path::PathBuf;

use crate::{Coverage, Renames, Schema};

/// A schema as it was read, with what the reader could and could not say.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What was read.
    pub schema: Schema,
    /// What the source can speak of.
    pub coverage: Coverage,
    /// `renamed_from` marks of the source.
    pub renames: Renames,
    /// What is worth telling; reading goes on after one.
    pub diagnostics: Vec<Diagnostic>,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The reader understood enough to go on safely.
    Warning,
    /// Nothing may be generated from what was read.
    Error,
}

/// A place in a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub path: PathBuf,
    /// The whole text of the file, to show the line from.
    pub source: String,
    /// Bytes from the start of the file: from, to.
    pub range: std::ops::Range<usize>,
}

/// Something a reader has to say about its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is the matter.
    pub message: String,
    /// Where.
    pub span: Option<Span>,
    /// What to do about it.
    pub help: Option<String>,
}
