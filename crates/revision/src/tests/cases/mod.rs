//! Graphs, places and ways as Alembic 1.x walks them, where a collection of cases is at hand: the variable
//! names a file of cases, or several with `:` between.

mod history;
mod outcome;

use std::{env, fs};

use history::History;
use outcome::{Outcome, outcome};
use serde_json::Value;

/// The variable that names the files of cases: they are no part of this repository.
const CASES: &str = "LIMBECK_REVISION_CASES";

/// Where we go another way on purpose, and which: the error, or the steps and the rows.
const OTHERWISE: [(&str, &str); 9] = [
    // Steps down from several rows are refused: Alembic takes the first row, in whatever order rows come.
    ("vt.BranchedPathTest.test_downgrade_once_order_left", "ManyStarts"),
    ("vt.BranchedPathTest.test_downgrade_once_order_left_unbalanced", "ManyStarts"),
    ("vt.BranchedPathTest.test_downgrade_once_order_right", "ManyStarts"),
    ("vt.BranchedPathTest.test_downgrade_once_order_right_unbalanced", "ManyStarts"),
    // A revision that is not on the branch named with it is refused: Alembic does not look.
    ("hw.down.branch_wrong_label", "NotInBranch"),
    // Rows of which one contains another are refused whatever is to be done: Alembic takes them on the way down.
    ("rv.MultipleBranchEffectiveHead.test_use_all_current", "Overlap"),
    // `ID-N` is a place wherever places are, and `+N` counts from where the database is.
    ("hw.history.branch_rev_minus", "d1 c1 b"),
    ("hw.resolve.rel_rev_not_supported", "bbbb2222"),
    ("hw.resolve.plus_not_supported", "aaaa1111"),
];

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

/// What is wrong with our outcome of a case, if anything is.
fn complaint(case: &Value) -> Option<String> {
    let expected = case.get("recommended").unwrap_or(&case["expect"]);
    let history = History::of(case);
    let found = outcome(case);
    let otherwise = OTHERWISE.iter().find(|(id, _)| case["id"] == *id);
    let wrong = match (&found, otherwise, expected["error"].as_str()) {
        (Err(error), Some((_, ours)), _) => (!error.contains(ours)).then(|| "another error".to_owned()),
        (Ok(Outcome { steps, .. }), Some((_, ours)), _) => {
            (steps.join(" ") != *ours).then(|| "other steps".to_owned())
        }
        (Err(error), None, Some(kind)) => {
            let kind = kind.strip_prefix("dependency_").unwrap_or(kind);
            let ours = ERRORS.iter().find(|(theirs, _)| *theirs == kind).map_or(&[][..], |(_, ours)| ours);
            (!ours.iter().any(|ours| error.contains(ours))).then(|| "another error".to_owned())
        }
        (Ok(outcome), None, None) => history.complaint(case, expected, outcome),
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
