//! Views and triggers that step aside while tables change.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_lex::mentions;
use limbeck_schema::{Change, Edit, Family, ObjectName, Schema, Trigger, View};

use super::Work;
use crate::{Op, PlanOptions, Step, order};

/// What goes first and what comes last.
pub(super) struct Away<'a> {
    triggers: Vec<(&'a ObjectName, &'a Trigger)>,
    views: Vec<&'a View>,
    /// Names of views and triggers that are dropped, for whatever reason.
    dropped: BTreeSet<String>,
}

/// Finds what must step aside: whatever the change set drops or alters, and, where SQLite would
/// re-read the whole schema on the way, all that mentions something that is not there all the time.
pub(super) fn away<'a>(work: &Work<'a>, options: &PlanOptions) -> Away<'a> {
    let before = work.sides.before;
    let mut names = changed(work);
    names.extend(options.out_of_the_way.iter().map(|name| name.key().to_ascii_lowercase()));
    if is_validated(work) {
        let unsteady = unsteady(work);
        spread(before, &unsteady, &mut names);
    }
    let triggers = all_triggers(before)
        .into_iter()
        .filter(|(on, trigger)| names.contains(trigger.name.key()) || names.contains(on.name.key()))
        // A trigger goes with its table.
        .filter(|(on, _)| before.views.contains(on) || work.sides.after.tables.contains(on))
        .collect();
    let views = before.views.iter().filter(|view| names.contains(view.name.name.key())).collect();
    Away { triggers, views, dropped: names }
}

/// Views and triggers that the change set itself drops or alters.
fn changed(work: &Work<'_>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for change in &work.set.changes {
        match change {
            Change::View(Edit::Drop(view)) => names.insert(view.name.name.key().to_owned()),
            Change::View(Edit::Alter(pair)) => names.insert(pair.before.name.name.key().to_owned()),
            Change::Trigger { edit: Edit::Drop(trigger), .. } => names.insert(trigger.name.key().to_owned()),
            Change::Trigger { edit: Edit::Alter(pair), .. } => {
                names.insert(pair.before.name.key().to_owned())
            }
            _ => false,
        };
    }
    names
}

fn is_validated(work: &Work<'_>) -> bool {
    !work.set.renames.is_empty() || work.alterations.values().any(super::Alteration::is_validated)
}

/// Lower-cased names of tables that are not there, or not as they will be, at some point of the plan.
fn unsteady(work: &Work<'_>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (old, new) in work.set.renames.tables() {
        names.extend([old.name.key().to_owned(), new.name.key().to_owned()]);
    }
    for (table, _, _) in work.set.renames.columns() {
        let after = work.set.renames.table_after(table);
        names.extend([table.name.key().to_owned(), after.name.key().to_owned()]);
    }
    for change in &work.set.changes {
        if let Change::Table(edit) = change {
            names.insert(edit.subject().name.name.key().to_owned());
        }
    }
    let altered = work.alterations.values().filter(|alteration| alteration.is_validated());
    names.extend(altered.map(|alteration| alteration.table().name.key().to_owned()));
    names
}

/// Adds every view and trigger that mentions an unsteady table, or a view that steps aside.
fn spread(before: &Schema, unsteady: &BTreeSet<String>, names: &mut BTreeSet<String>) {
    let mut open: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for view in before.views.iter() {
        open.insert(view.name.name.key().to_owned(), mentions(Family::Sqlite, &view.definition.text));
    }
    for (_, trigger) in all_triggers(before) {
        open.insert(trigger.name.key().to_owned(), mentions(Family::Sqlite, &trigger.definition.text));
    }
    loop {
        let known = names.len();
        for (name, mentioned) in &open {
            if mentioned
                .iter()
                .any(|other| other != name && (unsteady.contains(other) || names.contains(other)))
            {
                names.insert(name.clone());
            }
        }
        if names.len() == known {
            return;
        }
    }
}

fn all_triggers(schema: &Schema) -> Vec<(&ObjectName, &Trigger)> {
    let on_tables = schema.tables.iter().map(|table| (&table.name, &table.triggers));
    let on_views = schema.views.iter().map(|view| (&view.name, &view.triggers));
    let mut all: Vec<_> = on_tables
        .chain(on_views)
        .flat_map(|(on, triggers)| triggers.iter().map(move |trigger| (on, trigger)))
        .collect();
    all.sort_by_key(|(_, trigger)| &trigger.name);
    all
}

impl Away<'_> {
    /// Triggers first: they may be on the views.
    pub(super) fn drops(&self) -> Vec<Step> {
        let triggers = self
            .triggers
            .iter()
            .map(|(on, trigger)| Op::DropTrigger { on: (*on).clone(), name: trigger.name.clone() });
        let mut views = in_order(&self.views);
        views.reverse();
        let views =
            views.into_iter().map(|view| Op::DropView { name: view.name.clone(), materialized: false });
        triggers.chain(views).map(Step::plain).collect()
    }

    /// Everything of `after` that is not there by now: it is new, it changed, it stepped aside, or its
    /// table was made anew.
    pub(super) fn creations(&self, work: &Work<'_>) -> Vec<Step> {
        let Work { sides, .. } = work;
        let is_gone = |name: &str| self.dropped.contains(name);
        let views: Vec<&View> = sides
            .after
            .views
            .iter()
            .filter(|view| !sides.before.views.contains(&view.name) || is_gone(view.name.name.key()))
            .collect();
        let existed: BTreeSet<&str> =
            all_triggers(sides.before).into_iter().map(|(_, trigger)| trigger.name.key()).collect();
        let triggers = all_triggers(sides.after).into_iter().filter(|(on, trigger)| {
            !existed.contains(trigger.name.key())
                || is_gone(trigger.name.key())
                || is_gone(on.name.key())
                || work.is_rebuilt(on)
                || !(sides.before.tables.contains(on) || sides.before.views.contains(on))
        });
        let triggers =
            triggers.map(|(on, trigger)| Op::CreateTrigger { on: on.clone(), trigger: trigger.clone() });
        in_order(&views).into_iter().cloned().map(Op::CreateView).chain(triggers).map(Step::plain).collect()
    }
}

/// By name, and each view after those it reads.
fn in_order<'a>(views: &[&'a View]) -> Vec<&'a View> {
    let mut views: Vec<(&View, BTreeSet<String>)> =
        views.iter().map(|view| (*view, mentions(Family::Sqlite, &view.definition.text))).collect();
    views.sort_by_key(|(view, _)| &view.name);
    let order = order::dependencies_first(&views, |(_, mentioned), (other, _)| {
        mentioned.contains(other.name.name.key())
    });
    order.into_iter().filter_map(|at| views.get(at)).map(|(view, _)| *view).collect()
}
