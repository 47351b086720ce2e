//! The workspace as files: manifests and sources.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use toml::Table;

/// All crates, and all texts.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    pub(super) crates: Vec<Crate>,
    /// Texts that belong to no crate's sources: pages, templates, fixtures, the command of the CI.
    pub(super) others: Vec<File>,
}

/// A crate under its short name: `diff`, `limbeck` for the root, `xtask`.
#[derive(Debug, Default)]
pub(super) struct Crate {
    pub(super) name: String,
    /// The path of the manifest.
    pub(super) manifest_path: PathBuf,
    pub(super) manifest: Table,
    /// Where its sources are.
    pub(super) sources_path: PathBuf,
    pub(super) sources: Vec<File>,
}

/// A text, with its path from the root of the workspace.
#[derive(Debug, Clone, Default)]
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

impl Workspace {
    pub(super) fn read(root: &Path) -> io::Result<Self> {
        let mut places = vec![
            ("limbeck".to_owned(), PathBuf::new(), PathBuf::from("crates/cli")),
            ("xtask".to_owned(), PathBuf::from("xtask"), PathBuf::from("xtask/src")),
        ];
        for directory in directories(&root.join("crates"))? {
            let place = Path::new("crates").join(&directory);
            if root.join(&place).join("Cargo.toml").is_file() {
                places.push((directory, place.clone(), place.join("src")));
            }
        }
        let read = |(name, place, sources): (_, PathBuf, _)| Crate::read(root, name, &place, sources);
        let crates = places.into_iter().map(read).collect::<io::Result<Vec<_>>>()?;
        let mut others = Vec::new();
        for place in ["docs", "fixtures", "templates", "tests", ".ci"] {
            collect(root, Path::new(place), &mut others)?;
        }
        for page in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
            others.extend(File::read(root, Path::new(page))?);
        }
        Ok(Self { crates, others })
    }

    /// Every text.
    pub(super) fn files(&self) -> impl Iterator<Item = &File> {
        self.crates.iter().flat_map(|krate| &krate.sources).chain(&self.others)
    }
}

impl Crate {
    fn read(root: &Path, name: String, place: &Path, sources_path: PathBuf) -> io::Result<Self> {
        let manifest_path = place.join("Cargo.toml");
        let manifest = fs::read_to_string(root.join(&manifest_path))?
            .parse()
            .map_err(|error| io::Error::other(format!("{}: {error}", manifest_path.display())))?;
        let mut sources = Vec::new();
        collect(root, &sources_path, &mut sources)?;
        Ok(Self { name, manifest_path, manifest, sources_path, sources })
    }

    /// Rust sources that are not only tests.
    pub(super) fn code(&self) -> impl Iterator<Item = &File> {
        self.sources.iter().filter(|file| file.is_rust() && !file.is_test())
    }
}

impl File {
    /// Nothing where there is no such file, or no text in it.
    fn read(root: &Path, path: &Path) -> io::Result<Option<Self>> {
        match fs::read_to_string(root.join(path)) {
            Ok(text) => Ok(Some(Self { path: path.to_owned(), text })),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn is_rust(&self) -> bool {
        self.path.extension().is_some_and(|extension| extension == "rs")
    }

    /// `tests.rs`, or anything under `tests/`.
    fn is_test(&self) -> bool {
        self.path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
    }
}

fn collect(root: &Path, directory: &Path, files: &mut Vec<File>) -> io::Result<()> {
    for entry in entries(&root.join(directory))? {
        let path = directory.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            collect(root, &path, files)?;
        } else {
            files.extend(File::read(root, &path)?);
        }
    }
    Ok(())
}

fn directories(path: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in entries(path)? {
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

/// In the order of their names; none where there is no such directory.
fn entries(path: &Path) -> io::Result<Vec<fs::DirEntry>> {
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}
