//! Where the programs of a server are.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use super::Maker;

/// The programs of one version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Programs {
    /// The major version.
    pub(super) version: u32,
    /// The server.
    pub(super) server: PathBuf,
    /// What makes its data.
    pub(super) initializer: PathBuf,
}

/// The newest there are: where systems keep them out of the way, or on the path.
pub(super) fn find(maker: &Maker) -> io::Result<Option<Programs>> {
    let mut places = (maker.places)();
    places.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    places.extend(entries("/opt/homebrew/opt").into_iter().map(|keg| keg.join("bin")));
    let mut found = Vec::new();
    for directory in places {
        let server = directory.join(maker.server);
        if server.is_file()
            && let Some(initializer) = (maker.initializer)(&directory)
            && let Some(version) = version(&server)?.filter(|version| *version >= maker.oldest)
        {
            found.push(Programs { version, server, initializer });
        }
    }
    Ok(found.into_iter().max())
}

/// 15 of `postgres (PostgreSQL) 15.18 (Debian ...)`, 10 of `mariadbd  Ver 10.11.19-MariaDB for ...`.
fn version(server: &Path) -> io::Result<Option<u32>> {
    let output = Command::new(server).arg("--version").output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.split_whitespace().nth(2).and_then(|word| word.split('.').next()?.parse().ok()))
}

/// What is in a directory, in order.
pub(super) fn entries(directory: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}
