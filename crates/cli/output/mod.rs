//! Everything a person or a program reads.

mod diagnostic;
mod failure;
mod json;
mod progress;
pub(crate) mod report;
mod revision;
mod text;

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice, adapter::strip_str};
pub(crate) use failure::Failure;
use limbeck_schema::Diagnostic;
use serde::Serialize;

use crate::{
    Exit,
    args::{Color, Format, Global},
};

pub(crate) use json::{
    CheckJson, CurrentJson, DiffJson, EditedJson, HistoryJson, LayoutsJson, LintJson, ReplayJson, SchemaJson,
    ScriptJson, VersionTableJson, WrittenJson,
};
pub(crate) use progress::Progress;
pub(crate) use revision::{branch_text, history_line, ids, marked, placed, revision_text};
pub(crate) use text::changes;

/// Where output goes and how it looks.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) format: Option<Format>,
    quiet: bool,
    pub(crate) verbose: bool,
    choice: ColorChoice,
}

impl Output {
    pub(crate) fn new(typed: &Global) -> Self {
        let choice = match typed.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { format: typed.format, quiet: typed.quiet, verbose: typed.verbose, choice }
    }

    pub(crate) fn is_json(&self) -> bool {
        self.format == Some(Format::Json)
    }

    /// Data, to the standard output. A reader that has gone away is no error.
    pub(crate) fn data(&self, text: &str) {
        let mut out = io::stdout().lock();
        let line = format!("{}\n", text.trim_end_matches('\n'));
        let choice = match self.choice {
            ColorChoice::Auto => AutoStream::choice(&out),
            chosen => chosen,
        };
        // Stripped on its way, a text would be written in as many pieces as it has colours.
        let _ = match choice {
            ColorChoice::Never => out.write_all(strip_str(&line).to_string().as_bytes()),
            _ => AutoStream::new(out, choice).write_all(line.as_bytes()),
        };
    }

    /// A versioned document, to the standard output.
    pub(crate) fn json(&self, document: &impl Serialize) -> Result<(), Failure> {
        let text =
            serde_json::to_string_pretty(document).map_err(|error| Failure::usage(error.to_string()))?;
        self.data(&text);
        Ok(())
    }

    /// What happens, for a person, to the standard error.
    pub(crate) fn say(&self, text: &str) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// Notes of the readers, to the standard error.
    pub(crate) fn notes(&self, notes: &[Diagnostic]) {
        for note in notes.iter().filter(|_| !self.quiet) {
            self.complain(&diagnostic::rendered(note, self.is_coloured()));
        }
    }

    /// How often a server was asked, for whoever asks for more.
    pub(crate) fn round_trips(&self, count: u64) {
        if self.verbose && count > 0 {
            self.say(&format!("the catalogs were read in {count} round trips"));
        }
    }

    /// An error, with what belongs to it; tells how the program ends.
    pub(crate) fn failure(&self, failure: &Failure) -> Exit {
        for part in failure.diagnostics() {
            self.complain(&diagnostic::rendered(part, self.is_coloured()));
        }
        self.complain(&failure.text());
        failure.exit()
    }

    fn is_coloured(&self) -> bool {
        match self.choice {
            ColorChoice::Always | ColorChoice::AlwaysAnsi => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => io::stderr().is_terminal(),
        }
    }

    fn complain(&self, text: &str) {
        let mut out = AutoStream::new(io::stderr().lock(), self.choice);
        let _ = writeln!(out, "{}", text.trim_end_matches('\n'));
    }
}
