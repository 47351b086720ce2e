//! `CREATE TABLE`.

use limbeck_lex::{name_of, significant, string_value};
use limbeck_schema::{
    Check, Expr, Family, KeyName, ObjectName, PrimaryKey, SqlType, Table, Unique, Unmodelled,
};

use super::{
    Cursor,
    column::column,
    foreign_key::{deferral, names, references},
    head,
    key::{on_conflict, parts},
};

/// The table of that name as `sql` defines it; `None` if that is no definition of a table at all.
/// Clauses that are not understood are kept as such.
pub(in super::super) fn table(name: ObjectName, sql: &str) -> Option<Table> {
    let tokens = significant(Family::Sqlite, sql);
    let mut cursor = Cursor::new(sql, &tokens);
    head(&mut cursor, &["table"])?;
    let body = cursor.parentheses()?;
    let mut table = Table::new(name);
    let mut inline_key = false;
    for item in body.items() {
        if begins_constraint(&item) {
            constraints(item, &mut table);
        } else {
            column(item, &mut table);
            inline_key = table.primary_key.is_some();
        }
    }
    for option in cursor.items() {
        self::option(option, &mut table);
    }
    if !inline_key {
        settle_rowid_alias(&mut table);
    }
    Some(table)
}

/// The name that `CONSTRAINT` gives, of several the last; `None` if it gives none where it should.
pub(super) fn constraint_name(cursor: &mut Cursor<'_, '_>) -> Option<KeyName> {
    let mut name = KeyName::Implied;
    while cursor.skip(&["constraint"]) {
        name = KeyName::Given(cursor.name()?);
    }
    Some(name)
}

/// Keeps what is not understood.
pub(super) fn unmodelled(table: &mut Table, what: &str, clause: Cursor<'_, '_>) {
    table.unmodelled.add(Unmodelled { what: what.to_owned(), text: clause.text().to_owned() });
}

/// No column can be called like this without quotes.
fn begins_constraint(item: &Cursor<'_, '_>) -> bool {
    ["constraint", "primary", "unique", "check", "foreign"].iter().any(|word| item.at(&[word]))
}

/// The constraints between two commas: SQLite lets several stand there.
fn constraints(mut cursor: Cursor<'_, '_>, table: &mut Table) {
    while !cursor.is_empty() {
        let start = cursor;
        let name = constraint_name(&mut cursor);
        if cursor.is_empty() && name.is_some() {
            return;
        }
        if name.and_then(|name| constraint(&mut cursor, name, table)).is_none() {
            return unmodelled(table, "constraint", start);
        }
    }
}

fn constraint(cursor: &mut Cursor<'_, '_>, name: KeyName, table: &mut Table) -> Option<()> {
    if cursor.skip(&["primary", "key"]) {
        let mut list = cursor.parentheses()?;
        let autoincrement = list.skip_last("autoincrement");
        let (parts, on_conflict) = (parts(list)?, on_conflict(cursor)?);
        table.primary_key =
            Some(PrimaryKey { name, parts, autoincrement, on_conflict, ..PrimaryKey::over([]) });
    } else if cursor.skip(&["unique"]) {
        let parts = parts(cursor.parentheses()?)?;
        table.uniques.add(Unique { name, parts, on_conflict: on_conflict(cursor)?, ..Unique::over([]) });
    } else if cursor.skip(&["check"]) {
        let expr = Expr::new(cursor.parentheses()?.text());
        // A conflict clause may stand here, and has no effect (SQLite 3.53).
        on_conflict(cursor)?;
        table.checks.add(Check { name, ..Check::new(expr) });
    } else if cursor.skip(&["foreign", "key"]) {
        let columns = names(cursor.parentheses()?)?;
        cursor.skip(&["references"]).then_some(())?;
        let mut key = references(cursor, name, columns)?;
        key.deferral = deferral(cursor).unwrap_or_default();
        table.foreign_keys.add(key);
    } else {
        return None;
    }
    Some(())
}

fn option(mut cursor: Cursor<'_, '_>, table: &mut Table) {
    let whole = cursor;
    if cursor.skip(&["without", "rowid"]) && cursor.is_empty() {
        table.options.without_rowid = true;
    } else if cursor.skip(&["strict"]) && cursor.is_empty() {
        table.options.strict = true;
    } else {
        unmodelled(table, "option", whole);
    }
}

/// `PRIMARY KEY (id DESC)` at the end of a table makes an INTEGER column the rowid like any other, and
/// rowids ascend; only `id INTEGER PRIMARY KEY DESC` does not (SQLite 3.53, a quirk it keeps).
fn settle_rowid_alias(table: &mut Table) {
    let Some(PrimaryKey { parts, .. }) = &mut table.primary_key else { return };
    let [part] = parts.as_mut_slice() else { return };
    let of_key = |name: &str| name.eq_ignore_ascii_case(part.column.as_str());
    let Some(column) = table.columns.iter().find(|column| of_key(column.name.as_str())) else { return };
    if !table.options.without_rowid && is_integer(&column.sql_type) {
        part.descending = false;
    }
}

fn is_integer(sql_type: &SqlType) -> bool {
    match significant(Family::Sqlite, &sql_type.text).as_slice() {
        [word] => name_of(word)
            .or_else(|| string_value(Family::Sqlite, word))
            .is_some_and(|word| word.eq_ignore_ascii_case("integer")),
        _ => false,
    }
}
