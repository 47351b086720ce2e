//! Collections that keep the order of declaration and compare without it.

use std::{fmt, hash::Hash, sync::Arc};

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// A thing that is found by its name.
pub trait Named {
    /// What it is found by among its like.
    type Key: Clone + Eq + Ord + Hash + fmt::Debug + fmt::Display;
    /// The name of this one.
    fn name(&self) -> &Self::Key;
}

/// Two things of one kind under one name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is declared twice")]
pub struct Duplicate(pub String);

/// Named things in the order of their declaration; equal to another when both hold equal things
/// under the same names, whatever the order. A copy is made when one of two is changed, not before: most of a
/// schema is the same on both sides.
pub struct Items<T: Named>(Arc<Map<T>>);

type Map<T> = IndexMap<<T as Named>::Key, T, FxBuildHasher>;

impl<T: Named> Items<T> {
    /// None yet.
    pub fn new() -> Self {
        Self(Arc::default())
    }

    /// The one of that name.
    pub fn get(&self, name: &T::Key) -> Option<&T> {
        self.0.get(name)
    }

    /// Whether there is one of that name.
    pub fn contains(&self, name: &T::Key) -> bool {
        self.0.contains_key(name)
    }

    /// In the order of declaration.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.0.values()
    }

    /// The names, in the order of declaration.
    pub fn names(&self) -> impl Iterator<Item = &T::Key> {
        self.0.keys()
    }

    /// Place in the order of declaration.
    pub fn position(&self, name: &T::Key) -> Option<usize> {
        self.0.get_index_of(name)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Named + Clone> Items<T> {
    fn own(&mut self) -> &mut Map<T> {
        Arc::make_mut(&mut self.0)
    }

    /// Appends, unless the name is taken.
    pub fn add(&mut self, item: T) -> Result<(), Duplicate> {
        if self.contains(item.name()) {
            return Err(Duplicate(item.name().to_string()));
        }
        self.own().insert(item.name().clone(), item);
        Ok(())
    }

    /// Appends, or takes the place of the one that has the name.
    pub fn put(&mut self, item: T) -> Option<T> {
        // The key is renewed too: it may be spelled differently while meaning the same.
        let map = self.own();
        let (index, old) = map.insert_full(item.name().clone(), item);
        if old.is_some()
            && let Some((_, item)) = map.get_index(index)
        {
            let key = item.name().clone();
            let _ = map.replace_index(index, key);
        }
        old
    }

    /// The one of that name, to change; its name must stay.
    pub fn get_mut(&mut self, name: &T::Key) -> Option<&mut T> {
        self.own().get_mut(name)
    }

    /// Takes one out; the others keep their order.
    pub fn remove(&mut self, name: &T::Key) -> Option<T> {
        // One that is not there is no reason for a copy.
        self.contains(name).then(|| self.own().shift_remove(name)).flatten()
    }

    /// All of them changed, their names too; one that comes to the name of one before it takes its place.
    #[must_use]
    pub fn map(mut self, change: impl FnMut(&mut T)) -> Self {
        self.own().values_mut().for_each(change);
        if self.0.iter().all(|(name, item)| name == item.name()) {
            return self;
        }
        let mut renamed = Self::new();
        for item in self {
            renamed.put(item);
        }
        renamed
    }

    /// In the order of declaration, to change; names must stay.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.own().values_mut()
    }

    /// Puts those that are named into that order, in front of the others.
    pub fn arrange(&mut self, order: &[T::Key]) {
        let place = |name: &T::Key| order.iter().position(|own| own == name).unwrap_or(order.len());
        self.own().sort_by_cached_key(|name, _| place(name));
    }

    /// Collects, refusing a name that comes twice.
    pub fn collect(items: impl IntoIterator<Item = T>) -> Result<Self, Duplicate> {
        let mut all = Self::new();
        for item in items {
            all.add(item)?;
        }
        Ok(all)
    }
}

impl<T: Named + fmt::Debug> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Named> Clone for Items<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Named> Default for Items<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Named + PartialEq> PartialEq for Items<T> {
    fn eq(&self, other: &Self) -> bool {
        // Two that are equal mostly have their things in one order, and then nothing is looked up.
        Arc::ptr_eq(&self.0, &other.0) || self.iter().eq(other.iter()) || self.0 == other.0
    }
}

impl<T: Named + Eq> Eq for Items<T> {}

impl<T: Named + Clone> IntoIterator for Items<T> {
    type Item = T;
    type IntoIter = indexmap::map::IntoValues<T::Key, T>;
    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.0).into_values()
    }
}

/// Things that need no name, in the order of their declaration; equal to another when both hold
/// equal things equally often.
#[derive(Debug, Clone)]
pub struct Bag<T>(Vec<T>);

impl<T> Bag<T> {
    /// None yet.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// Appends.
    pub fn add(&mut self, item: T) {
        self.0.push(item);
    }

    /// In the order of declaration.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// In the order of declaration, to change.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.0.iter_mut()
    }

    /// Keeps those for which `keep` says so.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: PartialEq> Bag<T> {
    /// Takes out the first that equals `item`; says whether there was one.
    pub fn remove(&mut self, item: &T) -> bool {
        match self.0.iter().position(|i| i == item) {
            Some(at) => {
                self.0.remove(at);
                true
            }
            None => false,
        }
    }
}

impl<T> Default for Bag<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Ord> PartialEq for Bag<T> {
    fn eq(&self, other: &Self) -> bool {
        let sorted = |bag: &Self| -> Vec<usize> {
            let mut order: Vec<usize> = (0..bag.0.len()).collect();
            order.sort_by(|a, b| bag.0[*a].cmp(&bag.0[*b]));
            order
        };
        self.len() == other.len()
            && sorted(self).into_iter().zip(sorted(other)).all(|(a, b)| self.0[a] == other.0[b])
    }
}

impl<T: Ord> Eq for Bag<T> {}

impl<T> FromIterator<T> for Bag<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> IntoIterator for Bag<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Bag<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
