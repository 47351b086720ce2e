//! Reads what `SHOW CREATE TABLE` prints of tables (MySQL 9.7, MariaDB 10.11 and 11.8), on the tokens of
//! `limbeck-lex`. What is not understood is kept as a clause of its own. Expressions stay the text they are.

mod attribute;
mod column;
mod constraint;
mod options;
mod partition;
mod table;

pub(super) use attribute::{Attributes, each};
pub(super) use table::table;

use limbeck_schema::{Expr, Table, Unmodelled};

use crate::cursor::Cursor;

/// The expression without parentheses around the whole.
pub(super) fn bare(expression: Cursor<'_, '_>) -> Expr {
    let mut bare = expression;
    loop {
        let mut behind = bare;
        match behind.parentheses() {
            Some(inside) if behind.is_empty() => bare = inside,
            _ => return Expr::new(bare.text()),
        }
    }
}

/// Whether a parenthesis opens next.
fn opens(cursor: &Cursor<'_, '_>) -> bool {
    cursor.peek().is_some_and(|token| token.is_operator("("))
}

/// Keeps clauses nobody understood.
pub(super) fn keep(what: &str, texts: Vec<String>, table: &mut Table) {
    for text in texts {
        table.unmodelled.add(Unmodelled { what: what.to_owned(), text });
    }
}
