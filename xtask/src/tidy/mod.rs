//! What the layout promises, held: each rule is a file, each breach a [`Finding`].

mod dialects;
mod docs;
mod layers;
mod sizes;
#[cfg(test)]
mod tests;
mod words;
mod workspace;

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use workspace::Workspace;

/// A promise that is not kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// Where.
    file: PathBuf,
    /// What is the matter.
    what: String,
    /// What to do about it.
    remedy: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n    {}", self.file.display(), self.what, self.remedy)
    }
}

/// Everything that is untidy in the workspace at `root`.
pub(crate) fn findings(root: &Path) -> io::Result<Vec<Finding>> {
    let workspace = Workspace::read(root)?;
    let mut findings = layers::findings(&workspace);
    findings.extend(dialects::findings(&workspace));
    findings.extend(sizes::findings(&workspace));
    findings.extend(docs::findings(&workspace));
    findings.extend(words::findings(&workspace, &words::forbidden()));
    findings.sort();
    Ok(findings)
}
