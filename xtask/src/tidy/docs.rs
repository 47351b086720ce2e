//! Every crate says what it is for.

use super::{
    Finding,
    workspace::{Crate, Workspace},
};

pub(super) fn findings(workspace: &Workspace) -> Vec<Finding> {
    workspace.crates.iter().filter_map(of_crate).collect()
}

fn of_crate(krate: &Crate) -> Option<Finding> {
    let roots = ["lib.rs", "main.rs"].map(|name| krate.sources_path.join(name));
    let root = roots.iter().find_map(|path| krate.sources.iter().find(|file| file.path == *path));
    let lines = root.map_or(0, |file| {
        let doc = file.text.lines().take_while(|line| line.starts_with("//!"));
        doc.filter(|line| line.len() > "//! ".len()).count()
    });
    (lines < 2).then(|| Finding {
        file: root.map_or_else(|| krate.sources_path.join("lib.rs"), |file| file.path.clone()),
        what: format!("says in {lines} lines what `{}` is for", krate.name),
        remedy: "say in two or more lines of `//!`, at the top, what it is for and what it must not know",
    })
}
