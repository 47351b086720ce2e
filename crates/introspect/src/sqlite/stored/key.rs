//! What primary keys and unique constraints share.

use limbeck_schema::{Conflict, KeyPart};

use super::{Cursor, term::term};

/// `ON CONFLICT ...`; `Some(None)` where there is none or the default is spelled, `None` where it is
/// not understood.
pub(super) fn on_conflict(cursor: &mut Cursor<'_, '_>) -> Option<Option<Conflict>> {
    if !cursor.skip(&["on", "conflict"]) {
        return Some(None);
    }
    let words = [
        ("abort", None),
        ("rollback", Some(Conflict::Rollback)),
        ("fail", Some(Conflict::Fail)),
        ("ignore", Some(Conflict::Ignore)),
        ("replace", Some(Conflict::Replace)),
    ];
    words.into_iter().find(|(word, _)| cursor.skip(&[word])).map(|(_, conflict)| conflict)
}

/// The columns of a key, in order.
pub(super) fn parts(list: Cursor<'_, '_>) -> Option<Vec<KeyPart>> {
    let parts: Option<Vec<KeyPart>> = list.items().into_iter().map(part).collect();
    parts.filter(|parts| !parts.is_empty())
}

fn part(item: Cursor<'_, '_>) -> Option<KeyPart> {
    let term = term(item);
    let plain = KeyPart::plain(term.core.only_name()?);
    Some(KeyPart { descending: term.descending, collation: term.collation, ..plain })
}
