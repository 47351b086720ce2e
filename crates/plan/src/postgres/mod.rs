//! Plans for PostgreSQL, where nearly everything can be changed in place, and nearly everything depends
//! on something.
//!
//! No change kind has a recipe of its own for the whole schema. A schema is taken apart into parts
//! (`inventory`), with who needs whom (`needs`: what the server says in `pg_depend`, and what the model
//! says by itself). Each part has a fate (`fate`): it stays, comes, goes, changes where it stands, or
//! goes and comes again. Whoever needs what goes or changes is dragged along, but never data: a column
//! whose type is replaced is written anew in it. What is done (`steps`) is then put in order (`order`,
//! `graph`): nothing goes before those that need it, nothing comes before what it needs, and a name is
//! given up before it is taken.

mod alias;
mod aside;
mod attachment;
mod cast;
mod claim;
mod column;
mod fate;
mod graph;
mod inventory;
mod needs;
mod object;
mod order;
mod part;
mod precedence;
mod rank;
mod stages;
mod steps;
mod table;
mod view;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use limbeck_schema::{Body, Canonical, Change, ChangeSet, Column, Items, Kind, Pair, Thing};

use crate::{Group, Hazard, ObjectAction, Op, Plan, PlanOptions, Planner, Step, hazard, rename};
use alias::Aliases;
use fate::{Fate, Sides};
use inventory::{Element, of_index};
use part::{Part, of_table, of_view};
use steps::{Ground, Verb};

pub(crate) const PLANNER: Planner =
    Planner { plan, first_stage: stages::first_stage, left_to_people: crate::repartitioned };

fn plan(set: &ChangeSet, sides: Pair<&Canonical>, options: &PlanOptions) -> Plan {
    let waiting = aside::in_the_way(set, sides.before.schema());
    let mut steps: Vec<Step> = waiting.into_iter().map(Step::plain).collect();
    steps.extend(rename::steps(set, sides.map(Canonical::schema), |_| false));
    if !set.changes.is_empty() {
        steps.extend(changes(set, sides));
    }
    if steps.is_empty() {
        return Plan::default();
    }
    if options.unchecked_bodies && steps.iter().any(|step| has_body(&step.op)) {
        steps.insert(0, Step::plain(Op::LeaveBodiesUnchecked));
    }
    Plan { groups: vec![Group { transactional: true, steps }] }
}

/// Both sides taken apart.
fn sides<'a>(set: &ChangeSet, canonical: Pair<&'a Canonical>) -> Sides<'a> {
    let schemas = canonical.map(Canonical::schema);
    let parts = schemas.map(inventory::of);
    let aliases = Aliases::of(set, &parts.before);
    let needs = Pair::new(
        aliases.needs(&needs::of(schemas.before, &parts.before)),
        needs::of(schemas.after, &parts.after),
    );
    Sides {
        before: aliases.inventory(parts.before),
        after: parts.after,
        needs_before: needs.before,
        needs_after: needs.after,
        aliases,
        dialect: canonical.after.dialect(),
    }
}

/// What becomes of every part.
fn fates(set: &ChangeSet, canonical: Pair<&Canonical>) -> BTreeMap<Part, Fate> {
    sides(set, canonical).fates()
}

fn changes(set: &ChangeSet, canonical: Pair<&Canonical>) -> Vec<Step> {
    let schemas = canonical.map(Canonical::schema);
    let sides = sides(set, canonical);
    let fates = sides.fates();
    let waiting = aside::waiting(&sides, &fates);
    let mut hazards = hazards(set);
    let ground = Ground { sides: &sides, schemas };
    let mut steps = Vec::new();
    for ((verb, part), inside) in order::graph(&sides, &fates, &waiting, schemas.after).sequence() {
        let fate = fates.get(&part).copied().unwrap_or(Fate::Keep);
        let ops = ground.operations(verb, &part, fate, waiting.contains(&part));
        let ops = with_parts(ops, &inside, &sides);
        let mut warnings: Vec<Hazard> = Vec::new();
        if !ops.is_empty() && is_decisive(verb, fate) {
            let told = [&part].into_iter().chain(&inside).filter_map(|part| hazards.remove(part));
            warnings.extend(told.flatten());
        }
        for op in ops {
            let mut told = std::mem::take(&mut warnings);
            told.extend(hazard::unsaid(&op, schemas.before, &told));
            steps.push(Step { op, hazards: told });
        }
    }
    steps
}

