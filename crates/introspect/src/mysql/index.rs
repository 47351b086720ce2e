//! Keys: all but foreign ones are indexes here, and the primary key is one without a name.

use std::collections::BTreeMap;

use limbeck_schema::{Index, IndexPart, IndexTerm, KeyPart, Name, PrimaryKey, Table};

use super::shown::{Attributes, bare, each, keep};
use crate::cursor::Cursor;

/// What stands behind the terms.
const PARAMETERS: Attributes = Attributes {
    flags: &["INVISIBLE", "IGNORED"],
    values: &[
        "USING",
        "COMMENT",
        "KEY_BLOCK_SIZE",
        "WITH PARSER",
        "ENGINE_ATTRIBUTE",
        "SECONDARY_ENGINE_ATTRIBUTE",
    ],
    equations: &["CLUSTERING"],
};

/// `[UNIQUE | FULLTEXT | ...] KEY name (...)` or `PRIMARY KEY (...)`.
pub(super) fn index(mut cursor: Cursor<'_, '_>, table: &mut Table) -> Option<()> {
    if cursor.skip(&["primary", "key"]) {
        return primary_key(cursor, table);
    }
    let unique = cursor.skip(&["unique"]);
    let method = ["FULLTEXT", "SPATIAL", "VECTOR"].into_iter().find(|word| cursor.skip(&[word]));
    cursor.skip(&["key"]).then_some(())?;
    let name = cursor.name()?;
    let parts: Option<Vec<IndexPart>> = cursor.parentheses()?.items().into_iter().map(part).collect();
    let (parameters, unknown) = parameters(cursor);
    let what = format!("index `{name}`");
    let method = method.map(str::to_owned);
    table.indexes.add(Index { unique, method, parameters, ..Index::new(name, parts?) }).ok()?;
    keep(&what, unknown, table);
    Some(())
}

fn primary_key(mut cursor: Cursor<'_, '_>, table: &mut Table) -> Option<()> {
    let parts: Option<Vec<KeyPart>> = cursor.parentheses()?.items().into_iter().map(key_part).collect();
    let (parameters, unknown) = parameters(cursor);
    table.primary_key = Some(PrimaryKey { parts: parts?, parameters, ..PrimaryKey::over([]) });
    keep("primary key", unknown, table);
    Some(())
}

/// The parameters by their names, and the texts of what is none.
fn parameters(cursor: Cursor<'_, '_>) -> (BTreeMap<String, String>, Vec<String>) {
    let mut found = BTreeMap::new();
    let unknown = each(cursor, |cursor| {
        let parameter = PARAMETERS.read(cursor);
        let known = parameter.is_some();
        found.extend(parameter);
        known
    });
    (found, unknown)
}

/// A column, or an expression in parentheses. `None` of what is neither: the period of a table's own time,
/// which stands last in MariaDB's keys `WITHOUT OVERLAPS`.
fn part(mut item: Cursor<'_, '_>) -> Option<IndexPart> {
    let mut part = match item.parentheses() {
        Some(expression) => IndexPart::plain(IndexTerm::Expr(bare(expression))),
        None => {
            let (column, length) = column(&mut item)?;
            IndexPart { length, ..IndexPart::plain(IndexTerm::Column(column)) }
        }
    };
    part.descending = direction(&mut item);
    item.is_empty().then_some(part)
}

fn key_part(mut item: Cursor<'_, '_>) -> Option<KeyPart> {
    let (column, length) = column(&mut item)?;
    let part = KeyPart { length, descending: direction(&mut item), ..KeyPart::plain(column) };
    item.is_empty().then_some(part)
}

/// The column, and how much of it.
fn column(item: &mut Cursor<'_, '_>) -> Option<(Name, Option<u32>)> {
    let name = item.name()?;
    let length = match item.parentheses() {
        Some(length) => Some(length.text().parse().ok()?),
        None => None,
    };
    Some((name, length))
}

/// Whether it is `DESC`.
fn direction(item: &mut Cursor<'_, '_>) -> bool {
    let descending = item.skip(&["desc"]);
    if !descending {
        item.skip(&["asc"]);
    }
    descending
}
