//! Things that give their names up before they go, or before they get another one.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_schema::{ChangeSet, Kind, Name, ObjectName, Schema, Thing};

use super::{
    claim::{Claim, claims},
    fate::{Fate, Sides},
    part::{Part, of_view},
};
use crate::Op;

/// How long a name can be, in bytes: the server cuts the rest off.
const LONGEST: usize = 63;

/// Under which a thing waits until nothing needs it any more, or until its new name is free.
pub(super) fn aside(thing: &Thing) -> Thing {
    let mut aside = thing.clone();
    let name = own_name(&mut aside);
    let mut text = format!("limbeck_old_{name}");
    while text.len() > LONGEST {
        text.pop();
    }
    *name = Name::new(text).unwrap_or_else(|_| name.clone());
    aside
}

/// The step that sets a thing aside.
pub(super) fn set_aside(thing: &Thing) -> Op {
    Op::Rename { thing: thing.clone(), to: own_name(&mut aside(thing)).clone() }
}

/// The name that is the thing's own: that of a constraint stands behind its table's.
fn own_name(thing: &mut Thing) -> &mut Name {
    match &mut thing.part {
        Some(part) if thing.kind == Kind::Constraint => part,
        _ => &mut thing.name.name,
    }
}

/// Views and sequences whose names renamed tables take. They cannot be dropped before the renames, for
/// those come first; `before` has them under either name, as it was read before or after.
pub(super) fn in_the_way(set: &ChangeSet, before: &Schema) -> Vec<Op> {
    let mut ops = Vec::new();
    for (_, new) in set.renames.tables() {
        for thing in called(before, new) {
            ops.push(set_aside(&thing));
        }
    }
    ops
}

fn called(schema: &Schema, name: &ObjectName) -> Vec<Thing> {
    let either = |thing: &Thing| thing.name == *name || thing.name == aside(&as_named(thing, name)).name;
    let views = schema.views.iter().map(of_view).filter(either);
    let sequences = schema.objects.iter().map(|object| object.id.clone());
    let sequences = sequences.filter(|id| id.kind == Kind::Sequence && either(id));
    views.chain(sequences).map(|thing| as_named(&thing, name)).collect()
}

fn as_named(thing: &Thing, name: &ObjectName) -> Thing {
    Thing { name: name.clone(), ..thing.clone() }
}

/// What gives its name up before it goes or gets another one: types that columns keep while their
/// successors are made, and one of every circle of things that take each other's names.
pub(super) fn waiting(sides: &Sides<'_>, fates: &BTreeMap<Part, Fate>) -> BTreeSet<Part> {
    let mut waiting = replaced_types(sides, fates);
    waiting.extend(circling(sides, fates));
    waiting
}

/// One of every circle of things that are renamed into each other's names.
fn circling(sides: &Sides<'_>, fates: &BTreeMap<Part, Fate>) -> BTreeSet<Part> {
    let mut given_up: BTreeMap<Claim, &Part> = BTreeMap::new();
    let mut taken: BTreeMap<&Part, Vec<Claim>> = BTreeMap::new();
    for (part, fate) in fates.iter().filter(|(part, _)| sides.aliases.is_new(part)) {
        let (Some(before), Some(after)) = sides.pair(part) else { continue };
        let Some(thing) = part.thing().filter(|_| fate.changes()) else { continue };
        given_up
            .extend(claims(part, sides.aliases.before(thing), before).into_iter().map(|claim| (claim, part)));
        taken.insert(part, claims(part, thing, after));
    }
    let mut found: BTreeSet<Part> = BTreeSet::new();
    for start in taken.keys() {
        let mut seen = BTreeSet::new();
        let mut open = vec![*start];
        while let Some(part) = open.pop() {
            let others = taken.get(part).into_iter().flatten().filter_map(|claim| given_up.get(claim));
            let others = others.copied().filter(|other| *other != part && !found.contains(*other));
            open.extend(others.filter(|other| seen.insert(*other)));
        }
        if seen.contains(start) {
            found.insert((*start).clone());
        }
    }
    found
}

/// Types that columns keep while their successors are made.
fn replaced_types(sides: &Sides<'_>, fates: &BTreeMap<Part, Fate>) -> BTreeSet<Part> {
    let is_type =
        |part: &Part| matches!(part.kind(), Some(Kind::Enum | Kind::Domain | Kind::Composite | Kind::Range));
    let retyped = |part: &Part| fates.get(part) == Some(&Fate::Retype);
    let replaced = |part: &Part| match fates.get(part) {
        Some(Fate::Replace) => true,
        // Another kind of type may take its name.
        Some(Fate::Drop) => part.thing().is_some_and(|old| {
            let same_name =
                |new: &Part| new.thing().is_some_and(|thing| thing.name == old.name && thing.part.is_none());
            sides.after.keys().any(|new| is_type(new) && same_name(new))
        }),
        _ => false,
    };
    let pairs = sides.needs_before.iter();
    let mut waiting: BTreeSet<Part> = pairs
        .filter(|(part, needed)| retyped(part) && replaced(needed) && is_type(needed))
        .map(|(_, needed)| needed.clone())
        .collect();
    // A type whose own parts wait has to wait as well.
    loop {
        let more: Vec<Part> = sides
            .needs_before
            .iter()
            .filter(|(part, needed)| waiting.contains(part) && replaced(needed) && is_type(needed))
            .map(|(_, needed)| needed.clone())
            .filter(|needed| !waiting.contains(needed))
            .collect();
        if more.is_empty() {
            return waiting;
        }
        waiting.extend(more);
    }
}
