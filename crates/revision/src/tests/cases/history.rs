//! The revisions of a case, looked at without our graph, so that it does not judge itself.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::outcome::Outcome;

/// What builds or depends on what, by id.
pub(super) struct History {
    older: BTreeMap<String, Vec<String>>,
}

pub(super) fn list(value: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    match value {
        Value::Array(items) => items.iter().map(text).collect(),
        Value::Null => Vec::new(),
        value => vec![text(value)],
    }
}

impl History {
    pub(super) fn of(case: &Value) -> Self {
        let revisions = case["revisions"].as_array().unwrap();
        let labelled = |label: &str| {
            let of = |revision: &&Value| list(&revision["labels"]).iter().any(|own| own == label);
            revisions.iter().find(of).map_or(label.to_owned(), |found| list(&found["rev"]).join(""))
        };
        let mut older = BTreeMap::new();
        for revision in revisions {
            let mut links = list(&revision["down"]);
            links.extend(list(&revision["deps"]).iter().map(|name| labelled(name)));
            older.insert(list(&revision["rev"]).join(""), links);
        }
        Self { older }
    }

    /// What is wrong with an outcome that should be none of the errors.
    pub(super) fn complaint(&self, case: &Value, expected: &Value, outcome: &Outcome) -> Option<String> {
        let sorted = |mut ids: Vec<String>| {
            ids.sort();
            ids
        };
        let op = case["op"].as_str().unwrap();
        if op == "branch_labels" || op == "normalized_down" {
            return self.pairs(op, expected, outcome);
        }
        let wanted = match expected.get("effective_heads").filter(|_| op == "heads") {
            Some(heads) => list(heads),
            None if op == "stamp" => Vec::new(),
            None => list(&expected["steps"]),
        };
        if sorted(wanted.clone()) != sorted(outcome.steps.clone()) {
            return Some("other steps".to_owned());
        }
        let newest_first = matches!(op, "iterate" | "downgrade");
        if (newest_first || op == "upgrade") && !self.is_ordered(&outcome.steps, newest_first) {
            return Some("not in an order".to_owned());
        }
        let heads = expected.get("heads").map(list);
        if heads.is_some_and(|heads| outcome.rows.last() != Some(&sorted(heads))) {
            return Some("other rows at the end".to_owned());
        }
        let after_each: Vec<Vec<String>> = expected["heads_after_each"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|rows| sorted(list(rows)))
            .collect();
        let has_steps = !after_each.is_empty() && op != "stamp";
        if wanted == outcome.steps && has_steps && outcome.rows.get(1..) != Some(&after_each[..]) {
            return Some("other rows on the way".to_owned());
        }
        self.rows_complaint(op, outcome)
    }

    /// The rows behind each step are those of what has run that nothing else which has run rests on.
    fn rows_complaint(&self, op: &str, outcome: &Outcome) -> Option<String> {
        let (Some(start), true) = (outcome.rows.first(), op == "upgrade" || op == "downgrade") else {
            return None;
        };
        let mut applied = self.closure(start);
        for (step, rows) in outcome.steps.iter().zip(outcome.rows.iter().skip(1)) {
            if op == "upgrade" {
                applied.insert(step.clone())
            } else {
                applied.remove(step)
            };
            let rests: BTreeSet<&String> = applied.iter().flat_map(|id| &self.older[id]).collect();
            let tips: Vec<&String> = applied.iter().filter(|id| !rests.contains(id)).collect();
            if !tips.into_iter().eq(rows) {
                return Some(format!("other rows behind {step}"));
            }
        }
        None
    }

    fn is_ordered(&self, steps: &[String], newest_first: bool) -> bool {
        let place = |id: &String| steps.iter().position(|step| step == id);
        steps.iter().enumerate().all(|(at, step)| {
            self.closure(&self.older[step]).iter().filter_map(place).all(|older| (older < at) != newest_first)
        })
    }

    /// These and all they rest on.
    fn closure(&self, ids: &[String]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut next = ids.to_vec();
        while let Some(id) = next.pop() {
            next.extend(self.older.get(&id).into_iter().flatten().cloned());
            found.insert(id);
        }
        found
    }

    /// Cases that say something of each revision: its labels, or what it rests on.
    fn pairs(&self, op: &str, expected: &Value, outcome: &Outcome) -> Option<String> {
        let pairs = expected["steps"].as_array().unwrap();
        let pairs: BTreeMap<String, Vec<String>> =
            pairs.iter().map(|pair| (list(&pair[0]).join(""), list(&pair[1]))).collect();
        if op == "branch_labels" {
            let line = |(id, labels): (&String, &Vec<String>)| format!("{id}: {}", labels.join(" "));
            let lines: Vec<String> =
                pairs.iter().filter(|(_, labels)| !labels.is_empty()).map(line).collect();
            return (lines != outcome.steps).then(|| "other labels".to_owned());
        }
        let theirs = Self { older: pairs };
        let differs = |id: &&String| theirs.closure(&[(*id).clone()]) != self.closure(&[(*id).clone()]);
        self.older.keys().find(differs).map(|id| format!("{id} rests on something else"))
    }
}
