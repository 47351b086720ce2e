//! Columns, and the constraints that stand behind them.

use limbeck_lex::{Token, TokenKind, significant};
use limbeck_schema::{
    Check, Column, Expr, Family, Generated, KeyName, KeyPart, ObjectName, PrimaryKey, SqlType, Table, Unique,
};

use super::{
    Cursor,
    foreign_key::{deferral, references},
    key::on_conflict,
    table::{constraint_name, unmodelled},
};

/// Words that cannot be part of a type, since a constraint begins with them.
const CONSTRAINTS: [&str; 11] = [
    "as",
    "check",
    "collate",
    "constraint",
    "default",
    "deferrable",
    "not",
    "null",
    "primary",
    "references",
    "unique",
];

/// Reads a column into `table`, with all constraints that stand behind it.
pub(super) fn column(mut cursor: Cursor<'_, '_>, table: &mut Table) {
    let whole = cursor;
    let Some(name) = cursor.name() else { return unmodelled(table, "column", whole) };
    let mut column = Column::new(name, "");
    column.sql_type = SqlType::new(sql_type(&mut cursor));
    while !cursor.is_empty() {
        let name = constraint_name(&mut cursor);
        // SQLite lets a name stand before nothing.
        if cursor.is_empty() && name.is_some() {
            break;
        }
        let read = name.and_then(|name| constraint(&mut cursor, name, &mut column, table));
        if read.is_none() {
            unmodelled(table, "column", whole);
            break;
        }
    }
    if table.columns.add(column).is_err() {
        unmodelled(table, "column", whole);
    }
}

/// Whether `text`, written behind a column's name, is read as that type and nothing else.
pub(in super::super) fn is_type(text: &str) -> bool {
    let tokens = significant(Family::Sqlite, text);
    let mut cursor = Cursor::new(text, &tokens);
    sql_type(&mut cursor) == text
        && cursor.is_empty()
        && tokens.iter().all(|token| !matches!(token.kind, TokenKind::QuotedName | TokenKind::String))
}

/// The type, as it is written; empty where there is none.
fn sql_type<'a>(cursor: &mut Cursor<'_, 'a>) -> &'a str {
    let start = *cursor;
    while let Some(token) = cursor.peek() {
        if !is_type_word(token) || cursor.at(&["generated", "always"]) {
            break;
        }
        cursor.next();
    }
    let words = start.until(cursor);
    if !words.is_empty() {
        cursor.parentheses();
    }
    start.until(cursor).text()
}

fn is_type_word(token: &Token<'_>) -> bool {
    match token.kind {
        TokenKind::QuotedName | TokenKind::String => true,
        TokenKind::Word => !CONSTRAINTS.iter().any(|word| token.is_word(word)),
        _ => false,
    }
}

fn constraint(
    cursor: &mut Cursor<'_, '_>,
    name: KeyName,
    column: &mut Column,
    table: &mut Table,
) -> Option<()> {
    if cursor.at(&["deferrable"]) || cursor.at(&["not", "deferrable"]) {
        // It speaks of the last foreign key of the table, even one of another column, and of nothing
        // where there is none (SQLite 3.53).
        let deferral = deferral(cursor)?;
        if let Some(last) = table.foreign_keys.iter_mut().last() {
            last.deferral = deferral;
        }
    } else if cursor.skip(&["primary", "key"]) {
        table.primary_key = Some(primary_key(cursor, name, column)?);
    } else if cursor.skip(&["unique"]) {
        let parts = vec![KeyPart::plain(column.name.clone())];
        table.uniques.add(Unique { name, parts, on_conflict: on_conflict(cursor)?, ..Unique::over([]) });
    } else if cursor.skip(&["check"]) {
        let expr = Expr::new(cursor.parentheses()?.text());
        table.checks.add(Check { name, ..Check::new(expr) });
    } else if cursor.skip(&["references"]) {
        table.foreign_keys.add(references(cursor, name, vec![column.name.clone()])?);
    } else {
        // What is left has no name to SQLite, whatever CONSTRAINT says.
        return property(cursor, column);
    }
    Some(())
}

fn property(cursor: &mut Cursor<'_, '_>, column: &mut Column) -> Option<()> {
    if cursor.skip(&["not", "null"]) {
        column.nullable = false;
        column.on_null = on_conflict(cursor)?;
    } else if cursor.skip(&["null"]) {
        // It says nothing, not even with a conflict clause; a NOT NULL beside it counts.
        on_conflict(cursor)?;
    } else if cursor.skip(&["default"]) {
        column.default = Some(default(cursor)?);
    } else if cursor.skip(&["collate"]) {
        column.collation = Some(ObjectName::plain(cursor.name()?));
    } else if cursor.skip(&["generated", "always"]) {
        // `GENERATED ALWAYS` alone is read as part of the type, and thrown away (SQLite 3.53).
        if cursor.skip(&["as"]) {
            column.generated = Some(generated(cursor)?);
        }
    } else if cursor.skip(&["as"]) {
        column.generated = Some(generated(cursor)?);
    } else {
        return None;
    }
    Some(())
}

fn primary_key(cursor: &mut Cursor<'_, '_>, name: KeyName, column: &Column) -> Option<PrimaryKey> {
    let descending = cursor.skip(&["desc"]);
    if !descending {
        cursor.skip(&["asc"]);
    }
    let on_conflict = on_conflict(cursor)?;
    let autoincrement = cursor.skip(&["autoincrement"]);
    let parts = vec![KeyPart { descending, ..KeyPart::plain(column.name.clone()) }];
    Some(PrimaryKey { name, parts, autoincrement, on_conflict, ..PrimaryKey::over([]) })
}

fn generated(cursor: &mut Cursor<'_, '_>) -> Option<Generated> {
    let expr = Expr::new(cursor.parentheses()?.text());
    let stored = cursor.skip(&["stored"]);
    if !stored {
        cursor.skip(&["virtual"]);
    }
    Some(Generated { expr, stored })
}

fn default(cursor: &mut Cursor<'_, '_>) -> Option<Expr> {
    let start = *cursor;
    if cursor.peek()?.is_operator("(") {
        let inside = cursor.parentheses()?;
        return (!inside.is_empty()).then(|| Expr::new(inside.text()));
    }
    let signed = cursor.skip_operator("-") || cursor.skip_operator("+");
    let value = cursor.next()?;
    match value.kind {
        TokenKind::String | TokenKind::Blob | TokenKind::Number => {}
        TokenKind::Word if signed || is_constant(value) => {}
        // Without parentheses a name is a string, never a column (SQLite 3.53).
        TokenKind::Word | TokenKind::QuotedName if !signed => {
            let text = limbeck_lex::name_of(value)?;
            return Some(Expr::new(format!("'{}'", text.replace('\'', "''"))));
        }
        _ => return None,
    }
    Some(Expr::new(start.until(cursor).text()))
}

fn is_constant(token: &Token<'_>) -> bool {
    ["null", "true", "false", "current_date", "current_time", "current_timestamp"]
        .iter()
        .any(|word| token.is_word(word))
}
