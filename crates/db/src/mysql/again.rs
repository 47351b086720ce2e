//! What the server refuses once.

use limbeck_lex::{significant, statements};
use limbeck_schema::Family;

use crate::DbError;

/// Whether the statement gives a column another name, and was refused because of whoever read the table last.
///
/// A check, a generated column or a default that mentions the column is read under the table's name, or under
/// the alias that the last query or view had for it: MariaDB (10.11.19, 11.8.9) then knows no such column
/// (1054), does nothing, and does what it is told when asked again.
pub(super) fn is_refused_once(sql: &str, error: &DbError) -> bool {
    matches!(error, DbError::Refused(refusal) if refusal.is("1054")) && is_renaming(sql)
}

fn is_renaming(sql: &str) -> bool {
    let tokens = significant(Family::Mysql, sql);
    let is_alter = tokens.first().is_some_and(|token| token.is_word("alter"));
    let renames = tokens.iter().any(|token| token.is_word("rename") || token.is_word("change"));
    // Of several statements some have had their effect.
    is_alter && renames && statements(Family::Mysql, sql).is_ok_and(|statements| statements.len() == 1)
}
