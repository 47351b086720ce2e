//! Types, sequences, routines and their like that change: in place where the server lets them.

use limbeck_schema::{Attribute, Body, Domain, Items, Object, Pair, Thing};

use super::fate::Fate;
use crate::{ObjectAction, Op};

/// What becomes of one that is there on both sides and differs.
pub(super) fn fate(before: &Object, after: &Object) -> Fate {
    let in_place = match (&before.body, &after.body) {
        (Body::Enum(b), Body::Enum(a)) => is_grown(b, a),
        (Body::Domain(b), Body::Domain(a)) => b.base == a.base && b.collation == a.collation,
        (Body::Composite(b), Body::Composite(a)) => {
            a.iter().all(|new| b.get(&new.name).is_none_or(|old| old == new))
        }
        (Body::Routine(b), Body::Routine(a)) => b.signature == a.signature,
        (Body::Sequence(_), Body::Sequence(_)) | (Body::Extension(_), Body::Extension(_)) => true,
        _ => false,
    };
    if in_place { Fate::Alter } else { Fate::Replace }
}

/// Whether labels only came: none can be taken out or moved (15 to 18).
pub(crate) fn is_grown(before: &[String], after: &[String]) -> bool {
    let mut rest = after.iter();
    before.iter().all(|label| rest.any(|other| other == label))
}

/// The same of whole things: whether both are enumerations, and labels only came.
pub(super) fn has_grown(before: &Object, after: &Object) -> bool {
    matches!((&before.body, &after.body), (Body::Enum(b), Body::Enum(a)) if is_grown(b, a))
}

/// The steps for one that stays. Its new name, if any, has been given.
pub(super) fn alterations(objects: Pair<&Object>) -> Vec<Op> {
    let id = &objects.after.id;
    let actions = match (&objects.before.body, &objects.after.body) {
        (Body::Enum(before), Body::Enum(after)) => labels(before, after),
        (Body::Domain(before), Body::Domain(after)) => domain(before, after),
        (Body::Composite(before), Body::Composite(after)) => attributes(before, after),
        (Body::Routine(_), Body::Routine(after)) => vec![ObjectAction::Replace(after.clone())],
        (Body::Sequence(before), Body::Sequence(after)) => {
            vec![ObjectAction::SetSequence(Pair::new(before.clone(), after.clone()))]
        }
        (Body::Extension(_), Body::Extension(after)) => {
            vec![ObjectAction::SetNamespace(after.namespace.clone())]
        }
        _ => Vec::new(),
    };
    actions.into_iter().map(|action| alter(id, action)).collect()
}

/// A step on an object.
pub(super) fn alter(id: &Thing, action: ObjectAction) -> Op {
    Op::AlterObject { id: id.clone(), action }
}

/// New labels, each in front of the one it stands before among those that are there by then: from the
/// end on, so that the next one always is.
fn labels(before: &[String], after: &[String]) -> Vec<ObjectAction> {
    let mut actions = Vec::new();
    for (at, label) in after.iter().enumerate().filter(|(_, label)| !before.contains(label)) {
        let next = after.iter().skip(at + 1).find(|other| before.contains(other)).cloned();
        actions.push(ObjectAction::AddLabel { label: label.clone(), before: next });
    }
    actions
}

fn domain(before: &Domain, after: &Domain) -> Vec<ObjectAction> {
    let mut actions = Vec::new();
    let gone = before.checks.iter().filter(|check| !after.checks.iter().any(|other| other == *check));
    actions.extend(gone.filter_map(|check| check.name.given().cloned()).map(ObjectAction::DropCheck));
    if before.default != after.default {
        actions.push(ObjectAction::SetDefault(after.default.clone()));
    }
    if before.nullable != after.nullable {
        actions.push(ObjectAction::SetNullable(after.nullable));
    }
    let come = after.checks.iter().filter(|check| !before.checks.iter().any(|other| other == *check));
    actions.extend(come.cloned().map(ObjectAction::AddCheck));
    actions
}

fn attributes(before: &Items<Attribute>, after: &Items<Attribute>) -> Vec<ObjectAction> {
    let gone = before.iter().filter(|old| !after.contains(&old.name));
    let gone = gone.map(|old| ObjectAction::DropAttribute(old.name.clone()));
    let come = after.iter().filter(|new| !before.contains(&new.name));
    gone.chain(come.cloned().map(ObjectAction::AddAttribute)).collect()
}