/// Whether a step makes a routine.
fn has_body(op: &Op) -> bool {
    match op {
        Op::CreateObject(object) => matches!(object.body, Body::Routine(_)),
        Op::AlterObject { action, .. } => matches!(action, ObjectAction::Replace(_)),
        _ => false,
    }
}

/// The node of a part at which a reviewer is warned.
fn is_decisive(verb: Verb, fate: Fate) -> bool {
    match fate {
        Fate::Replace => verb == Verb::Create,
        _ => verb != Verb::Aside,
    }
}

/// Puts what is done along with a statement into it.
fn with_parts(mut ops: Vec<Op>, inside: &[Part], sides: &Sides<'_>) -> Vec<Op> {
    let elements = inside.iter().filter_map(|part| sides.after.get(part));
    match ops.first_mut() {
        Some(Op::CreateTable(table)) => {
            // Inherited ones come with the parent's.
            let mut columns: Items<Column> = Items::new();
            let said = |own: &Column| {
                let thing = Thing::part(Kind::Column, table.name.clone(), own.name.clone());
                own.inherited || inside.contains(&Part::Thing(thing))
            };
            table.columns.iter().filter(|own| said(own)).for_each(|own| drop(columns.put(own.clone())));
            table.columns = columns;
            for element in elements {
                match element {
                    Element::Constraint(_, constraint) => table::put(table, *constraint),
                    Element::Default(_, column, expr) => {
                        if let Some(column) = table.columns.get_mut(&column.name) {
                            column.default = Some((*expr).clone());
                        }
                    }
                    _ => {}
                }
            }
        }
        Some(Op::AlterTable { action, .. }) => {
            if let crate::TableAction::AddColumn(column) = action.as_mut() {
                let mut defaults = elements.filter_map(|element| match element {
                    Element::Default(_, _, expr) => Some((*expr).clone()),
                    _ => None,
                });
                column.default = defaults.next().or_else(|| column.default.take());
            }
        }
        _ => {}
    }
    ops
}

/// What a reviewer should know, by the part it is about.
fn hazards(set: &ChangeSet) -> BTreeMap<Part, Vec<Hazard>> {
    let mut found: BTreeMap<Part, Vec<Hazard>> = BTreeMap::new();
    for change in &set.changes {
        let told = hazard::of(change);
        if let Some(part) = subject(change).filter(|_| !told.is_empty()) {
            found.entry(part).or_default().extend(told);
        }
    }
    found
}

/// The part a change is about, in the names that hold after.
fn subject(change: &Change) -> Option<Part> {
    let table = change.object();
    let of_table_named =
        |kind| Part::Thing(Thing { kind, name: table.clone(), part: change.part().cloned() });
    Some(match change {
        Change::Table(edit) => Part::Thing(of_table(edit.subject())),
        Change::View(edit) => Part::Thing(of_view(edit.subject())),
        Change::Options { .. } | Change::Order { .. } => Part::Thing(Thing::new(Kind::Table, table.clone())),
        Change::Column { .. } => of_table_named(Kind::Column),
        Change::PrimaryKey { .. }
        | Change::Unique { .. }
        | Change::ForeignKey { .. }
        | Change::Check { .. }
        | Change::Exclusion { .. } => of_table_named(Kind::Constraint),
        Change::Index { edit, .. } => Part::Thing(of_index(table, &edit.subject().name)),
        Change::Object(edit) => Part::Thing(edit.subject().id.clone()),
        Change::Trigger { .. } => of_table_named(Kind::Trigger),
        Change::Comment(_) | Change::Grant(_) | Change::Unmodelled { .. } => return None,
    })
}
