//! What we make of a case.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;
use serde_json::Value;

use super::{super::ids, history::list};
use crate::{
    Direction, Graph, PathError, ResolveError, RevisionFile, RevisionId, Target, lineage::Links,
    path::Destination,
};

/// Revisions in the order they came, and the rows behind each of them.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) steps: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

pub(super) fn outcome(case: &Value) -> Result<Outcome, String> {
    let graph = graph(case)?;
    let current = ids(&list(&case["current"]).join(" "));
    let only = |steps: Vec<String>| Ok(Outcome { steps, ..Outcome::default() });
    match case["op"].as_str().unwrap() {
        "heads" => {
            let declared = case["expect"].get("effective_heads").is_none();
            only(told(&if declared { graph.branch_heads() } else { graph.heads() }))
        }
        "bases" => only(told(&graph.bases())),
        "stamp" => {
            let rows = graph.stamped(&current, &targets(&case["target"]), false).map_err(shown)?;
            Ok(Outcome { rows: vec![told(&rows)], ..Outcome::default() })
        }
        "iterate" if case["cli_history"] == true => {
            let range = format!("{}:{}", list(&case["lower"]).join(""), list(&case["upper"]).join(""));
            let found = graph.range(&range, &current).map_err(shown)?;
            only(found.iter().map(|file| file.revision.id.to_string()).collect())
        }
        "iterate" => iterate(&graph, case).map_err(shown).and_then(only),
        "resolve" | "resolve_one" => only(resolve(&graph, case, &current)?),
        "branch_labels" => {
            let names = graph.branch_names();
            let line = |(id, names): (&&RevisionId, _)| format!("{id}: {}", words(names));
            only(names.iter().map(line).collect())
        }
        // The links themselves are compared with the graph's, in what they lead to.
        "normalized_down" => only(Vec::new()),
        op => {
            let targets = targets(&case["target"]);
            way(&graph, &current, op == "downgrade", &targets).map_err(shown)
        }
    }
}

fn shown(error: PathError) -> String {
    format!("{error:?}")
}

fn words<'a>(words: impl IntoIterator<Item = &'a &'a str>) -> String {
    words.into_iter().copied().collect::<Vec<_>>().join(" ")
}

fn told(ids: &[RevisionId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn targets(value: &Value) -> Vec<Target> {
    list(value).iter().map(|text| Target::parse(text)).collect()
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
        files.push(RevisionFile::parse("x.sql".as_ref(), &text).map_err(|error| format!("{error:?}"))?);
    }
    Graph::new(files).map_err(|errors| format!("{errors:?}"))
}

fn resolve(graph: &Graph, case: &Value, current: &[RevisionId]) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for text in list(&case["target"]) {
        found.extend(graph.resolve(&text, current).map_err(|error| format!("{error:?}"))?);
    }
    if case["op"] == "resolve_one" && found.len() > 1 {
        let text = case["target"].to_string();
        return Err(format!("{:?}", ResolveError::MultipleHeads { text, heads: found }));
    }
    Ok(told(&found))
}

fn way(graph: &Graph, current: &[RevisionId], down: bool, targets: &[Target]) -> Result<Outcome, PathError> {
    let destination = match targets {
        [target, ..] if down => graph.below(current, target)?,
        targets => {
            let mut places = Vec::new();
            for target in targets {
                let Destination::Up(more) = graph.above(current, target)? else { continue };
                places.extend(more);
            }
            graph.check_overlap(&places)?;
            Destination::Up(places)
        }
    };
    let steps = graph.path(current, &destination)?;
    let direction = if down { Direction::Downgrade } else { Direction::Upgrade };
    assert!(steps.iter().all(|step| step.direction == direction));
    let mut rows = current.to_vec();
    rows.sort();
    let mut outcome = Outcome { steps: Vec::new(), rows: vec![told(&rows)] };
    for step in steps {
        rows = graph.rows_after(&rows, step)?;
        outcome.steps.push(step.id().to_string());
        outcome.rows.push(told(&rows));
    }
    Ok(outcome)
}

/// What Alembic's commands ask its graph for: the way down, the way up, or what lies between; the newest first.
fn iterate(graph: &Graph, case: &Value) -> Result<Vec<String>, PathError> {
    let is = |key: &str| case[key] == true;
    let (uppers, lowers) = (list(&case["upper"]), list(&case["lower"]));
    let base = Target::parse("base");
    let mut found: BTreeSet<NodeIndex>;
    let lower;
    if is("select_for_downgrade") {
        // These stand for rows, and rows may contain each other on the way down.
        let upper = places(graph, &case["upper"])?;
        let rows: Vec<RevisionId> = upper.iter().map(|node| graph.id(*node).clone()).collect();
        let destination = graph.below(&rows, targets(&case["lower"]).first().unwrap_or(&base))?;
        let steps = graph.path(&rows, &destination)?;
        found = steps.iter().filter_map(|step| graph.node(step.id())).collect();
        lower =
            if is("inclusive") || is("implicit_base") { nodes(graph, &case["lower"])? } else { Vec::new() };
        if is("implicit_base") && !lower.is_empty() {
            let kept = graph.ancestors(lower.iter().copied(), Links::All);
            found.extend(graph.ancestors(upper, Links::All).difference(&kept));
        }
    } else if is("implicit_base") {
        lower = nodes(graph, &case["lower"])?;
        let rows: Vec<RevisionId> = lower.iter().map(|node| graph.id(*node).clone()).collect();
        let steps = graph.path(&rows, &Destination::Up(nodes(graph, &case["upper"])?))?;
        found = steps.iter().filter_map(|step| graph.node(step.id())).collect();
    } else if uppers.len() < 2 && lowers.len() < 2 {
        let text = |ends: &[String], open: &str| ends.first().map_or(open, String::as_str).to_owned();
        let range = format!("{}:{}", text(&lowers, "base"), text(&uppers, "base"));
        found = graph.range(&range, &[])?.iter().filter_map(|file| graph.node(&file.revision.id)).collect();
        lower = if range.contains(['+', '-']) { Vec::new() } else { nodes(graph, &case["lower"])? };
    } else {
        lower = nodes(graph, &case["lower"])?;
        let between = graph.between(&lower, &nodes(graph, &case["upper"])?);
        found = between.ok_or(PathError::NoRange { range: case["lower"].to_string() })?;
    }
    if is("inclusive") {
        found.extend(lower);
    } else {
        found.retain(|node| !lower.contains(node));
    }
    Ok(found.iter().rev().map(|node| graph.id(*node).to_string()).collect())
}

fn nodes(graph: &Graph, texts: &Value) -> Result<Vec<NodeIndex>, PathError> {
    let nodes = places(graph, texts)?;
    graph.check_overlap(&nodes)?;
    Ok(nodes)
}

fn places(graph: &Graph, texts: &Value) -> Result<Vec<NodeIndex>, PathError> {
    let mut nodes = Vec::new();
    for target in targets(texts) {
        nodes.extend(graph.places(&target, &[])?);
    }
    Ok(nodes)
}
