//! Graphs, places and ways as Alembic 1.x walks them, where a collection of cases is at hand: the variable
//! names a file of cases, or several with `:` between.

mod history;
mod outcome;

use std::{env, fs};

use history::{History, list};
use outcome::outcome;
use serde_json::{Value, json};

/// The variable that names the files of cases: they are no part of this repository.
const CASES: &str = "LIMBECK_REVISION_CASES";

/// What Alembic's errors are called, and ours.
const ERRORS: [(&str, &[&str]); 19] = [
    ("no_such_revision", &["Unknown", "UnknownCurrent", "NotHere"]),
    ("no_such_branch", &["Unknown"]),
    ("ambiguous_partial_id", &["Ambiguous"]),
    ("not_in_branch", &["NotInBranch"]),
    ("multiple_heads", &["MultipleHeads"]),
    ("range_not_ancestor", &["NotBelow", "NoRange"]),
    ("relative_out_of_range", &["TooFar", "NotHere", "NoStart", "Unknown"]),
    ("walked_too_far", &["TooFar"]),
    ("ambiguous_walk", &["Fork"]),
    ("ambiguous_upgrade", &["ManyStarts"]),
    ("ambiguous_downgrade", &["ManyStarts"]),
    ("invalid_downgrade_target", &["NotBelow", "NoStart"]),
    ("overlapping_revisions", &["Overlap"]),
    ("duplicate_branch_label", &["DuplicateLabel"]),
    ("illegal_revision_id", &["Character"]),
    ("missing_revision", &["MissingParent", "MissingDependency"]),
    ("duplicate_revision", &["DuplicateId"]),
    ("self_loop", &["Cycle"]),
    ("cycle", &["Cycle"]),
];

/// What a case wants: what is recommended, else what Alembic does. Where Alembic only warns of what it will refuse
/// one day, a case that asks the same as one of these recommends to refuse it: so it is for all of them.
fn expected(case: &Value) -> Value {
    if let Some(recommended) = case.get("recommended") {
        return recommended.clone();
    }
    let warned = list(&case["expect"]["warnings"]);
    if warned.iter().any(|warning| warning.contains("is ambiguous")) {
        return json!({ "error": "ambiguous_downgrade" });
    }
    case["expect"].clone()
}

/// What is wrong with our outcome of a case, if anything is.
fn complaint(case: &Value) -> Option<String> {
    let expected = expected(case);
    let history = History::of(case);
    let found = outcome(case);
    let wrong = match (&found, expected["error"].as_str()) {
        (Err(error), Some(kind)) => {
            let kind = kind.strip_prefix("dependency_").unwrap_or(kind);
            let ours = ERRORS.iter().find(|(theirs, _)| *theirs == kind).map_or(&[][..], |(_, ours)| ours);
            (!ours.iter().any(|ours| error.contains(ours))).then(|| "another error".to_owned())
        }
        (Ok(outcome), None) => history.complaint(case, &expected, outcome),
        _ => Some("an error on one side".to_owned()),
    };
    wrong.map(|wrong| {
        format!(
            "{}: {} {}: {wrong}: found {found:?}, expected {expected}",
            case["id"], case["op"], case["target"]
        )
    })
}

#[test]
fn places_and_ways_are_those_of_alembic() {
    let Some(paths) = env::var_os(CASES) else {
        println!("SKIPPED: {CASES} names no file of cases");
        return;
    };
    let mut cases: Vec<Value> = Vec::new();
    for path in env::split_paths(&paths) {
        cases.extend(serde_json::from_str::<Vec<Value>>(&fs::read_to_string(path).unwrap()).unwrap());
    }
    let complaints: Vec<String> = cases.iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{} of {}\n{}", complaints.len(), cases.len(), complaints.join("\n"));
    assert!(!cases.is_empty());
}
