//! Who needs whom.

use std::{collections::BTreeSet, sync::Arc};

use crate::Thing;

/// Pairs of a thing and one it needs, as the database keeps them. They follow from the things
/// themselves: whatever they are, two schemas are equal by their things. A copy is made when one of two is changed,
/// not before.
#[derive(Debug, Clone, Default)]
pub struct Dependencies(Arc<BTreeSet<(Thing, Thing)>>);

impl Dependencies {
    /// None known.
    pub fn new() -> Self {
        Self::default()
    }

    /// `thing` cannot be without `needed`.
    pub fn add(&mut self, thing: Thing, needed: Thing) {
        if thing != needed {
            Arc::make_mut(&mut self.0).insert((thing, needed));
        }
    }

    /// Keeps the pairs for which `keep` says so.
    pub fn retain(&mut self, keep: impl Fn(&Thing, &Thing) -> bool) {
        if !self.iter().all(|(thing, needed)| keep(thing, needed)) {
            Arc::make_mut(&mut self.0).retain(|(thing, needed)| keep(thing, needed));
        }
    }

    /// All that `thing` is known to need, itself or through other things.
    pub fn needed_by<'a>(&'a self, thing: &'a Thing) -> BTreeSet<&'a Thing> {
        let mut found = BTreeSet::new();
        let mut open = vec![thing];
        while let Some(own) = open.pop() {
            let direct = self.iter().filter(|(needing, _)| *needing == own).map(|(_, needed)| needed);
            open.extend(direct.filter(|needed| found.insert(*needed)));
        }
        found
    }

    /// Pairs of a thing and one it needs, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = (&Thing, &Thing)> {
        self.0.iter().map(|(thing, needed)| (thing, needed))
    }
}

impl FromIterator<(Thing, Thing)> for Dependencies {
    fn from_iter<I: IntoIterator<Item = (Thing, Thing)>>(pairs: I) -> Self {
        Self(Arc::new(pairs.into_iter().filter(|(thing, needed)| thing != needed).collect()))
    }
}

impl IntoIterator for Dependencies {
    type Item = (Thing, Thing);
    type IntoIter = std::collections::btree_set::IntoIter<(Thing, Thing)>;
    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.0).into_iter()
    }
}

impl PartialEq for Dependencies {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Dependencies {}
