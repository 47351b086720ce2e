//! What runs on a revision that was written: a formatter, a linter, `git add`.

use std::{
    io,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
};

/// Stands in the options of a hook for the file that was written.
const FILE: &str = "REVISION_SCRIPT_FILENAME";

/// A program that runs on every revision that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hook {
    /// What it is called in messages.
    pub name: String,
    /// The program, by its path or as the shell would find it.
    pub executable: String,
    /// Its words. `REVISION_SCRIPT_FILENAME` stands for the file; without it the file is the first word.
    pub options: Vec<String>,
    /// The directory it runs in; the one of limbeck where none is given.
    pub directory: Option<PathBuf>,
}

/// A hook that did not do its work. The revision is there all the same.
#[derive(Debug, thiserror::Error)]
pub enum HookError {
    /// It did not start.
    #[error("the hook `{name}` could not run `{executable}`: {error}; {} is written all the same", path.display())]
    Start {
        /// The hook.
        name: String,
        /// The program.
        executable: String,
        /// Why.
        error: io::Error,
        /// The file.
        path: PathBuf,
    },
    /// It said that it failed.
    #[error("the hook `{name}` failed ({status}); {} is written all the same{}", path.display(), said(output))]
    Failed {
        /// The hook.
        name: String,
        /// How it ended.
        status: ExitStatus,
        /// What it said on both streams.
        output: String,
        /// The file.
        path: PathBuf,
    },
}

impl Hook {
    /// Runs it on a file.
    pub(crate) fn run(&self, path: &Path) -> Result<(), HookError> {
        // It may run in another directory.
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let file = absolute.to_string_lossy();
        let mut command = Command::new(&self.executable);
        if !self.options.iter().any(|option| option.contains(FILE)) {
            command.arg(&absolute);
        }
        command.args(self.options.iter().map(|option| option.replace(FILE, &file)));
        if let Some(directory) = &self.directory {
            command.current_dir(directory);
        }
        let output = command.output().map_err(|error| HookError::Start {
            name: self.name.clone(),
            executable: self.executable.clone(),
            error,
            path: path.to_owned(),
        })?;
        if output.status.success() {
            return Ok(());
        }
        let said = [output.stdout, output.stderr].concat();
        Err(HookError::Failed {
            name: self.name.clone(),
            status: output.status,
            output: String::from_utf8_lossy(&said).into_owned(),
            path: path.to_owned(),
        })
    }
}

fn said(output: &str) -> String {
    output.trim().lines().map(|line| format!("\n  {line}")).collect()
}
