//! The order of a plan: what must come before what, what is said together, and the steps that follow.

use std::collections::{BTreeMap, BTreeSet};

use super::{fate::Fate, part::Part, precedence::Precedence, rank, steps::Verb};

/// One thing to do.
pub(super) type Node = (Verb, Part);

/// Things to do and their order.
#[derive(Debug, Default)]
pub(super) struct Graph {
    nodes: Vec<Node>,
    places: BTreeMap<Node, usize>,
    order: Precedence,
    /// What is done along with another node.
    within: BTreeMap<usize, Vec<usize>>,
    /// The other way round: the node something is done along with.
    whole_of: BTreeMap<usize, usize>,
}

impl Graph {
    /// The nodes that the fates of the parts call for. What has to give its name up early is set aside
    /// first.
    pub(super) fn of(fates: &BTreeMap<Part, Fate>, set_aside: &BTreeSet<Part>) -> Self {
        let mut graph = Self::default();
        for (part, fate) in fates {
            let verbs: &[Verb] = match fate {
                Fate::Keep => &[],
                Fate::Create => &[Verb::Create],
                Fate::Drop if set_aside.contains(part) => &[Verb::Aside, Verb::Drop],
                Fate::Drop => &[Verb::Drop],
                Fate::Alter | Fate::Retype if set_aside.contains(part) => &[Verb::Aside, Verb::Alter],
                Fate::Alter | Fate::Retype => &[Verb::Alter],
                Fate::Replace if set_aside.contains(part) => &[Verb::Aside, Verb::Drop, Verb::Create],
                Fate::Replace => &[Verb::Drop, Verb::Create],
            };
            for verb in verbs {
                let node = (*verb, part.clone());
                graph.order.add(graph.nodes.len());
                graph.places.insert(node.clone(), graph.nodes.len());
                graph.nodes.push(node);
            }
        }
        graph
    }

    /// Whether the node is there.
    pub(super) fn has(&self, verb: Verb, part: &Part) -> bool {
        self.places.contains_key(&(verb, part.clone()))
    }

    /// The node, where it is there.
    fn place(&self, verb: Verb, part: &Part) -> Option<usize> {
        self.places.get(&(verb, part.clone())).copied()
    }

    /// `first` is done before `second`, where both are done at all.
    pub(super) fn before(&mut self, first: (Verb, &Part), second: (Verb, &Part)) {
        if let (Some(first), Some(second)) = (self.place(first.0, first.1), self.place(second.0, second.1))
            && first != second
        {
            self.order.put(first, second);
        }
    }

    /// The same, unless the other way round is settled already.
    pub(super) fn rather_before(&mut self, first: (Verb, &Part), second: (Verb, &Part)) {
        if let (Some(first), Some(second)) = (self.place(first.0, first.1), self.place(second.0, second.1))
            && first != second
            && !self.order.leads(second, first)
        {
            self.order.put(first, second);
        }
    }

    /// Does a part along with a whole, unless something has to be done between the two.
    pub(super) fn fold(&mut self, verb: Verb, part: &Part, whole: &Part) {
        let (Some(small), Some(large)) = (self.place(verb, part), self.place(verb, whole)) else { return };
        let large = self.whole(large);
        if small == large || self.whole_of.contains_key(&small) {
            return;
        }
        // What goes, goes before its whole; what comes, comes behind it.
        let between: Vec<usize> = match verb {
            Verb::Create => self.order.before(small).collect(),
            _ => self.order.behind(small).collect(),
        };
        let is_between = |other: usize| match verb {
            Verb::Create => self.order.leads(large, other),
            _ => self.order.leads(other, large),
        };
        if !between.into_iter().filter(|other| *other != large).any(is_between) {
            self.merge(small, large);
        }
    }

    fn whole(&self, node: usize) -> usize {
        let mut node = node;
        while let Some(whole) = self.whole_of.get(&node) {
            node = *whole;
        }
        node
    }

    fn merge(&mut self, small: usize, large: usize) {
        self.order.merge(small, large);
        let mut inside = self.within.remove(&small).unwrap_or_default();
        inside.insert(0, small);
        self.within.entry(large).or_default().extend(inside);
        self.whole_of.insert(small, large);
    }

    /// Every node with those done along with it: what must come first does, and beyond that the ranks
    /// decide. Where things wait for each other in a circle, the one of the lowest rank goes ahead: the
    /// proof shows whether the server takes it.
    pub(super) fn sequence(mut self) -> Vec<(Node, Vec<Part>)> {
        let mut waiting: BTreeMap<usize, usize> =
            self.order.nodes().map(|node| (node, self.order.before(node).count())).collect();
        let key =
            |node: usize, nodes: &[Node]| (nodes.get(node).map(rank::of), nodes.get(node).cloned(), node);
        let mut ready: BTreeSet<_> = waiting
            .iter()
            .filter(|(_, count)| **count == 0)
            .map(|(node, _)| key(*node, &self.nodes))
            .collect();
        let mut sequence = Vec::new();
        while !waiting.is_empty() {
            let next = ready.pop_first().or_else(|| waiting.keys().map(|node| key(*node, &self.nodes)).min());
            let Some((_, Some(node), at)) = next else { break };
            if waiting.remove(&at).is_none() {
                continue;
            }
            for behind in self.order.behind(at) {
                if let Some(count) = waiting.get_mut(&behind) {
                    *count = count.saturating_sub(1);
                    if *count == 0 {
                        ready.insert(key(behind, &self.nodes));
                    }
                }
            }
            let inside = self.within.remove(&at).unwrap_or_default();
            let inside =
                inside.into_iter().filter_map(|small| self.nodes.get(small)).map(|(_, part)| part.clone());
            sequence.push((node, inside.collect()));
        }
        sequence
    }
}
