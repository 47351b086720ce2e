//! What must be done before what.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_lex::mentions;
use limbeck_schema::{Body, Family, Kind, Schema};

use super::{
    attachment,
    claim::{Claim, claims},
    fate::{Fate, Sides},
    graph::Graph,
    inventory::{Constraint, Element},
    part::Part,
    steps::Verb,
    table,
};

/// All things to do, ordered, and those that are said together put together.
pub(super) fn graph(
    sides: &Sides<'_>,
    fates: &BTreeMap<Part, Fate>,
    waiting: &BTreeSet<Part>,
    after: &Schema,
) -> Graph {
    let mut graph = Graph::of(fates, waiting);
    for part in waiting {
        graph.before((Verb::Aside, part), (Verb::Create, part));
        graph.before((Verb::Aside, part), (Verb::Alter, part));
    }
    for (part, fate) in fates {
        if *fate == Fate::Replace && !waiting.contains(part) {
            graph.before((Verb::Drop, part), (Verb::Create, part));
        }
    }
    needs(&mut graph, sides, waiting);
    names(&mut graph, sides, fates, waiting);
    partitions(&mut graph, sides, after);
    routines(&mut graph, sides);
    fold(&mut graph, sides, fates);
    graph
}

fn needs(graph: &mut Graph, sides: &Sides<'_>, waiting: &BTreeSet<Part>) {
    for (part, needed) in &sides.needs_before {
        let way = if waiting.contains(needed) && !waiting.contains(part) { Verb::Aside } else { Verb::Drop };
        graph.before((Verb::Drop, part), (way, needed));
        graph.before((Verb::Drop, part), (Verb::Alter, needed));
        graph.before((Verb::Alter, part), (Verb::Drop, needed));
    }
    for (part, needed) in &sides.needs_after {
        graph.before((Verb::Create, needed), (Verb::Create, part));
        graph.before((Verb::Create, needed), (Verb::Alter, part));
        graph.before((Verb::Alter, needed), (Verb::Create, part));
        graph.before((Verb::Alter, needed), (Verb::Alter, part));
    }
}

/// An index of a whole comes behind the keys of its partitions that it takes along.
fn partitions(graph: &mut Graph, sides: &Sides<'_>, after: &Schema) {
    for (part, element) in
        sides.after.iter().filter(|(part, _)| graph.has(Verb::Create, part)).collect::<Vec<_>>()
    {
        for key in attachment::taken_along(element, after) {
            graph.before((Verb::Create, &key), (Verb::Create, part));
        }
    }
}

/// Whoever gives a name up does so before another one takes it.
fn names(graph: &mut Graph, sides: &Sides<'_>, fates: &BTreeMap<Part, Fate>, waiting: &BTreeSet<Part>) {
    let mut freed: BTreeMap<Claim, Vec<(Verb, &Part)>> = BTreeMap::new();
    let mut taken: Vec<(Claim, Verb, &Part)> = Vec::new();
    for (part, fate) in fates {
        let (before, after) = sides.pair(part);
        let Some(thing) = part.thing() else { continue };
        let old =
            before.map(|element| claims(part, sides.aliases.before(thing), element)).unwrap_or_default();
        let new = after.map(|element| claims(part, thing, element)).unwrap_or_default();
        if fate.changes() {
            let verb = if waiting.contains(part) { Verb::Aside } else { Verb::Alter };
            let given_up = old.iter().filter(|claim| !new.contains(claim));
            given_up.for_each(|claim| freed.entry(claim.clone()).or_default().push((verb, part)));
            let got = new.iter().filter(|claim| !old.contains(claim));
            taken.extend(got.map(|claim| (claim.clone(), Verb::Alter, part)));
            continue;
        }
        if fate.goes() {
            let verb = if waiting.contains(part) { Verb::Aside } else { Verb::Drop };
            old.into_iter().for_each(|claim| freed.entry(claim).or_default().push((verb, part)));
        }
        if fate.comes() {
            taken.extend(new.into_iter().map(|claim| (claim, Verb::Create, part)));
        }
    }
    for (claim, verb, part) in taken {
        for first in freed.get(&claim).into_iter().flatten() {
            graph.before(*first, (verb, part));
        }
    }
}

/// The body of a routine is a text, of which the server says nothing: what it mentions comes first
/// where that can be.
fn routines(graph: &mut Graph, sides: &Sides<'_>) {
    let bodies: Vec<(&Part, BTreeSet<String>)> = sides
        .after
        .iter()
        .filter(|(part, _)| graph.has(Verb::Create, part) || graph.has(Verb::Alter, part))
        .filter_map(|(part, element)| match element {
            Element::Object(object) => match &object.body {
                Body::Routine(routine) => Some((part, said(&routine.definition.text))),
                _ => None,
            },
            _ => None,
        })
        .collect();
    if bodies.is_empty() {
        return;
    }
    let mut named: BTreeMap<String, Vec<&Part>> = BTreeMap::new();
    for part in sides.after.keys().filter(|part| can_be_mentioned(part)) {
        if let Some(thing) = part.thing() {
            let name = if thing.kind == Kind::Column { thing.part.as_ref() } else { Some(&thing.name.name) };
            named.entry(name.map(ToString::to_string).unwrap_or_default()).or_default().push(part);
        }
    }
    for (routine, mentioned) in &bodies {
        for part in mentioned.iter().filter_map(|name| named.get(name)).flatten() {
            for verb in [Verb::Create, Verb::Alter] {
                graph.rather_before((Verb::Create, part), (verb, routine));
            }
        }
    }
}

