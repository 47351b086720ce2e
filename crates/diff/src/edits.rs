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

/// Puts together what goes and what comes where both are one thing under two names. Neither side's
/// order decides: the first of the one goes with the first of the other.
pub(crate) fn under_new_names<T>(edits: Vec<Edit<T>>, same: impl Fn(&T, &T) -> bool) -> Vec<Edit<T>> {
    let (mut gone, mut come, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for edit in edits {
        match edit {
            Edit::Drop(item) => gone.push(item),
            Edit::Create(item) => come.push(item),
            alter @ Edit::Alter(_) => others.push(alter),
        }
    }
    for before in gone {
        match come.iter().position(|after| same(&before, after)) {
            Some(at) => others.push(Edit::Alter(Pair::new(before, come.remove(at)))),
            None => others.push(Edit::Drop(before)),
        }
    }
    others.extend(come.into_iter().map(Edit::Create));
    others
}

/// What turns one bag into another. Those that are on one side only are paired by the name somebody
/// gave them, so that a changed constraint is one edit, and then by what they are, so that one under
/// another name is one edit too; the rest come and go.
pub(crate) fn of_bags<T, N>(
    sides: Pair<&Bag<T>>,
    given_name: impl Fn(&T) -> Option<&N>,
    same_but_for_its_name: impl Fn(&T, &T) -> bool,
) -> Vec<Edit<T>>
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
    under_new_names(edits, same_but_for_its_name)
}

/// What `bag` holds beyond `other`, sorted, each as often as it is too many.
fn surplus<T: Clone + Ord>(bag: &Bag<T>, other: &Bag<T>) -> Vec<T> {
    let mut rest = other.clone();
    let mut surplus: Vec<T> = bag.iter().filter(|item| !rest.remove(item)).cloned().collect();
    surplus.sort();
    surplus
}
