//! Columns.

use limbeck_lex::{TokenKind, string_value};
use limbeck_schema::{Check, Column, Expr, Family, Generated, Table};

use super::{Attributes, bare, each, keep, opens};
use crate::cursor::Cursor;

/// What has no field of its own.
const OTHERS: Attributes = Attributes {
    flags: &[
        "COMPRESSED",
        "GENERATED ALWAYS AS ROW START",
        "GENERATED ALWAYS AS ROW END",
        "NOT SECONDARY",
        "WITH SYSTEM VERSIONING",
        "WITHOUT SYSTEM VERSIONING",
    ],
    values: &["SRID", "COLUMN_FORMAT", "STORAGE", "ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE"],
    equations: &["REF_SYSTEM_ID"],
};

/// A column, with the checks that MariaDB prints behind it.
pub(super) fn column(mut cursor: Cursor<'_, '_>, table: &mut Table) -> Option<()> {
    let name = cursor.name()?;
    let mut column = Column::new(name.clone(), sql_type(&mut cursor)?);
    let mut checks = Vec::new();
    let unknown = each(cursor, |cursor| attribute(cursor, &mut column, &mut checks).is_some());
    table.columns.add(column).ok()?;
    for expr in checks {
        table.checks.add(Check { column: Some(name.clone()), ..Check::new(expr) });
    }
    keep(&format!("column `{name}`"), unknown, table);
    Some(())
}

/// A word, its parameters, and how numbers of the type are read.
fn sql_type(cursor: &mut Cursor<'_, '_>) -> Option<String> {
    let before = *cursor;
    cursor.next().filter(|token| token.kind == TokenKind::Word)?;
    if opens(cursor) {
        cursor.parentheses()?;
    }
    while ["signed", "unsigned", "zerofill"].iter().any(|word| cursor.skip(&[word])) {}
    Some(before.until(cursor).text().to_owned())
}

/// One attribute; `None` where it is not known.
fn attribute(cursor: &mut Cursor<'_, '_>, column: &mut Column, checks: &mut Vec<Expr>) -> Option<()> {
    if cursor.skip(&["not", "null"]) {
        column.nullable = false;
    } else if cursor.skip(&["null"]) {
        column.nullable = true;
    } else if cursor.skip(&["default", "null"]) {
        column.default = None;
    } else if cursor.skip(&["default"]) {
        column.default = Some(value(cursor)?);
    } else if cursor.skip(&["on", "update"]) {
        column.on_update = Some(value(cursor)?);
    } else if cursor.skip(&["auto_increment"]) {
        column.auto_increment = true;
    } else if cursor.skip(&["invisible"]) {
        column.invisible = true;
    } else if cursor.skip(&["comment"]) {
        column.comment = Some(string_value(Family::Mysql, cursor.next()?)?).filter(|text| !text.is_empty());
    } else if cursor.skip(&["check"]) {
        checks.push(bare(cursor.parentheses()?));
    } else if cursor.skip(&["character", "set"]) || cursor.skip(&["collate"]) {
        // What is in effect is known from the catalog.
        cursor.next()?;
    } else if let Some((words, value)) = OTHERS.read(cursor) {
        column.options.insert(words, value);
    } else {
        column.generated = Some(generated(cursor)?);
    }
    Some(())
}

fn generated(cursor: &mut Cursor<'_, '_>) -> Option<Generated> {
    cursor.skip(&["generated", "always", "as"]).then_some(())?;
    let expr = bare(cursor.parentheses()?);
    let stored = cursor.skip(&["stored"]) || cursor.skip(&["persistent"]);
    if !stored {
        cursor.skip(&["virtual"]);
    }
    Some(Generated { expr, stored })
}

/// A literal, a call, or an expression in parentheses.
fn value(cursor: &mut Cursor<'_, '_>) -> Option<Expr> {
    if opens(cursor) {
        return cursor.parentheses().map(bare);
    }
    let before = *cursor;
    if !cursor.skip_operator("-") {
        cursor.skip_operator("+");
    }
    let first = cursor.next()?;
    if matches!(first.kind, TokenKind::Word | TokenKind::QuotedName) {
        // `_utf8mb4'a'`, `b'01'`: the string belongs to the word it touches.
        let touches =
            |cursor: &Cursor<'_, '_>| cursor.peek().filter(|next| next.start == first.end()).map(|t| t.kind);
        if opens(cursor) {
            cursor.parentheses()?;
        } else if touches(cursor) == Some(TokenKind::String) {
            cursor.next();
        }
    }
    Some(Expr::new(before.until(cursor).text()))
}
