//! Foreign keys.

use limbeck_schema::{Action, Deferral, ForeignKey, KeyName, Name, ObjectName};

use super::Cursor;

/// `REFERENCES parent (columns) ...`, from behind the first word; without the deferral.
pub(super) fn references(
    cursor: &mut Cursor<'_, '_>,
    name: KeyName,
    columns: Vec<Name>,
) -> Option<ForeignKey> {
    let parent = ObjectName::plain(cursor.name()?);
    let referenced = match cursor.peek() {
        Some(token) if token.is_operator("(") => names(cursor.parentheses()?)?,
        _ => Vec::new(),
    };
    let (on_delete, on_update) = actions(cursor)?;
    Some(ForeignKey { name, on_delete, on_update, ..ForeignKey::new(columns, parent, referenced) })
}

/// A list of bare names.
pub(super) fn names(list: Cursor<'_, '_>) -> Option<Vec<Name>> {
    list.items().into_iter().map(Cursor::only_name).collect()
}

/// `[NOT] DEFERRABLE [INITIALLY ...]`. Only one way of saying it defers anything in SQLite 3.53:
/// `DEFERRABLE INITIALLY DEFERRED`.
pub(super) fn deferral(cursor: &mut Cursor<'_, '_>) -> Option<Deferral> {
    let not = cursor.skip(&["not", "deferrable"]);
    if !not && !cursor.skip(&["deferrable"]) {
        return None;
    }
    let deferred = cursor.skip(&["initially", "deferred"]);
    if !deferred {
        cursor.skip(&["initially", "immediate"]);
    }
    Some(match (not, deferred) {
        (true, _) => Deferral::NotDeferrable,
        (false, true) => Deferral::InitiallyDeferred,
        (false, false) => Deferral::InitiallyImmediate,
    })
}

/// `ON DELETE` and `ON UPDATE`; the last of each counts.
fn actions(cursor: &mut Cursor<'_, '_>) -> Option<(Action, Action)> {
    let (mut on_delete, mut on_update) = (Action::NoAction, Action::NoAction);
    loop {
        if cursor.skip(&["on", "delete"]) {
            on_delete = action(cursor)?;
        } else if cursor.skip(&["on", "update"]) {
            on_update = action(cursor)?;
        } else if cursor.skip(&["on", "insert"]) {
            // Parsed by SQLite 3.53, and without any effect.
            action(cursor)?;
        } else if cursor.skip(&["match"]) {
            // Parsed by SQLite 3.53, and without any effect: every key is MATCH SIMPLE.
            cursor.name()?;
        } else {
            return Some((on_delete, on_update));
        }
    }
}

fn action(cursor: &mut Cursor<'_, '_>) -> Option<Action> {
    let words: [(&[&str], Action); 5] = [
        (&["no", "action"], Action::NoAction),
        (&["restrict"], Action::Restrict),
        (&["cascade"], Action::Cascade),
        (&["set", "null"], Action::SetNull),
        (&["set", "default"], Action::SetDefault),
    ];
    words.into_iter().find(|(words, _)| cursor.skip(words)).map(|(_, action)| action)
}
