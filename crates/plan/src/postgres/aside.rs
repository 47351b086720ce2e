//! Things that give their names up before they go.

use limbeck_schema::{ChangeSet, Kind, Name, ObjectName, Schema, Thing};

use super::part::of_view;
use crate::Op;

/// How long a name can be, in bytes: the server cuts the rest off.
const LONGEST: usize = 63;

/// Under which a thing waits until nothing needs it any more.
pub(super) fn aside(thing: &Thing) -> Thing {
    let mut text = format!("limbeck_old_{}", thing.name.name);
    while text.len() > LONGEST {
        text.pop();
    }
    let name = Name::new(text).unwrap_or_else(|_| thing.name.name.clone());
    let mut aside = thing.clone();
    aside.name.name = name;
    aside
}

/// The step that sets a thing aside.
pub(super) fn set_aside(thing: &Thing) -> Op {
    Op::Rename { thing: thing.clone(), to: aside(thing).name.name }
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
