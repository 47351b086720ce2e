//! `fixtures/models/broken/<case>/`: models that cannot be read, or not as they were meant, with `told.txt`: what
//! is typed there, and what a person is told. `cargo xtask bless broken` writes down what is told now.

use std::{fs, path::Path};

use crate::{
    fixtures::entries,
    project::{Throwaway, fixture},
    workflow,
};

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_do() {
    let cases = entries(&fixture("models/broken"));
    assert!(cases.len() >= 20, "only {} cases were found", cases.len());
    let problems: Vec<String> = cases.iter().filter_map(|case| run(case).err()).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn run(case: &Path) -> Result<(), String> {
    let project = Throwaway::new();
    copy(case, &project.path(""));
    let told = workflow::follow(&project, &case.join("told.txt"))?;
    let silent = told.iter().any(|answer| answer.err.is_empty());
    if silent { Err(format!("{}: nothing is told", case.display())) } else { Ok(()) }
}

/// What the case holds, but for what is told of it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &there);
        } else if path.file_name().is_some_and(|name| name != "told.txt") {
            fs::copy(&path, &there).unwrap();
        }
    }
}
