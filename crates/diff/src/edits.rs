//! One matching function for things with names, one for things without.

use std::collections::BTreeMap;

use limbeck_schema::{Bag, Edit, Items, Named, Pair};

/// What turns the named things of `before` into those of `after`; `same` decides who needs no edit.
pub(crate) fn of_items<T: Named + Clone>(
    sides: Pair<&Items<T>>,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<Edit<T>> {
    let dropped = sides.before.iter().filter(|item| !sides.after.contains(item.name()));
    let kept_or_created = sides.after.iter().filter_map(|after| match sides.before.get(after.name()) {
        None => Some(Edit::Create(after.clone())),
        Some(before) if same(before, after) => None,
        Some(before) => Some(Edit::Alter(Pair::new(before.clone(), after.clone()))),
    });
    dropped.cloned().map(Edit::Drop).chain(kept_or_created).collect()
}

/// What turns one bag into another. Those that are on one side only are paired by the name somebody
/// gave them, so that a changed constraint is one edit; the rest come and go.
pub(crate) fn of_bags<T, N>(sides: Pair<&Bag<T>>, given_name: impl Fn(&T) -> Option<&N>) -> Vec<Edit<T>>
where
    T: Clone + Ord,
    N: Ord + Clone,
{
    let only = Pair::new(surplus(sides.before, sides.after), surplus(sides.after, sides.before));
    let mut named: BTreeMap<N, Pair<Vec<T>>> = BTreeMap::new();
    let mut edits = Vec::new();
    let nobody = || Pair::new(Vec::new(), Vec::new());
    for item in only.before {
        match given_name(&item).cloned() {
            Some(name) => named.entry(name).or_insert_with(nobody).before.push(item),
            None => edits.push(Edit::Drop(item)),
        }
    }
    for item in only.after {
        match given_name(&item).cloned() {
            Some(name) => named.entry(name).or_insert_with(nobody).after.push(item),
            None => edits.push(Edit::Create(item)),
        }
    }
    for pair in named.into_values() {
        let mut before = pair.before.into_iter();
        let mut after = pair.after.into_iter();
        loop {
            edits.push(match (before.next(), after.next()) {
                (Some(before), Some(after)) => Edit::Alter(Pair::new(before, after)),
                (Some(before), None) => Edit::Drop(before),
                (None, Some(after)) => Edit::Create(after),
                (None, None) => break,
            });
        }
    }
    edits
}

/// What `bag` holds beyond `other`, sorted, each as often as it is too many.
fn surplus<T: Clone + Ord>(bag: &Bag<T>, other: &Bag<T>) -> Vec<T> {
    let mut rest = other.clone();
    let mut surplus: Vec<T> = bag.iter().filter(|item| !rest.remove(item)).cloned().collect();
    surplus.sort();
    surplus
}
