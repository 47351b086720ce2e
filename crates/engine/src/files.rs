//! Files of the project, read in one order whatever the file system's.

use std::{
    fs,
    io::{self, Read},
    num::NonZero,
    panic,
    path::{Path, PathBuf},
    str, thread,
};

use limbeck_models::SourceFile;

use crate::EngineError;

/// How many files are worth a thread of their own.
const FILES_PER_THREAD: usize = 200;

/// How much is read at once: more than most files hold.
const BUFFER: usize = 16 * 1024;

/// The file, or every file with that ending below the directory, sorted by path.
pub(crate) fn read(path: &Path, ending: &str) -> Result<Vec<SourceFile>, EngineError> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => EngineError::NoModelFile { path: path.to_owned() },
        _ => unreadable(path, error),
    })?;
    if metadata.is_file() {
        return Ok(vec![read_one(path)?]);
    }
    let found = below(path, ending, true)?;
    if found.is_empty() {
        return Err(EngineError::NoFiles { path: path.to_owned(), ending: ending.to_owned() });
    }
    found.iter().map(|path| read_one(path)).collect()
}

/// Every file with that ending in the directory, and below it where `recursive` says so, sorted by path; none
/// where there is no such directory.
pub(crate) fn below(directory: &Path, ending: &str, recursive: bool) -> Result<Vec<PathBuf>, EngineError> {
    let mut found = Vec::new();
    if directory.exists() {
        walk(directory, (ending, recursive), &mut found)?;
    }
    Ok(found)
}

/// A single text file.
pub(crate) fn read_one(path: &Path) -> Result<SourceFile, EngineError> {
    with_text(path, &mut Vec::new(), |text| SourceFile { path: path.to_owned(), text: text.to_owned() })
}

/// What is made of each of many text files, in their order: read side by side, as many at once as there are
/// processors.
pub(crate) fn read_each<T: Send>(
    paths: &[PathBuf],
    made: impl Fn(&Path, &str) -> T + Sync,
) -> Result<Vec<T>, EngineError> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let share = paths.len().div_ceil(processors).max(FILES_PER_THREAD);
    let read = |paths: &[PathBuf]| {
        let mut buffer = Vec::new();
        let read = |path: &PathBuf| with_text(path, &mut buffer, |text| made(path, text));
        paths.iter().map(read).collect::<Result<Vec<T>, EngineError>>()
    };
    let mut shares = paths.chunks(share);
    let own = shares.next().unwrap_or_default();
    let parts = thread::scope(|scope| {
        let others: Vec<_> = shares.map(|share| scope.spawn(|| read(share))).collect();
        let own = std::iter::once(read(own));
        let joined = |thread: thread::ScopedJoinHandle<'_, _>| match thread.join() {
            Ok(part) => part,
            Err(panicked) => panic::resume_unwind(panicked),
        };
        own.chain(others.into_iter().map(joined)).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(parts.into_iter().flatten().collect())
}

/// Reads a file into the buffer, which is only there to be used again.
fn with_text<T>(path: &Path, buffer: &mut Vec<u8>, made: impl FnOnce(&str) -> T) -> Result<T, EngineError> {
    buffer.clear();
    buffer.reserve(BUFFER);
    // A file that is read as one asks for its size first, twice; that takes as long as reading a small one.
    let file = fs::File::open(path).map_err(|error| unreadable(path, error))?;
    file.take(u64::MAX).read_to_end(buffer).map_err(|error| unreadable(path, error))?;
    let text = str::from_utf8(buffer).map_err(|error| not_text(path, buffer, error))?;
    Ok(made(text))
}

/// Where the first byte is that is no text.
fn not_text(path: &Path, bytes: &[u8], error: str::Utf8Error) -> EngineError {
    let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let last = before.rsplit('\n').next().unwrap_or_default();
    let (line, column) = (before.matches('\n').count() + 1, last.chars().count() + 1);
    EngineError::NotText { path: path.to_owned(), line, column }
}

fn walk(
    directory: &Path,
    (ending, recursive): (&str, bool),
    found: &mut Vec<PathBuf>,
) -> Result<(), EngineError> {
    let entries = fs::read_dir(directory).and_then(Iterator::collect::<io::Result<Vec<fs::DirEntry>>>);
    let mut entries = entries.map_err(|error| unreadable(directory, error))?;
    // Name by name: comparing whole paths takes longer than reading the files.
    entries.sort_by_cached_key(fs::DirEntry::file_name);
    for entry in entries {
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
            found.push(path);
        }
    }
    Ok(())
}

pub(crate) fn unreadable(path: &Path, error: io::Error) -> EngineError {
    EngineError::File { path: path.to_owned(), error }
}
