//! Where the programs of a server are.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// The programs of one version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Programs {
    /// The major version.
    pub(super) version: u32,
    /// The directory that has `initdb` and `postgres`.
    pub(super) directory: PathBuf,
}

/// The newest there are: where Debian keeps them out of the way, on the path, or where other systems
/// put them.
pub(super) fn find() -> io::Result<Option<Programs>> {
    let mut places: Vec<PathBuf> =
        entries("/usr/lib/postgresql").into_iter().map(|version| version.join("bin")).collect();
    places.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    places.push("/usr/local/pgsql/bin".into());
    for keg in entries("/opt/homebrew/opt") {
        places.push(keg.join("bin"));
    }
    let mut found = Vec::new();
    for directory in places {
        if ["initdb", "postgres"].iter().all(|name| directory.join(name).is_file())
            && let Some(version) = version(&directory)?
        {
            found.push(Programs { version, directory });
        }
    }
    Ok(found.into_iter().max())
}

/// `postgres (PostgreSQL) 15.18 (Debian ...)` is of version 15; before 13 it is too old.
fn version(directory: &Path) -> io::Result<Option<u32>> {
    let output = Command::new(directory.join("postgres")).arg("--version").output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let number = text.split_whitespace().nth(2).and_then(|word| word.split('.').next()?.parse().ok());
    Ok(number.filter(|version| *version >= 13))
}

fn entries(directory: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}
