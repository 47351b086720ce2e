//! Column definitions, in a table and added to one.

use limbeck_lex::{TokenKind, significant};
use limbeck_plan::AddedColumn;
use limbeck_schema::{Column, Expr, Family, ObjectName, PrimaryKey};

use super::{
    foreign_key, key,
    quote::{parenthesised, quoted},
};

/// `"name" TYPE ...`, with the primary key where it is this column's alone.
pub(super) fn definition(column: &Column, primary_key: Option<&PrimaryKey>) -> String {
    let mut out = quoted(&column.name);
    let mut say = |clause: &str| {
        if !clause.is_empty() {
            out.push(' ');
            out.push_str(clause);
        }
    };
    say(column.sql_type.text.trim());
    if let Some(primary) = primary_key {
        say(&key::primary_of_column(primary));
    }
    if !column.nullable {
        say("NOT NULL");
        say(&key::on_conflict(column.on_null));
    }
    if let Some(expr) = &column.default {
        say(&default(expr));
    }
    if let Some(collation) = &column.collation {
        say(&format!("COLLATE {}", quoted(&collation.name)));
    }
    if let Some(generated) = &column.generated {
        let kept = if generated.stored { "STORED" } else { "VIRTUAL" };
        say(&format!("GENERATED ALWAYS AS {} {kept}", parenthesised(&generated.expr)));
    }
    out
}

/// `ALTER TABLE ... ADD COLUMN`, with the constraints that come along.
pub(super) fn add(table: &ObjectName, added: &AddedColumn) -> String {
    let mut out =
        format!("ALTER TABLE {} ADD COLUMN {}", quoted(&table.name), definition(&added.column, None));
    if let Some(foreign) = &added.foreign_key {
        out.push(' ');
        out.push_str(&foreign_key::of_column(foreign));
    }
    for check in &added.checks {
        out.push(' ');
        out.push_str(&key::check(check));
    }
    out
}

/// Literals stand bare, anything computed in parentheses. A quoted name is a string here, and only
/// bare (seen on SQLite 3.53: `DEFAULT ("x")` is refused).
fn default(expr: &Expr) -> String {
    let tokens = significant(Family::Sqlite, &expr.text);
    let bare = match &tokens[..] {
        [_] => true,
        [sign, number] => matches!(sign.text, "+" | "-") && number.kind == TokenKind::Number,
        _ => false,
    };
    if bare { format!("DEFAULT {}", expr.text.trim()) } else { format!("DEFAULT {}", parenthesised(expr)) }
}
