//! Dialects are directories: alike in every crate, chosen between in one place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{
    Finding,
    workspace::{Crate, File, Workspace},
};

/// What the directories of the families are called.
const FAMILIES: [&str; 3] = ["sqlite", "postgres", "mysql"];

/// What every family has: where one's directory has a file for it, so have the others'. Recipes and
/// readers that only one family needs stand beside them under names of their own.
const NOUNS: [&str; 9] = [
    "canonical.rs",
    "column.rs",
    "defaults.rs",
    "foreign_key.rs",
    "index.rs",
    "key.rs",
    "mod.rs",
    "table.rs",
    "types.rs",
];

/// Crates that choose between families more than once: how often, and why.
const CHOICES: [(&str, usize, &str); 0] = [];

pub(super) fn findings(workspace: &Workspace) -> Vec<Finding> {
    let crates = workspace.crates.iter();
    crates.flat_map(|krate| alike(krate).into_iter().chain(choices(krate)).chain(vouching(krate))).collect()
}

/// Each noun has a file in every family's directory.
fn alike(krate: &Crate) -> Vec<Finding> {
    let mut families: BTreeMap<&str, BTreeSet<&Path>> = BTreeMap::new();
    for file in &krate.sources {
        for family in FAMILIES {
            if let Ok(noun) = file.path.strip_prefix(krate.sources_path.join(family)) {
                families.entry(family).or_default().insert(noun);
            }
        }
    }
    let is_shared = |noun: &&Path| NOUNS.iter().any(|name| Path::new(name) == *noun);
    let nouns: BTreeSet<&Path> = families.values().flatten().copied().filter(is_shared).collect();
    let missing =
        families.iter().flat_map(|(family, own)| nouns.difference(own).map(move |noun| (family, noun)));
    missing
        .map(|(family, noun)| Finding {
            file: krate.sources_path.join(family).join(noun),
            what: "is missing, while another family has it".to_owned(),
            remedy: "what every family has stands under the same name in each: add it, even if it only says why it is short",
        })
        .collect()
}

/// One `match` on the family per crate.
fn choices(krate: &Crate) -> Vec<Finding> {
    let places: Vec<(&File, usize)> = krate
        .code()
        .flat_map(|file| {
            let lines = file.text.lines().enumerate();
            lines.filter(|(_, line)| chooses(line)).map(move |(number, _)| (file, number + 1))
        })
        .collect();
    let allowed = CHOICES.iter().find(|(name, ..)| *name == krate.name).map_or(1, |(_, times, _)| *times);
    places
        .into_iter()
        .skip(allowed)
        .map(|(file, line)| Finding {
            file: file.path.clone(),
            what: format!("line {line} chooses between families once more"),
            remedy: "choose once per crate and hand the choice on, or give a reason in `CHOICES` of \
                     xtask/src/tidy/dialects.rs",
        })
        .collect()
}

/// `match dialect.family {` and its like.
fn chooses(line: &str) -> bool {
    line.split_once("match ").and_then(|(_, rest)| rest.split_once(" {")).is_some_and(|(subject, _)| {
        subject.trim_end_matches("()").rsplit('.').next() == Some("family")
            && !line.trim_start().starts_with("//")
    })
}

/// Only a dialect can say that a schema is canonical.
fn vouching(krate: &Crate) -> Vec<Finding> {
    if krate.name == "dialect" {
        return Vec::new();
    }
    let vouches = |file: &&File| file.text.contains(concat!("Canonical::", "vouched"));
    krate
        .code()
        .filter(vouches)
        .map(|file| Finding {
            file: file.path.clone(),
            what: concat!("calls `Canonical::", "vouched`").to_owned(),
            remedy: "call `limbeck_dialect::canonicalize`: only a dialect can vouch for a schema",
        })
        .collect()
}
