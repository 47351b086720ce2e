//! Views, triggers, routines and events: what stands on tables, and is looked at only when it is used.

use limbeck_lex::{name_of, significant};
use limbeck_schema::{Change, Edit, Family, Kind, Object, ObjectName, Pair, Thing, Trigger, View};

use super::Work;
use crate::{Op, Step, order};

/// What goes, or makes way for what takes its place. Routines and triggers cannot be replaced in place
/// everywhere (MySQL 9.7).
pub(super) fn drops(work: &Work<'_>) -> Vec<Step> {
    let mut ops = Vec::new();
    for change in &work.set.changes {
        match change {
            Change::Trigger { on, edit: Edit::Drop(trigger) | Edit::Alter(Pair { before: trigger, .. }) } => {
                ops.push(Op::DropTrigger { on: on.clone(), name: trigger.name.clone() });
            }
            Change::Table(Edit::Drop(table)) => ops.extend(
                table
                    .triggers
                    .iter()
                    .map(|trigger| Op::DropTrigger { on: table.name.clone(), name: trigger.name.clone() }),
            ),
            _ => {}
        }
    }
    for change in &work.set.changes {
        match change {
            Change::View(Edit::Drop(view)) => {
                ops.push(Op::DropView { name: view.name.clone(), materialized: false });
            }
            Change::Object(Edit::Drop(object) | Edit::Alter(Pair { before: object, .. })) => {
                ops.push(Op::DropObject(object.id.clone()));
            }
            _ => {}
        }
    }
    ops.into_iter().map(Step::plain).collect()
}

/// What comes: routines first, which views may call, each view behind those it reads, and triggers in the
/// order they fire in.
pub(super) fn creations(work: &Work<'_>) -> Vec<Step> {
    let objects = |kinds: &[Kind]| -> Vec<Op> {
        let come = work.set.changes.iter().filter_map(|change| match change {
            Change::Object(Edit::Create(object) | Edit::Alter(Pair { after: object, .. })) => Some(object),
            _ => None,
        });
        come.filter(|object: &&Object| kinds.contains(&object.id.kind))
            .map(|object| Op::CreateObject(object.clone()))
            .collect()
    };
    let mut ops = objects(&[Kind::Function, Kind::Procedure]);
    ops.extend(views(work));
    ops.extend(triggers(work));
    ops.extend(objects(&[Kind::Event]));
    ops.into_iter().map(Step::plain).collect()
}

/// Behind what a view reads through others too, which stay: the server looks through them.
fn views(work: &Work<'_>) -> Vec<Op> {
    let come: Vec<(&View, bool)> = work
        .set
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::View(Edit::Create(view)) => Some((view, false)),
            Change::View(Edit::Alter(pair)) => Some((&pair.after, true)),
            _ => None,
        })
        .collect();
    let things: Vec<Thing> = come.iter().map(|(view, _)| Thing::new(Kind::View, view.name.clone())).collect();
    let needed: Vec<_> =
        things.iter().map(|thing| (thing, work.sides.after.dependencies.needed_by(thing))).collect();
    let op = |(view, is_there): &(&View, bool)| {
        if *is_there { Op::ReplaceView((*view).clone()) } else { Op::CreateView((*view).clone()) }
    };
    order::dependencies_first(&needed, |(_, needed), (other, _)| needed.contains(other))
        .into_iter()
        .filter_map(|at| come.get(at).map(op))
        .collect()
}

/// `FOLLOWS` names another trigger, which has to be there.
fn triggers(work: &Work<'_>) -> Vec<Op> {
    let mut come: Vec<(&ObjectName, &Trigger)> = Vec::new();
    for change in &work.set.changes {
        match change {
            Change::Trigger {
                on,
                edit: Edit::Create(trigger) | Edit::Alter(Pair { after: trigger, .. }),
            } => {
                come.push((on, trigger));
            }
            Change::Table(Edit::Create(table)) => {
                come.extend(table.triggers.iter().map(|trigger| (&table.name, trigger)));
            }
            _ => {}
        }
    }
    // However they were declared: those that fire in an order say so.
    come.sort_by_key(|(on, trigger)| (*on, &trigger.name));
    let follows = |trigger: &Trigger, other: &Trigger| {
        let tokens = significant(Family::Mysql, &trigger.definition.text);
        tokens.windows(2).any(|pair| {
            (pair[0].is_word("follows") || pair[0].is_word("precedes"))
                && name_of(&pair[1]).is_some_and(|name| name.eq_ignore_ascii_case(other.name.as_str()))
        })
    };
    order::dependencies_first(&come, |(_, trigger), (_, other)| follows(trigger, other))
        .into_iter()
        .filter_map(|at| come.get(at))
        .map(|(on, trigger)| Op::CreateTrigger { on: (*on).clone(), trigger: (*trigger).clone() })
        .collect()
}
