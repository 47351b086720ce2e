//! What is said of things for their readers.

use limbeck_schema::Comment;

use super::{
    catalog::CommentRow,
    schema::{Reading, twice},
    things::{Address, Things, class},
};
use crate::{IntrospectError, Introspected};

/// Puts comments where they belong: of tables and their columns into these, all others beside them. Those
/// of things limbeck leaves alone are left alone with them.
pub(super) fn read(
    reading: &Reading<'_>,
    things: &Things,
    found: &mut Introspected,
) -> Result<(), IntrospectError> {
    for row in &reading.catalog.comments {
        if row.class == class::RELATION && on_table(row, reading, found) {
            continue;
        }
        if let Some(on) = things.named(Address::new(row.class, row.object, row.part)) {
            let comment = Comment { on: on.clone(), text: row.text.clone() };
            found.schema.comments.add(comment).map_err(twice("comments"))?;
        }
    }
    Ok(())
}

/// Whether it was said of a table or a column of one.
fn on_table(row: &CommentRow, reading: &Reading<'_>, found: &mut Introspected) -> bool {
    let Ok(relation) = reading.relations.get(row.object) else { return false };
    let Some(table) = found.schema.tables.get_mut(&relation.name).filter(|_| relation.is_table()) else {
        return false;
    };
    if row.part == 0 {
        table.options.comment = Some(row.text.clone());
        return true;
    }
    let column = i16::try_from(row.part).ok().and_then(|number| relation.column(number).ok());
    match column.and_then(|name| table.columns.get_mut(name)) {
        Some(column) => column.comment = Some(row.text.clone()),
        None => return false,
    }
    true
}
