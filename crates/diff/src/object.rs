//! Things beside tables and views, what is said of things, and rights.

use limbeck_schema::{Bag, Body, Change, Comment, Grant, Object, Pair, Schema};

use crate::edits;

pub(crate) fn changes(sides: Pair<&Schema>) -> Vec<Change> {
    let objects = edits::of_items(Pair::new(&sides.before.objects, &sides.after.objects), Object::eq);
    let mut changes: Vec<Change> =
        edits::under_new_names(objects, counts_for_the_same).into_iter().map(Change::Object).collect();
    let comments = edits::of_items(Pair::new(&sides.before.comments, &sides.after.comments), Comment::eq);
    changes.extend(comments.into_iter().map(Change::Comment));
    let grants: Pair<&Bag<Grant>> = Pair::new(&sides.before.grants, &sides.after.grants);
    changes.extend(edits::of_bags(grants, |_| None::<&String>, |_, _| false).into_iter().map(Change::Grant));
    changes
}

/// A sequence under another name that still goes with its column is the same one: it must not begin
/// to count anew.
fn counts_for_the_same(before: &Object, after: &Object) -> bool {
    match (&before.body, &after.body) {
        (Body::Sequence(before), Body::Sequence(after)) => {
            before.owned_by.is_some() && before.owned_by == after.owned_by
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use limbeck_schema::{Edit, Items, Kind, Name, ObjectName, Sequence, Thing};

    use super::*;

    #[test]
    fn a_sequence_of_the_same_column_only_gets_another_name() {
        let name = |text: &str| ObjectName::plain(Name::new(text).unwrap());
        let of = |sequence: &str| Object {
            id: Thing::new(Kind::Sequence, name(sequence)),
            body: Body::Sequence(Sequence {
                owned_by: Some((name("t"), Name::new("id").unwrap())),
                ..Sequence::over("integer")
            }),
        };
        let schema =
            |sequence: &str| Schema { objects: Items::collect([of(sequence)]).unwrap(), ..Schema::default() };
        let found = changes(Pair::new(&schema("old_id_seq"), &schema("t_id_seq")));
        assert!(matches!(&found[..], [Change::Object(Edit::Alter(_))]), "{found:?}");
    }
}
