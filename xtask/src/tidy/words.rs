//! Words that must not appear.

use super::{Finding, workspace::Workspace};

/// None of these, in any case of letters.
const FORBIDDEN: [&str; 0] = [];

/// Where further words come from, separated by commas.
const VARIABLE: &str = "LIMBECK_TIDY_WORDS";

/// All of them, in lower case.
pub(super) fn forbidden() -> Vec<String> {
    let further = std::env::var(VARIABLE).unwrap_or_default();
    let words = FORBIDDEN.into_iter().chain(further.split(',').map(str::trim));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

pub(super) fn findings(workspace: &Workspace, forbidden: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in workspace.files() {
        for (line, number) in file.text.lines().zip(1..) {
            let line = line.to_lowercase();
            findings.extend(forbidden.iter().filter(|word| line.contains(*word)).map(|word| Finding {
                file: file.path.clone(),
                what: format!("line {number} says `{word}`"),
                remedy: "say it otherwise",
            }));
        }
    }
    findings
}
