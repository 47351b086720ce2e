//! Reads the `CREATE` statements that SQLite keeps: its own grammar (`parse.y` of 3.53), which is
//! small and closed, on the tokens of `limbeck-lex`. Expressions stay the text they are.

mod column;
mod foreign_key;
mod index;
mod key;
mod table;
mod term;

pub(super) use column::is_type;
pub(super) use index::index;
pub(super) use table::table;

use crate::cursor::Cursor;

/// Reads up to the name of the object, and over it.
fn head(cursor: &mut Cursor<'_, '_>, kind: &[&str]) -> Option<()> {
    (cursor.skip(&["create"]) && cursor.skip(kind)).then_some(())?;
    cursor.skip(&["if", "not", "exists"]);
    // The name is known from the catalog, and may be empty, which no `Name` can be.
    cursor.next()?;
    if cursor.skip_operator(".") {
        cursor.next()?;
    }
    Some(())
}

#[cfg(test)]
mod tests;
