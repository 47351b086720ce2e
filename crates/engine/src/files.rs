//! Files of the project, read in one order whatever the file system's.

use std::{fs, io, path::Path};

use limbeck_models::SourceFile;

use crate::EngineError;

/// The file, or every file with that ending below the directory, sorted by path.
pub(crate) fn read(path: &Path, ending: &str) -> Result<Vec<SourceFile>, EngineError> {
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, error))?;
    if metadata.is_file() {
        return Ok(vec![read_one(path)?]);
    }
    let mut found = Vec::new();
    walk(path, ending, &mut found)?;
    if found.is_empty() {
        return Err(EngineError::NoFiles { path: path.to_owned(), ending: ending.to_owned() });
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// A single text file.
pub(crate) fn read_one(path: &Path) -> Result<SourceFile, EngineError> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, error))?;
    let text = String::from_utf8(bytes).map_err(|_| EngineError::NotText { path: path.to_owned() })?;
    Ok(SourceFile { path: path.to_owned(), text })
}

fn walk(directory: &Path, ending: &str, found: &mut Vec<SourceFile>) -> Result<(), EngineError> {
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
            walk(&path, ending, found)?;
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(read_one(&path)?);
        }
    }
    Ok(())
}

pub(crate) fn unreadable(path: &Path, error: io::Error) -> EngineError {
    EngineError::File { path: path.to_owned(), error }
}
