//! Foreign keys, and checks of the table.

use limbeck_schema::{Action, Check, ForeignKey, KeyName, Name, ObjectName, Table, Validity};

use super::{bare, each, keep};
use crate::cursor::Cursor;

/// `CONSTRAINT name ...`.
pub(super) fn constraint(mut cursor: Cursor<'_, '_>, table: &mut Table) -> Option<()> {
    cursor.skip(&["constraint"]).then_some(())?;
    let name = cursor.name()?;
    let what = format!("constraint `{name}`");
    let unknown = if cursor.skip(&["foreign", "key"]) {
        let mut key = foreign_key(&mut cursor, name)?;
        let unknown = each(cursor, |cursor| actions(cursor, &mut key).is_some());
        table.foreign_keys.add(key);
        unknown
    } else {
        cursor.skip(&["check"]).then_some(())?;
        let mut check = Check::new(bare(cursor.parentheses()?)).named(KeyName::Given(name));
        let unknown = each(cursor, |cursor| {
            let not_enforced = cursor.skip(&["not", "enforced"]);
            if not_enforced {
                check.validity = Validity::NotEnforced;
            }
            not_enforced
        });
        table.checks.add(check);
        unknown
    };
    keep(&what, unknown, table);
    Some(())
}

fn foreign_key(cursor: &mut Cursor<'_, '_>, name: Name) -> Option<ForeignKey> {
    let columns = names(cursor.parentheses()?)?;
    cursor.skip(&["references"]).then_some(())?;
    let first = cursor.name()?;
    let parent = if cursor.skip_operator(".") {
        ObjectName { namespace: Some(first), name: cursor.name()? }
    } else {
        ObjectName::plain(first)
    };
    let referenced = names(cursor.parentheses()?)?;
    Some(ForeignKey::new(columns, parent, referenced).named(KeyName::Given(name)))
}

fn names(list: Cursor<'_, '_>) -> Option<Vec<Name>> {
    list.items().into_iter().map(Cursor::only_name).collect()
}

fn actions(cursor: &mut Cursor<'_, '_>, key: &mut ForeignKey) -> Option<()> {
    if cursor.skip(&["on", "delete"]) {
        key.on_delete = action(cursor)?;
    } else {
        cursor.skip(&["on", "update"]).then_some(())?;
        key.on_update = action(cursor)?;
    }
    Some(())
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