fn can_be_mentioned(part: &Part) -> bool {
    matches!(
        part.kind(),
        Some(
            Kind::Table
                | Kind::ForeignTable
                | Kind::Column
                | Kind::View
                | Kind::MaterializedView
                | Kind::Function
                | Kind::Procedure
                | Kind::Aggregate
                | Kind::Sequence
                | Kind::Enum
                | Kind::Domain
                | Kind::Composite
        )
    )
}

/// Names in a routine, those in its body among them: the body is one string between dollars.
fn said(definition: &str) -> BTreeSet<String> {
    mentions(Family::Postgres, &definition.replace('$', " "))
}

/// What goes with its whole is not taken apart, and what can come with it is not put on afterwards.
fn fold(graph: &mut Graph, sides: &Sides<'_>, fates: &BTreeMap<Part, Fate>) {
    for (part, whole) in
        wholes(&sides.before).filter(|(part, _)| fates.get(part).is_some_and(|fate| fate.goes()))
    {
        graph.fold(Verb::Drop, part, &whole);
    }
    for (part, whole) in wholes(&sides.after) {
        if fates.get(part).is_some_and(|fate| fate.comes()) && comes_with_its_whole(part, sides) {
            graph.fold(Verb::Create, part, &whole);
        }
    }
}

/// Every part that belongs to another one, columns first.
fn wholes<'a>(parts: &'a super::inventory::Inventory<'_>) -> impl Iterator<Item = (&'a Part, Part)> {
    let found = parts.iter().filter_map(|(part, element)| {
        let whole = match element {
            Element::Table(_) | Element::View(_) => None,
            Element::Column(table, _) | Element::Constraint(table, _) | Element::Identification(table) => {
                Some(Part::Thing(super::part::of_table(table)))
            }
            Element::Default(table, column, _) => Some(Part::Thing(limbeck_schema::Thing::part(
                Kind::Column,
                table.name.clone(),
                column.name.clone(),
            ))),
            Element::Index(on, _) | Element::Trigger(on, _) => holder(parts, on),
            Element::Object(object) => match object.id.kind {
                Kind::Policy | Kind::Rule => holder(parts, &object.id.name),
                Kind::Sequence => owner(parts, object),
                _ => None,
            },
            Element::Owner(..) | Element::Comment(_) | Element::Grant(_) => {
                part.thing().cloned().map(Part::Thing)
            }
        };
        whole.map(|whole| (part, whole))
    });
    let mut found: Vec<(&Part, Part)> = found.collect();
    // What is over columns, computed ones among it, can only be seen to belong to the table when the
    // columns do, and a foreign key when what it refers to does.
    let depth = |part: &Part| match (part, parts.get(part)) {
        (_, Some(Element::Column(_, column))) if column.generated.is_none() => 0,
        (_, Some(Element::Column(..))) => 1,
        (_, Some(Element::Constraint(_, Constraint::ForeignKey(_)))) => 3,
        (_, Some(Element::Object(object))) if object.id.kind == Kind::Sequence => 4,
        (Part::Thing(_), _) => 2,
        _ => 5,
    };
    found.sort_by_key(|(part, _)| depth(part));
    found.into_iter()
}

fn holder(parts: &super::inventory::Inventory<'_>, name: &limbeck_schema::ObjectName) -> Option<Part> {
    let kinds = [Kind::Table, Kind::View, Kind::MaterializedView, Kind::ForeignTable];
    let mut found = kinds.into_iter().map(|kind| Part::Thing(limbeck_schema::Thing::new(kind, name.clone())));
    found.find(|part| parts.contains_key(part))
}

/// The column a sequence goes with.
fn owner(parts: &super::inventory::Inventory<'_>, object: &limbeck_schema::Object) -> Option<Part> {
    match parts.get(&Part::Owner(object.id.clone())) {
        Some(Element::Owner(table, column)) => {
            Some(Part::Thing(limbeck_schema::Thing::part(Kind::Column, (*table).clone(), (*column).clone())))
        }
        _ => None,
    }
}

/// Columns, defaults and constraints stand in the statement that makes their table, and a default in the
/// one that adds its column. What a partition has beyond its parent comes afterwards.
fn comes_with_its_whole(part: &Part, sides: &Sides<'_>) -> bool {
    match sides.after.get(part) {
        Some(Element::Column(_, column) | Element::Default(_, column, _)) => !column.inherited,
        Some(Element::Constraint(own, constraint)) => {
            own.options.partition_of.is_none()
                && own.options.foreign.is_none()
                && table::can_be_inside(*constraint)
        }
        _ => false,
    }
}
