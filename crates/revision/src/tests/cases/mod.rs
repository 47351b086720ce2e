//! Graphs, places and ways as Alembic 1.x walks them, where a collection of cases is at hand: the variable
//! names a file of cases, or several with `:` between.

mod history;
mod outcome;

use std::{env, fs};

use history::History;
use outcome::outcome;
use serde_json::Value;

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

/// What a case wants: what Alembic does, or what is recommended instead; not where another case that asks the
/// same is given without a recommendation.
fn expected<'c>(case: &'c Value, all: &[Value]) -> &'c Value {
    let asked = |case: &Value| {
        ["revisions", "op", "current", "target", "lower", "upper"].map(|key| case[key].clone())
    };
    let wants_alembic = |other: &Value| other.get("recommended").is_none() && asked(other) == asked(case);
    case.get("recommended").filter(|_| !all.iter().any(wants_alembic)).unwrap_or(&case["expect"])
}

/// What is wrong with our outcome of a case, if anything is.
fn complaint(case: &Value, all: &[Value]) -> Option<String> {
    let expected = expected(case, all);
    let history = History::of(case);
    let found = outcome(case);
    let wrong = match (&found, expected["error"].as_str()) {
        (Err(error), Some(kind)) => {
            let kind = kind.strip_prefix("dependency_").unwrap_or(kind);
            let ours = ERRORS.iter().find(|(theirs, _)| *theirs == kind).map_or(&[][..], |(_, ours)| ours);
            (!ours.iter().any(|ours| error.contains(ours))).then(|| "another error".to_owned())
        }
        (Ok(outcome), None) if outcome.warns == expected["warnings"].is_null() => {
            Some("a warning on one side".to_owned())
        }
        (Ok(outcome), None) => history.complaint(case, expected, outcome),
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
    let complaints: Vec<String> = cases.iter().filter_map(|case| complaint(case, &cases)).collect();
    assert!(complaints.is_empty(), "{} of {}\n{}", complaints.len(), cases.len(), complaints.join("\n"));
    assert!(!cases.is_empty());
}
