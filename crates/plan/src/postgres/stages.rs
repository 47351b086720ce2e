//! What has to be committed before the rest can be done.

use limbeck_schema::{Canonical, Change, ChangeSet, Edit, Kind, Pair, Thing};

use super::{fate::Fate, object::has_grown, part::Part};

/// New labels of enumerations that something else of the same change speaks of, with the renames: a
/// label cannot be used in the transaction that adds it ("unsafe use of new value", 15 to 18). Nothing
/// where one revision will do.
pub(super) fn first_stage(set: &ChangeSet, sides: Pair<&Canonical>) -> Option<ChangeSet> {
    let grown: Vec<&Change> = set.changes.iter().filter(|change| grows(change)).collect();
    if grown.is_empty() || grown.len() == set.changes.len() {
        return None;
    }
    let is_grown = |thing: &Thing| {
        grown.iter().any(|change| matches!(change, Change::Object(edit) if edit.subject().id == *thing))
    };
    let fates = super::fates(set, sides);
    let changes =
        |thing: &Thing| fates.get(&Part::Thing(thing.clone())).is_some_and(|fate| *fate != Fate::Keep);
    let after = sides.after.schema();
    let used = after
        .dependencies
        .iter()
        .any(|(thing, needed)| is_grown(needed) && speaks(thing.kind) && changes(thing));
    used.then(|| ChangeSet { renames: set.renames.clone(), changes: grown.into_iter().cloned().collect() })
}

fn grows(change: &Change) -> bool {
    matches!(change, Change::Object(Edit::Alter(pair)) if has_grown(&pair.before, &pair.after))
}

/// Whether things of the kind hold expressions, in which a label may stand.
pub(super) fn speaks(kind: Kind) -> bool {
    !matches!(kind, Kind::Column | Kind::Composite | Kind::Sequence | Kind::Enum)
}
