//! What comes before what.

use std::collections::{BTreeMap, BTreeSet};

/// An order of numbered nodes, as far as it is settled. A namespace has thousands of things behind it:
/// the two directions are kept apart, so that nobody wades through one to find the other.
#[derive(Debug, Default)]
pub(super) struct Precedence(BTreeMap<usize, Sides>);

#[derive(Debug, Default)]
struct Sides {
    before: BTreeSet<usize>,
    behind: BTreeSet<usize>,
}

impl Precedence {
    /// A node that nothing is known of.
    pub(super) fn add(&mut self, node: usize) {
        self.0.entry(node).or_default();
    }

    /// `first` comes before `second`.
    pub(super) fn put(&mut self, first: usize, second: usize) {
        self.0.entry(first).or_default().behind.insert(second);
        self.0.entry(second).or_default().before.insert(first);
    }

    /// Every node, in the order of their numbers.
    pub(super) fn nodes(&self) -> impl Iterator<Item = usize> {
        self.0.keys().copied()
    }

    /// What comes right before the node.
    pub(super) fn before(&self, node: usize) -> impl Iterator<Item = usize> {
        self.0.get(&node).into_iter().flat_map(|sides| sides.before.iter().copied())
    }

    /// What comes right behind it.
    pub(super) fn behind(&self, node: usize) -> impl Iterator<Item = usize> {
        self.0.get(&node).into_iter().flat_map(|sides| sides.behind.iter().copied())
    }

    /// Whether `first` comes before `second`, if only by way of others. A thing has much that needs it
    /// and needs little itself: both ends are followed in turn, and the shorter way decides.
    pub(super) fn leads(&self, first: usize, second: usize) -> bool {
        let (mut forth, mut back) = (Search::from(first), Search::from(second));
        loop {
            match forth.step(second, |node| self.behind(node).collect()) {
                Step::Found => return true,
                Step::Exhausted => return false,
                Step::Going => {}
            }
            match back.step(first, |node| self.before(node).collect()) {
                Step::Found => return true,
                Step::Exhausted => return false,
                Step::Going => {}
            }
        }
    }

    /// Does away with `small`: what had to do with it now has to do with `large`.
    pub(super) fn merge(&mut self, small: usize, large: usize) {
        let Some(Sides { before, behind }) = self.0.remove(&small) else { return };
        for other in before {
            if let Some(sides) = self.0.get_mut(&other) {
                sides.behind.remove(&small);
            }
            if other != large {
                self.put(other, large);
            }
        }
        for other in behind {
            if let Some(sides) = self.0.get_mut(&other) {
                sides.before.remove(&small);
            }
            if other != large {
                self.put(large, other);
            }
        }
    }
}

/// A search in one direction.
struct Search {
    seen: BTreeSet<usize>,
    open: Vec<usize>,
}

enum Step {
    Found,
    Exhausted,
    Going,
}

impl Search {
    fn from(node: usize) -> Self {
        Self { seen: BTreeSet::from([node]), open: vec![node] }
    }

    /// Looks at one more node.
    fn step(&mut self, goal: usize, next: impl Fn(usize) -> Vec<usize>) -> Step {
        match self.open.pop() {
            None => Step::Exhausted,
            Some(node) if node == goal => Step::Found,
            Some(node) => {
                self.open.extend(next(node).into_iter().filter(|node| self.seen.insert(*node)));
                Step::Going
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Precedence;

    fn order(pairs: &[(usize, usize)]) -> Precedence {
        let mut order = Precedence::default();
        pairs.iter().for_each(|(first, second)| order.put(*first, *second));
        order
    }

    #[test]
    fn one_thing_leads_to_another_by_way_of_others_and_in_circles() {
        let order = order(&[(0, 1), (1, 2), (2, 3), (3, 2), (0, 4)]);
        for (first, second, leads) in
            [(0, 3, true), (0, 0, true), (3, 2, true), (3, 0, false), (4, 1, false), (9, 0, false)]
        {
            assert_eq!(order.leads(first, second), leads, "{first} {second}");
        }
    }

    #[test]
    fn what_is_merged_leaves_its_place_to_the_other() {
        let mut order = order(&[(0, 1), (1, 2), (1, 3), (3, 2)]);
        order.merge(1, 3);
        assert_eq!(order.nodes().collect::<Vec<_>>(), [0, 2, 3]);
        assert_eq!(order.before(2).collect::<Vec<_>>(), [3]);
        assert_eq!(order.before(3).collect::<Vec<_>>(), [0]);
        assert_eq!(order.behind(0).collect::<Vec<_>>(), [3]);
        assert!(order.leads(0, 2) && !order.leads(2, 0));
    }
}
