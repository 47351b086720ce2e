//! The revision files of a project.

use std::{collections::BTreeSet, fs, io::Write, path::PathBuf};

use limbeck_revision::{Graph, GraphError, RevisionFile, RevisionId};

use crate::{EngineError, Project, files};

/// Reads every revision; a directory that does not exist holds none. All errors are reported at once.
pub(crate) fn load(project: &Project) -> Result<Graph, EngineError> {
    let directories = project.locations();
    let paths = paths(&directories, project.recursive)?;
    let mut errors = Vec::new();
    let mut found = Vec::new();
    let mut broken = Vec::new();
    let parsed = files::read_each(&paths, |path, text| {
        RevisionFile::parse(path, text).map_err(|error| (error, RevisionFile::claimed_id(text)))
    })?;
    for file in parsed {
        match file {
            Ok(file) => found.push(file),
            Err((error, claimed_id)) => {
                errors.push(error.to_string());
                broken.push(claimed_id);
            }
        }
    }
    match Graph::new(found) {
        Ok(graph) if errors.is_empty() => return Ok(graph),
        Ok(_) => {}
        Err(found) => {
            let found = found.iter().filter(|error| !may_be_mended(error, &broken));
            errors.extend(found.map(ToString::to_string));
        }
    }
    Err(EngineError::Revisions { directories, errors })
}

/// The files of revisions, each once.
fn paths(directories: &[PathBuf], recursive: bool) -> Result<Vec<PathBuf>, EngineError> {
    let mut paths = Vec::new();
    for directory in directories {
        paths.extend(files::below(directory, "sql", recursive)?);
    }
    // One location may lie within another.
    if directories.len() > 1 {
        let mut seen = BTreeSet::new();
        paths.retain(|path| seen.insert(path.clone()));
    }
    Ok(paths)
}

/// Whether an error may be gone when the files that cannot be read are mended: what is missing may be in them.
fn may_be_mended(error: &GraphError, broken: &[Option<RevisionId>]) -> bool {
    match error {
        GraphError::MissingParent { parent, .. } => {
            broken.iter().any(|id| id.as_ref().is_none_or(|id| id == parent))
        }
        // It may be a label, which is not looked for in a broken file.
        GraphError::MissingDependency { .. } => !broken.is_empty(),
        GraphError::DuplicateId { .. }
        | GraphError::SameButForCase { .. }
        | GraphError::DuplicateLabel { .. }
        | GraphError::Cycle { .. } => false,
    }
}

/// Writes a new file, never over another one.
pub(crate) fn write_new(path: &PathBuf, text: &str) -> Result<(), EngineError> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory).map_err(|error| files::unreadable(directory, error))?;
    }
    let file = fs::OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => EngineError::Exists { path: path.clone() },
        _ => files::unreadable(path, error),
    })?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(|error| files::unreadable(path, error))
}
