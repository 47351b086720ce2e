//! What SQL models came to, kept by their content: running them takes longer than everything else that
//! is done to compare.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use sha2::{Digest, Sha256};

/// How many are kept; the oldest go first.
const KEPT: usize = 100;

/// The name under which something is kept: everything it depends on goes in.
pub(crate) struct Key(Sha256);

impl Key {
    /// What limbeck of this version keeps.
    pub(crate) fn new() -> Self {
        Self(Sha256::new()).with(env!("CARGO_PKG_VERSION"))
    }

    /// With one more thing it depends on.
    pub(crate) fn with(mut self, text: &str) -> Self {
        // With their lengths, two texts are never taken for two others.
        self.0.update(text.len().to_le_bytes());
        self.0.update(text.as_bytes());
        self
    }

    fn file(self, directory: &Path) -> PathBuf {
        let mut name = String::new();
        for byte in self.0.finalize() {
            // Writing to a string does not fail.
            let _ = write!(name, "{byte:02x}");
        }
        directory.join(name + ".json")
    }
}

/// A place in the cache.
pub(crate) struct Entry {
    path: PathBuf,
}

impl Entry {
    /// The place for that key.
    pub(crate) fn new(directory: &Path, key: Key) -> Self {
        Self { path: key.file(directory) }
    }

    /// What is kept there. Whatever goes wrong, it can be made anew.
    pub(crate) fn read(&self) -> Option<String> {
        fs::read_to_string(&self.path).ok()
    }

    /// Keeps it; nothing is lost where that fails.
    pub(crate) fn write(&self, text: &str) {
        let Some(directory) = self.path.parent() else { return };
        // Under a name of its own first: nobody must read half of it.
        let whole = self.path.with_extension(format!("{}.new", std::process::id()));
        if fs::create_dir_all(directory).is_ok() && fs::write(&whole, text).is_ok() {
            let _ = fs::rename(&whole, &self.path);
            prune(directory);
        }
    }
}

fn prune(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    let mut found: Vec<(SystemTime, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    found.sort();
    let surplus = found.len().saturating_sub(KEPT);
    found.into_iter().take(surplus).for_each(|(_, path)| drop(fs::remove_file(path)));
}

#[cfg(test)]
mod tests {
    use super::{Entry, KEPT, Key};

    #[test]
    fn what_is_kept_is_found_by_all_it_depends_on_and_not_kept_for_ever() {
        let directory = tempfile::tempdir().unwrap();
        let entry = |a: &str, b: &str| Entry::new(directory.path(), Key::new().with(a).with(b));
        assert_eq!(entry("a", "bc").read(), None);
        entry("a", "bc").write("text");
        assert_eq!(entry("a", "bc").read().as_deref(), Some("text"));
        assert_eq!(entry("ab", "c").read(), None);
        for number in 0..KEPT + 5 {
            entry("n", &number.to_string()).write("more");
        }
        assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), KEPT);
    }
}
