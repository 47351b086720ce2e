//! The statement as a whole.

use limbeck_lex::{TokenKind, significant};
use limbeck_schema::{Family, ObjectName, Table};

use super::{super::index, column, constraint, keep, options};
use crate::cursor::Cursor;

/// What the statement makes; `None` where it is none that makes a table that stays.
pub(in super::super) fn table(name: ObjectName, text: &str) -> Option<Table> {
    let tokens = significant(Family::Mysql, text);
    let mut cursor = Cursor::new(text, &tokens);
    cursor.skip(&["create", "table"]).then_some(())?;
    cursor.name()?;
    let mut table = Table::new(name);
    for item in cursor.parentheses()?.items() {
        let is_column = item.peek().is_some_and(|token| token.kind == TokenKind::QuotedName);
        let read = if is_column {
            column::column(item, &mut table)
        } else if item.at(&["constraint"]) {
            constraint::constraint(item, &mut table)
        } else {
            index::index(item, &mut table)
        };
        if read.is_none() {
            let what = if item.at(&["period"]) { "period" } else { "clause" };
            keep(what, vec![item.text().to_owned()], &mut table);
        }
    }
    options::options(cursor, &mut table);
    Some(table)
}
