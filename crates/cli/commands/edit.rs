//! `edit`.

use std::{
    env,
    ffi::OsString,
    io::ErrorKind,
    path::PathBuf,
    process::{Command, ExitStatus},
};

use limbeck_engine::Project;

use crate::{
    Exit,
    output::{EditedJson, Failure, Output},
};

/// What is tried where nobody says which editor it should be.
const EDITORS: [&str; 6] = ["sensible-editor", "editor", "nano", "vim", "vi", "code"];

/// Opens the files of revisions in an editor, and reads them back when it is closed.
pub(crate) fn edit(revision: &str, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let paths = limbeck_engine::paths(project, revision)?;
    let (editor, status) = match chosen() {
        Some(editor) => {
            let status = through_shell(&editor, &paths).status();
            (
                editor.display().to_string(),
                status.map_err(|error| not_run(&editor.display().to_string(), &error))?,
            )
        }
        None => first_found(&paths)?,
    };
    if !status.success() {
        return Err(Failure::usage(format!("the editor `{editor}` failed: {status}")));
    }
    // What was written must still be a history.
    limbeck_engine::heads(project, false)?;
    if output.is_json() {
        output.json(&EditedJson::new(&paths))?;
    }
    Ok(Exit::Done)
}

/// The editor that the environment names.
fn chosen() -> Option<OsString> {
    ["VISUAL", "EDITOR"].iter().filter_map(env::var_os).find(|value| !value.is_empty())
}

/// The editor may come with arguments, and with quotes around them: the shell takes it apart.
#[cfg(unix)]
fn through_shell(editor: &OsString, paths: &[PathBuf]) -> Command {
    let mut script = editor.clone();
    script.push(" \"$@\"");
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg("sh").args(paths);
    command
}

#[cfg(not(unix))]
fn through_shell(editor: &OsString, paths: &[PathBuf]) -> Command {
    let mut command = Command::new("cmd");
    command.arg("/C").arg(editor).args(paths);
    command
}

fn first_found(paths: &[PathBuf]) -> Result<(String, ExitStatus), Failure> {
    for editor in EDITORS {
        match Command::new(editor).args(paths).status() {
            Ok(status) => return Ok((editor.to_owned(), status)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(not_run(editor, &error)),
        }
    }
    Err(Failure::usage("no editor was found: name one in VISUAL or EDITOR".to_owned()))
}

fn not_run(editor: &str, error: &std::io::Error) -> Failure {
    Failure::usage(format!("the editor `{editor}` cannot be run: {error}"))
}
