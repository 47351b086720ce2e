//! Ranges of the history: `A:B`, `-3:current`, `base:`.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use crate::{Graph, PathError, ResolveError, RevisionFile, RevisionId, Target, lineage::Links};

impl Graph {
    /// The revisions from one place to another, both included, the newest first. Where an end is left
    /// out, it is the base or the heads; `-N:B` begins N below B, `A:+N` ends N above A.
    pub fn range(&self, text: &str, current: &[RevisionId]) -> Result<Vec<&RevisionFile>, PathError> {
        let Some((lower, upper)) = text.split_once(':') else {
            let help = "a range has a colon, such as `base:head`";
            return Err(ResolveError::NotHere { text: text.to_owned(), help }.into());
        };
        let end = |text: &str, open: &str| Target::parse(if text.trim().is_empty() { open } else { text });
        let (lower, upper) = (end(lower, "base"), end(upper, "heads"));
        let counts = |target: &Target| target.steps.is_some() && target.symbol.is_none();
        if lower.steps.is_some() && !counts(&lower) {
            let help = "the lower end is a revision, or `-N` for N below the upper end";
            return Err(ResolveError::NotHere { text: lower.to_string(), help }.into());
        }
        if counts(&upper) && upper.steps.is_some_and(|steps| steps < 0) {
            let help = "the upper end counts up: say `+N`";
            return Err(ResolveError::NotHere { text: upper.to_string(), help }.into());
        }
        let lineage = self.branch(&lower)?.map(|branch| self.lineage(branch, Links::Parents));
        let is_within = |node: &NodeIndex| lineage.as_ref().is_none_or(|lineage| lineage.contains(node));
        let (lowest, highest) = if counts(&lower) {
            let mut highest = self.places(&upper, current)?;
            highest.retain(is_within);
            (self.counted_down(&lower, &highest)?, highest)
        } else {
            let lowest = self.places(&lower, current)?;
            let mut highest: Vec<NodeIndex> = match upper.steps.filter(|_| counts(&upper)) {
                None => self.places(&upper, current)?,
                Some(steps) => {
                    let start = self.one_start(&upper, lowest.iter().copied().collect())?;
                    self.walk(&upper, start, steps)?.into_iter().collect()
                }
            };
            // The branch of the lower end, with what it rests on of other branches.
            highest.retain(is_within);
            (lowest, highest)
        };
        let Some(found) = self.between(&lowest, &highest) else {
            return Err(PathError::NoRange { range: text.to_owned() });
        };
        Ok(found.into_iter().rev().map(|node| self.file(node)).collect())
    }

    /// Those that come from the lower ones and that the upper ones rest on, all of these included; none
    /// where an upper one does not rest on a lower one.
    pub(crate) fn between(&self, lowest: &[NodeIndex], highest: &[NodeIndex]) -> Option<BTreeSet<NodeIndex>> {
        let mut found = self.ancestors(highest.iter().copied(), Links::All);
        if !lowest.iter().all(|node| found.contains(node)) {
            return None;
        }
        if !lowest.is_empty() {
            let above = self.descendants(lowest.iter().copied(), Links::Parents);
            found.retain(|node| above.contains(node));
        }
        Some(found)
    }

    /// N below the upper end, or the base where there are not so many.
    fn counted_down(&self, lower: &Target, highest: &[NodeIndex]) -> Result<Vec<NodeIndex>, ResolveError> {
        let steps = lower.steps.unwrap_or_default();
        if steps > 0 {
            let help = "the lower end counts down: say `-N`";
            return Err(ResolveError::NotHere { text: lower.to_string(), help });
        }
        let start = self.one_start(lower, highest.iter().copied().collect())?;
        let Some(start) = start else { return Ok(Vec::new()) };
        match self.walk(lower, Some(start), steps) {
            Ok(node) => Ok(node.into_iter().collect()),
            Err(ResolveError::TooFar { .. }) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }
}
