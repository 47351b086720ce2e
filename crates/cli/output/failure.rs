//! Errors as they are shown.

use std::{fmt::Display, io, path::Path};

use limbeck_engine::{EngineError, Question};
use limbeck_revision::RunError;
use limbeck_schema::{Diagnostic, Severity, Span};

use crate::Exit;

/// Why a command ended without doing what it should.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    diagnostics: Vec<Diagnostic>,
    exit: Exit,
}

impl Failure {
    /// Something typed or configured that makes no sense.
    pub(crate) fn usage(message: String) -> Self {
        Self { message, diagnostics: Vec::new(), exit: Exit::Failed }
    }

    /// An error that says it all.
    pub(crate) fn source(error: impl Display) -> Self {
        Self::usage(error.to_string())
    }

    /// A file that cannot be read.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        let why = if error.kind() == io::ErrorKind::NotFound {
            "there is no such file".to_owned()
        } else {
            error.to_string()
        };
        Self::usage(format!("{}: {why}", path.display()))
    }

    pub(crate) fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    pub(crate) fn text(&self) -> String {
        format!("error: {}", self.message)
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        let message = error.to_string();
        match error {
            EngineError::Undecided(questions) => {
                Self { message: undecided(&questions), diagnostics: Vec::new(), exit: Exit::Undecided }
            }
            EngineError::Models(diagnostics) | EngineError::Unread(diagnostics) => {
                Self { message, diagnostics, exit: Exit::Failed }
            }
            EngineError::Run(RunError::Statement { place, source, .. }) => {
                let span =
                    Span { path: place.path.clone(), source: place.text.clone(), range: place.range.clone() };
                let diagnostic = Diagnostic {
                    severity: Severity::Error,
                    message: source.to_string(),
                    span: Some(span),
                    help: None,
                };
                Self { message, diagnostics: vec![diagnostic], exit: Exit::Failed }
            }
            EngineError::Run(RunError::Together { source, .. }) => {
                Self { message, ..Self::from(EngineError::Run(*source)) }
            }
            EngineError::SqlModel { path, text, error } => {
                let start = error.place();
                let span = Span { path, source: text, range: start };
                let diagnostic = Diagnostic {
                    severity: Severity::Error,
                    message: error.source.to_string(),
                    span: Some(span),
                    help: None,
                };
                Self {
                    message: "the models could not be read".to_owned(),
                    diagnostics: vec![diagnostic],
                    exit: Exit::Failed,
                }
            }
            EngineError::Revisions { errors, .. } => {
                let lines: String = errors.iter().map(|error| format!("\n  {error}")).collect();
                Self::usage(format!("{message}:{lines}"))
            }
            _ => Self::usage(message),
        }
    }
}

/// The questions, and the words to answer them with.
fn undecided(questions: &[Question]) -> String {
    let mut text = String::from("a person must decide whether these were renamed:\n");
    for question in questions {
        let likeness = (question.score * 100.0).round();
        text.push_str(&format!("\n  {} -> {} ({likeness} % alike)", question.old, question.new));
    }
    text.push_str("\n\nif they were, run the command again with");
    for question in questions {
        text.push_str(&format!(" --rename '{}={}'", question.old, question.new));
    }
    text.push_str("\nif they were not, with --no-renames: the old ones are dropped with their data");
    text.push_str(
        "\nor answer each in a file for --answers, under [renames]: \"old\" = \"new\", or \"old\" = false",
    );
    text
}
