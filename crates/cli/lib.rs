//! limbeck: edit your models, and limbeck writes the migration, proves it, and keeps the database and
//! the code from drifting apart.
//!
//! This is the command line as a library: [`run`] takes what was typed and gives back an exit code.
//! The pipeline behind it is `limbeck-engine`. Data goes to the standard output, everything else to
//! the standard error.

mod args;
mod commands;
mod config;
mod exit;
mod output;

pub use exit::Exit;

use std::ffi::OsString;

use args::Command;
use clap::Parser;

/// Carries out one command line, the program's name first.
pub fn run(words: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Exit {
    let typed = match args::Cli::try_parse_from(words) {
        Ok(typed) => typed,
        Err(error) => {
            // Help and version are what was asked for; anything else is a usage error.
            let exit = if error.use_stderr() { Exit::Failed } else { Exit::Done };
            // Nothing is left to do for a closed pipe.
            let _ = error.print();
            return exit;
        }
    };
    let output = output::Output::new(&typed.global);
    let outcome = match &typed.command {
        Command::About(asked) => commands::about(asked, &output),
        command => config::configured(&typed.global, command.asks_database())
            .and_then(|configured| commands::carry_out(command, &configured, &output)),
    };
    match outcome {
        Ok(exit) => exit,
        Err(failure) => output.failure(&failure),
    }
}
