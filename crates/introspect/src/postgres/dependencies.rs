//! Who needs whom.

use std::collections::BTreeMap;

use limbeck_schema::{Dependencies, Thing};

use super::{
    schema::Reading,
    things::{Address, Things},
    wrong,
};
use crate::IntrospectError;

/// How far one thing inside another is followed outwards: the array of the row type of a table is three.
const DEPTH: usize = 8;

/// All that the server knows, and that parts need what holds them.
pub(super) fn read(reading: &Reading<'_>, things: &Things) -> Result<Dependencies, IntrospectError> {
    let mut edges = Vec::new();
    let lines = reading.catalog.dependencies.iter().filter_map(|row| row.lines.as_deref());
    for line in lines.flat_map(str::lines) {
        edges.push(edge(line).ok_or_else(|| wrong("dependencies", format!("`{line}`")))?);
    }
    let outward = Outward::new(&edges, things);
    let mut dependencies = Dependencies::new();
    for (part, holder) in things.parts() {
        dependencies.add(part.clone(), holder.clone());
    }
    for edge in &edges {
        if let (Some(thing), Some(needed)) = (outward.thing(edge.thing), outward.thing(edge.needed)) {
            dependencies.add(thing.clone(), needed.clone());
        }
    }
    Ok(dependencies)
}

/// A row of `pg_depend`.
struct Edge {
    thing: Address,
    needed: Address,
    /// `i` where the thing is inside of what it needs, `e` where that is the extension it belongs to.
    kind: char,
}

fn edge(line: &str) -> Option<Edge> {
    let mut words = line.split(' ');
    let thing = address(&mut words)?;
    let needed = address(&mut words)?;
    let kind = words.next()?.chars().next()?;
    Some(Edge { thing, needed, kind })
}

fn address<'l>(words: &mut impl Iterator<Item = &'l str>) -> Option<Address> {
    let (class, object) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    Some(Address::new(class, object, words.next()?.parse().ok()?))
}

/// From what is no thing of its own to the thing it is inside of: from an array to its element, from the
/// type of rows to the table, from what an extension brought along to the extension.
struct Outward<'t> {
    things: &'t Things,
    inside: BTreeMap<Address, Address>,
}

impl<'t> Outward<'t> {
    fn new(edges: &[Edge], things: &'t Things) -> Self {
        let mut inside = BTreeMap::new();
        for kind in ['i', 'e'] {
            let edges = edges.iter().filter(|edge| edge.kind == kind && edge.thing == edge.thing.whole());
            // What belongs to an extension is the extension's, whatever else it is inside of.
            inside.extend(edges.map(|edge| (edge.thing, edge.needed)));
        }
        Self { things, inside }
    }

    fn thing(&self, address: Address) -> Option<&'t Thing> {
        let mut address = address;
        for _ in 0..DEPTH {
            if self.things.knows(address) {
                return self.things.own(address);
            }
            if self.things.knows(address.whole()) {
                return self.things.own(address.whole());
            }
            address = *self.inside.get(&address.whole())?;
        }
        None
    }
}
