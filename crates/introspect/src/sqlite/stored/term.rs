//! A term that keys and indexes are ordered by.

use limbeck_lex::{name_of, string_value};
use limbeck_schema::{Family, Name};

use super::Cursor;

/// `core [COLLATE collation] [ASC | DESC]`.
pub(super) struct Term<'t, 'a> {
    /// What is ordered: a name, or an expression.
    pub(super) core: Cursor<'t, 'a>,
    pub(super) collation: Option<Name>,
    pub(super) descending: bool,
}

pub(super) fn term<'t, 'a>(mut cursor: Cursor<'t, 'a>) -> Term<'t, 'a> {
    let descending = cursor.skip_last("desc");
    if !descending {
        cursor.skip_last("asc");
    }
    let mut core = cursor;
    let mut collation = None;
    // SQLite takes `(name)` and `('name' COLLATE nocase)` for the bare name, so look for one below.
    let mut inner = cursor;
    loop {
        if let Some((before, name)) = collated(inner) {
            // The outermost collation is the one that counts.
            collation = collation.or(Some(name));
            inner = before;
        } else if let Some(inside) = wrapped(inner) {
            inner = inside;
        } else {
            break;
        }
    }
    if inner.only_name().is_some() {
        return Term { core: inner, collation, descending };
    }
    // Of an expression only a collation at the very end is the index's: `a || b COLLATE nocase` is `a`
    // and a collated `b`.
    let collation = collated(core).map(|(before, name)| {
        core = before;
        name
    });
    Term { core, collation, descending }
}

/// `primary COLLATE name`, where the collation is of all that stands before it.
fn collated<'t, 'a>(cursor: Cursor<'t, 'a>) -> Option<(Cursor<'t, 'a>, Name)> {
    let (before, [collate, name]) = cursor.split_last_two()?;
    if !collate.is_word("collate") || !before.is_primary() {
        return None;
    }
    Some((before, Name::new(name_of(name).or_else(|| string_value(Family::Sqlite, name))?).ok()?))
}

fn wrapped<'t, 'a>(mut cursor: Cursor<'t, 'a>) -> Option<Cursor<'t, 'a>> {
    let inside = cursor.parentheses()?;
    cursor.is_empty().then_some(inside)
}
