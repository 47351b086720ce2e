//! Graphs, places and ways as Alembic 1.x walks them, where the collection of cases is at hand.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use super::{ids, words};
use crate::{Direction, Graph, PathError, RevisionFile, RevisionId, Step, Target, path::Destination};

/// The variable that names the file of cases: they are no part of this repository.
const CASES: &str = "LIMBECK_REVISION_CASES";

/// Where we go another way on purpose.
const OTHERWISE: [&str; 7] = [
    // Steps down from several rows are refused: Alembic takes the first row and warns.
    "vt.BranchedPathTest.test_downgrade_once_order_left",
    "vt.BranchedPathTest.test_downgrade_once_order_left_unbalanced",
    "vt.BranchedPathTest.test_downgrade_once_order_right",
    "vt.BranchedPathTest.test_downgrade_once_order_right_unbalanced",
    // A revision that is not on the branch named with it is refused: Alembic ignores the branch.
    "hw.down.branch_wrong_label",
    // `ID-N` is a place in ranges as well.
    "hw.history.branch_rev_minus",
    // Several targets at once, which no command offers.
    "hw.up.overlap_targets",
];

fn list(value: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    match value {
        Value::Array(items) => items.iter().map(text).collect(),
        Value::Null => Vec::new(),
        value => vec![text(value)],
    }
}

fn graph(case: &Value) -> Result<Graph, String> {
    let mut files = Vec::new();
    for revision in case["revisions"].as_array().unwrap() {
        let text = format!(
            "-- revision: {}\n-- revises: {}\n-- depends_on: {}\n-- branch_labels: {}\n-- created: {:04}\n-- limbeck:upgrade\n-- limbeck:downgrade",
            revision["rev"].as_str().unwrap(),
            list(&revision["down"]).join(","),
            list(&revision["deps"]).join(","),
            list(&revision["labels"]).join(","),
            files.len()
        );
        files.push(RevisionFile::parse("x.sql".as_ref(), &text).map_err(|error| error.to_string())?);
    }
    Graph::new(files).map_err(|errors| format!("{errors:?}"))
}

/// What we make of a case: the steps and the rows behind them.
fn outcome(case: &Value) -> Result<(BTreeSet<String>, String), String> {
    let graph = graph(case)?;
    let current = ids(&list(&case["current"]).join(" "));
    let targets: Vec<Target> = list(&case["target"]).iter().map(|text| Target::parse(text)).collect();
    let told = |ids: Vec<RevisionId>| ids.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    match case["op"].as_str().unwrap() {
        "heads" => Ok((told(graph.heads()), String::new())),
        "bases" => Ok((told(graph.bases()), String::new())),
        "stamp" => {
            let rows = graph.stamped(&current, &targets, false).map_err(|error| format!("{error:?}"))?;
            Ok((BTreeSet::new(), words(&rows)))
        }
        "iterate" => {
            let range = format!("{}:{}", text(&case["lower"]), text(&case["upper"]));
            let found = graph.range(&range, &current).map_err(|error| format!("{error:?}"))?;
            Ok((found.iter().map(|file| file.revision.id.to_string()).collect(), String::new()))
        }
        op => {
            let steps = way(&graph, op, &current, &targets).map_err(|error| format!("{error:?}"))?;
            let mut rows = current;
            rows.sort();
            for step in &steps {
                rows = graph.rows_after(&rows, *step).unwrap();
            }
            Ok((steps.iter().map(|step| step.id().to_string()).collect(), words(&rows)))
        }
    }
}

fn text(value: &Value) -> String {
    list(value).join("")
}

fn way<'g>(
    graph: &'g Graph,
    op: &str,
    current: &[RevisionId],
    targets: &[Target],
) -> Result<Vec<Step<'g>>, PathError> {
    let destination = match (op, targets) {
        ("downgrade", [target, ..]) => graph.below(current, target)?,
        (_, targets) => {
            let mut places = Vec::new();
            for target in targets {
                let Destination::Up(more) = graph.above(current, target)? else { continue };
                places.extend(more);
            }
            Destination::Up(places)
        }
    };
    let steps = graph.path(current, &destination)?;
    let direction = if op == "downgrade" { Direction::Downgrade } else { Direction::Upgrade };
    assert!(steps.iter().all(|step| step.direction == direction));
    Ok(steps)
}

/// What is wrong with our outcome of a case, if anything is.
fn complaint(case: &Value) -> Option<String> {
    let expected = case.get("recommended").unwrap_or(&case["expect"]);
    let found = outcome(case);
    let is_right = match (&found, expected.get("error")) {
        (Err(_), Some(_)) => true,
        (Ok((steps, rows)), None) => {
            let of_stamp = case["op"] == "stamp";
            let wanted = expected
                .get("effective_heads")
                .filter(|_| case["op"] == "heads")
                .unwrap_or(&expected["steps"]);
            let steps_right = of_stamp || list(wanted).into_iter().collect::<BTreeSet<_>>() == *steps;
            let rows_right = expected.get("heads").is_none_or(|heads| list(heads).join(" ") == *rows);
            steps_right && rows_right
        }
        _ => false,
    };
    (!is_right).then(|| format!("{}: {} found {found:?}, expected {expected}", case["id"], case["target"]))
}

#[test]
fn places_and_ways_are_those_of_alembic() {
    let Some(path) = std::env::var_os(CASES) else {
        println!("SKIPPED: {CASES} names no file of cases");
        return;
    };
    let text = fs::read_to_string(path).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    let complaints: Vec<String> = cases
        .iter()
        .filter(|case| !OTHERWISE.iter().any(|id| case["id"] == *id))
        .filter(|case| case["op"] != "iterate" || case["cli_history"] == true)
        .filter_map(complaint)
        .collect();
    assert!(complaints.is_empty(), "{} of {}\n{}", complaints.len(), cases.len(), complaints.join("\n"));
}
