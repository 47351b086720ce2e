//! Comments.

use crate::{
    dice::Dice,
    edit::{column, pick_key},
    sketch::Sketch,
};

const TEXTS: [&str; 5] =
    ["what it is for", "it's \"quoted\"", "two\nlines", "-- no; comment", "C:\\new `tick`"];

pub(super) fn text(dice: &mut Dice) -> Option<String> {
    dice.pick(&TEXTS).map(|text| (*text).to_owned())
}

/// Says something else of something, or nothing any more.
pub(super) fn change(sketch: &mut Sketch, dice: &mut Dice) -> bool {
    let Some((table, column)) = column::pick(sketch, dice) else { return false };
    let table = sketch.table_mut(&table);
    match dice.below(3) {
        0 => {
            let comment = &mut table.options.comment;
            *comment = if comment.is_some() { None } else { text(dice) };
        }
        1 => {
            let Some(column) = table.columns.get_mut(&column) else { return false };
            column.comment = if column.comment.is_some() { None } else { text(dice) };
        }
        _ => {
            let Some(index) = pick_key(&table.indexes, dice) else { return false };
            let Some(index) = table.indexes.get_mut(&index) else { return false };
            if index.parameters.remove("COMMENT").is_none() {
                index.parameters.insert("COMMENT".to_owned(), "'what it''s for'".to_owned());
            }
        }
    }
    true
}
