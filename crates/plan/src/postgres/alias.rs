//! Constraints, indexes and sequences that only get another name.

use std::collections::BTreeMap;

use limbeck_schema::{Change, ChangeSet, Edit, KeyName, Kind, Name, Named, ObjectName, Thing};

use super::{
    aside::aside,
    inventory::{Constraint, Element, Inventory, of_index},
    needs::Needs,
    part::Part,
};

/// Things under the names they have before, and those they have after.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    after: BTreeMap<Thing, Thing>,
    before: BTreeMap<Thing, Thing>,
}

impl Aliases {
    /// Those the change set pairs. Where the new name still belongs to something of the kind that is
    /// there before, none is given: the two are made anew instead of waiting for each other.
    pub(super) fn of(set: &ChangeSet, before: &Inventory<'_>) -> Self {
        let mut aliases = Self::default();
        for (old, new) in set.changes.iter().filter_map(pair) {
            if old != new && !before.contains_key(&Part::Thing(new.clone())) {
                aliases.after.insert(old.clone(), new.clone());
                aliases.before.insert(new, old);
            }
        }
        aliases
    }

    /// What it was called.
    pub(super) fn before<'a>(&'a self, thing: &'a Thing) -> &'a Thing {
        self.before.get(thing).unwrap_or(thing)
    }

    /// Whether the part gets its name on the way.
    pub(super) fn is_new(&self, part: &Part) -> bool {
        matches!(part, Part::Thing(thing) if self.before.contains_key(thing))
    }

    fn thing(&self, thing: &Thing) -> Thing {
        self.after.get(thing).unwrap_or(thing).clone()
    }

    fn part(&self, part: &Part) -> Part {
        match part {
            Part::Thing(thing) => Part::Thing(self.thing(thing)),
            Part::Owner(thing) => Part::Owner(self.thing(thing)),
            Part::Comment(thing) => Part::Comment(self.thing(thing)),
            Part::Grant(grant) => {
                Part::Grant(limbeck_schema::Grant { on: self.thing(&grant.on), ..grant.clone() })
            }
            Part::Identification(_) => part.clone(),
        }
    }

    /// The same parts under the names that hold after.
    pub(super) fn inventory<'a>(&self, parts: Inventory<'a>) -> Inventory<'a> {
        parts.into_iter().map(|(part, element)| (self.part(&part), element)).collect()
    }

    /// The same needs under the names that hold after.
    pub(super) fn needs(&self, needs: &Needs) -> Needs {
        needs.iter().map(|(part, needed)| (self.part(part), self.part(needed))).collect()
    }

    /// Whether two constraints are equal apart from their names.
    pub(super) fn is_same_constraint(before: Constraint<'_>, after: Constraint<'_>) -> bool {
        match (before, after) {
            (Constraint::PrimaryKey(b), Constraint::PrimaryKey(a)) => b.named(a.name.clone()) == *a,
            (Constraint::Unique(b), Constraint::Unique(a)) => b.named(a.name.clone()) == *a,
            (Constraint::ForeignKey(b), Constraint::ForeignKey(a)) => b.named(a.name.clone()) == *a,
            (Constraint::Check(b), Constraint::Check(a)) => b.named(a.name.clone()) == *a,
            (Constraint::Exclusion(b), Constraint::Exclusion(a)) => b.named(a.name.clone()) == *a,
            _ => false,
        }
    }
}

/// The thing before and after, where a change keeps it under another name.
fn pair(change: &Change) -> Option<(Thing, Thing)> {
    let of_table = |table: &ObjectName, before: &KeyName, after: &KeyName| {
        let thing = |name: &Name| Thing::part(Kind::Constraint, table.clone(), name.clone());
        Some((thing(before.given()?), thing(after.given()?)))
    };
    match change {
        Change::PrimaryKey { table, edit: Edit::Alter(pair) } => {
            of_table(table, &pair.before.name, &pair.after.name)
        }
        Change::Unique { table, edit: Edit::Alter(pair) } => {
            of_table(table, &pair.before.name, &pair.after.name)
        }
        Change::ForeignKey { table, edit: Edit::Alter(pair) } => {
            of_table(table, &pair.before.name, &pair.after.name)
        }
        Change::Check { table, edit: Edit::Alter(pair) } => {
            of_table(table, &pair.before.name, &pair.after.name)
        }
        Change::Exclusion { table, edit: Edit::Alter(pair) } => {
            of_table(table, &pair.before.name, &pair.after.name)
        }
        Change::Index { table, edit: Edit::Alter(pair) } => {
            Some((of_index(table, pair.before.name()), of_index(table, pair.after.name())))
        }
        Change::Object(Edit::Alter(pair)) => Some((pair.before.id.clone(), pair.after.id.clone())),
        _ => None,
    }
}

/// The step that gives a thing its new name. `waits` says whether it was set aside before.
pub(super) fn rename(
    aliases: &Aliases,
    part: &Part,
    element: &Element<'_>,
    waits: bool,
) -> Option<crate::Op> {
    let Part::Thing(thing) = part else { return None };
    let before = aliases.before(thing);
    if before == thing || matches!(element, Element::Table(_) | Element::Column(..)) {
        return None;
    }
    let to = if thing.kind == Kind::Constraint { thing.part.clone()? } else { thing.name.name.clone() };
    let thing = if waits { aside(before) } else { before.clone() };
    Some(crate::Op::Rename { thing, to })
}
