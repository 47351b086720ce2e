//! How indexes are built, how much of a value they take, and what else is said of them.

use limbeck_schema::{Column, Index, IndexPart, IndexTerm, Table};

use super::types;
use crate::{dice::Dice, edit::pick_key, kind::Kind, sketch::Sketch};

/// How many characters or bytes of a long value are enough.
pub(super) const ENOUGH: u32 = 20;

pub(super) fn furnish(table: &Table, index: &mut Index, dice: &mut Dice) {
    for part in &mut index.parts {
        part.collation = None;
        part.length = if dice.chance(15) { Some(10) } else { None };
    }
    if !index.unique && index.parts.len() == 1 && dice.chance(15) {
        index.method = Some("FULLTEXT".to_owned());
    }
    if dice.chance(6) {
        index.parameters.insert("USING".to_owned(), "BTREE".to_owned());
    }
    mend(table, index);
}

/// More of each value, or less.
pub(super) fn change_length(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some(table) = sketch.pick_table(dice) else { return false };
    let Some(index) = pick_key(&sketch.table(&table).indexes, dice) else { return false };
    let Some(index) = sketch.table_mut(&table).indexes.get_mut(&index) else { return false };
    let Some(first) = index.parts.first_mut() else { return false };
    first.length = match first.length {
        None => Some(10),
        Some(_) if dice.chance(40) => None,
        Some(length) => Some(length + 5),
    };
    true
}

/// Takes out of an index what does not fit its columns.
pub(super) fn mend(table: &Table, index: &mut Index) {
    let columns: Vec<Option<&Column>> = index.parts.iter().map(|part| column(table, part)).collect();
    let searchable =
        |column: &&Column| column.generated.is_none() && types::kind(&column.sql_type.text) == Kind::Text;
    if index.method.is_some() {
        if columns.iter().all(|column| column.as_ref().is_some_and(searchable)) {
            index.parameters.remove("USING");
            for part in &mut index.parts {
                (part.length, part.descending) = (None, false);
            }
            return;
        }
        index.method = None;
    }
    for (part, column) in index.parts.iter_mut().zip(columns) {
        let Some(column) = column else { continue };
        part.length = length(&column.sql_type.text, part.length);
    }
}

/// How much of a value of that type a key can take, where `wanted` may not fit it.
pub(super) fn length(sql_type: &str, wanted: Option<u32>) -> Option<u32> {
    match types::room(sql_type) {
        _ if types::is_long(sql_type) => Some(wanted.unwrap_or(ENOUGH)),
        Some(room) => wanted.filter(|length| *length < room),
        None => None,
    }
}

pub(super) fn column<'a>(table: &'a Table, part: &IndexPart) -> Option<&'a Column> {
    match &part.term {
        IndexTerm::Column(name) => table.columns.get(name),
        IndexTerm::Expr(_) => None,
    }
}
