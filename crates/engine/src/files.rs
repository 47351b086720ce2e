//! Files of the project, read in one order whatever the file system's.

use std::{fs, io, path::Path, string::FromUtf8Error};

use limbeck_models::SourceFile;

use crate::EngineError;

/// The file, or every file with that ending below the directory, sorted by path.
pub(crate) fn read(path: &Path, ending: &str) -> Result<Vec<SourceFile>, EngineError> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => EngineError::NoModelFile { path: path.to_owned() },
        _ => unreadable(path, error),
    })?;
    if metadata.is_file() {
        return Ok(vec![read_one(path)?]);
    }
    let mut found = Vec::new();
    walk(path, (ending, true), &mut found)?;
    if found.is_empty() {
        return Err(EngineError::NoFiles { path: path.to_owned(), ending: ending.to_owned() });
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Every file with that ending in the directory, and below it where `recursive` says so, sorted by path; none
/// where there is no such directory.
pub(crate) fn below(directory: &Path, ending: &str, recursive: bool) -> Result<Vec<SourceFile>, EngineError> {
    let mut found = Vec::new();
    if directory.exists() {
        walk(directory, (ending, recursive), &mut found)?;
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// A single text file.
pub(crate) fn read_one(path: &Path) -> Result<SourceFile, EngineError> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, error))?;
    let text = String::from_utf8(bytes).map_err(|error| not_text(path, &error))?;
    Ok(SourceFile { path: path.to_owned(), text })
}

/// Where the first byte is that is no text.
fn not_text(path: &Path, error: &FromUtf8Error) -> EngineError {
    let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let last = before.rsplit('\n').next().unwrap_or_default();
    let (line, column) = (before.matches('\n').count() + 1, last.chars().count() + 1);
    EngineError::NotText { path: path.to_owned(), line, column }
}

fn walk(
    directory: &Path,
    (ending, recursive): (&str, bool),
    found: &mut Vec<SourceFile>,
) -> Result<(), EngineError> {
    for entry in fs::read_dir(directory).map_err(|error| unreadable(directory, error))? {
        let entry = entry.map_err(|error| unreadable(directory, error))?;
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let kind = entry.file_type().map_err(|error| unreadable(&path, error))?;
        if hidden {
            continue;
        }
        // Links to directories are not followed: they can lead in circles.
        if kind.is_dir() {
            if recursive {
                walk(&path, (ending, recursive), found)?;
            }
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(read_one(&path)?);
        }
    }
    Ok(())
}

pub(crate) fn unreadable(path: &Path, error: io::Error) -> EngineError {
    EngineError::File { path: path.to_owned(), error }
}
