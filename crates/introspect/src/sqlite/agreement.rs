//! What was read from a statement, held against what the pragmas say of it.
//!
//! The pragmas do not say everything, but where they speak they are SQLite's own word.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_lex::{name_of, significant, string_value};
use limbeck_schema::{
    Action, Column, Diagnostic, Expr, Family, ForeignKey, Index, IndexPart, IndexTerm, KeyPart, Severity,
    Table,
};

use super::{
    catalog::{ColumnRow, Facts, ForeignKeyRow, IndexRow},
    same,
};

/// What goes on safely.
pub(super) fn warning(message: String) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, message, span: None, help: None }
}

/// What makes the reading of an object worthless.
pub(super) fn error(message: String) -> Diagnostic {
    let help = "please report this with the CREATE statement; \
                until it is mended, leave the table out with `exclude`";
    Diagnostic { severity: Severity::Error, message, span: None, help: Some(help.to_owned()) }
}

/// The aspects of a table in which the two differ.
pub(super) fn table_disagreements(table: &Table, facts: &Facts) -> Vec<&'static str> {
    let options = &table.options;
    let aspects = [
        ("columns", columns_agree(table, facts)),
        ("primary key", primary_key_agrees(table, facts)),
        ("unique constraints", uniques_agree(table, facts)),
        ("foreign keys", foreign_keys_of(table) == foreign_keys_in(&facts.foreign_keys)),
        ("options", options.strict == facts.strict && options.without_rowid == facts.without_rowid),
    ];
    aspects.into_iter().filter(|(_, agree)| !agree).map(|(aspect, _)| aspect).collect()
}

fn columns_agree(table: &Table, facts: &Facts) -> bool {
    table.columns.len() == facts.columns.len()
        && table.columns.iter().zip(&facts.columns).all(|(column, row)| column_agrees(column, row, facts))
}

fn column_agrees(column: &Column, row: &ColumnRow, facts: &Facts) -> bool {
    // In tables that are STRICT or WITHOUT ROWID, columns of the primary key become NOT NULL without
    // being told, apart from the rowid (SQLite 3.53).
    let implied = (facts.without_rowid || facts.strict) && row.key > 0;
    column.name.as_str() == row.name
        && (column.nullable != row.not_null() || (column.nullable && implied))
        && default_agrees(column.default.as_ref(), row.default.as_deref())
        && column.generated.as_ref().map(|generated| generated.stored) == row.generated()
}

/// The pragma prints a default as it is written, comments included, and a bare name without the quotes
/// of the string that it means.
fn default_agrees(read: Option<&Expr>, printed: Option<&str>) -> bool {
    let (Some(read), Some(printed)) = (read, printed) else { return read.is_none() && printed.is_none() };
    let tokens = |text| significant(Family::Sqlite, text);
    let (read, printed) = (tokens(&read.text), tokens(printed));
    match (read.as_slice(), printed.as_slice()) {
        ([string], [name])
            if string_value(Family::Sqlite, string).is_some_and(|s| Some(s) == name_of(name)) =>
        {
            true
        }
        _ => read.iter().map(|token| token.text).eq(printed.iter().map(|token| token.text)),
    }
}

fn primary_key_agrees(table: &Table, facts: &Facts) -> bool {
    let mut rows: Vec<&ColumnRow> = facts.columns.iter().filter(|row| row.key > 0).collect();
    rows.sort_by_key(|row| row.key);
    let mut seen = BTreeSet::new();
    let parts = table.primary_key.iter().flat_map(|key| &key.parts);
    // A column that is named twice counts once.
    let names: Vec<String> = parts.map(|part| folded(part.column.as_str())).collect();
    let names: Vec<String> = names.into_iter().filter(|name| seen.insert(name.clone())).collect();
    names == rows.iter().map(|row| folded(&row.name)).collect::<Vec<_>>()
}

/// Every unique constraint has an index, and every such index a constraint. Two constraints may share
/// one, and one may share that of the primary key.
fn uniques_agree(table: &Table, facts: &Facts) -> bool {
    let mut indexes: BTreeMap<&str, (bool, Vec<String>)> = BTreeMap::new();
    for row in facts.indexes.iter().filter(|row| row.origin != "c") {
        let (of_unique, columns) = indexes.entry(&row.index).or_default();
        *of_unique = row.origin == "u";
        columns.push(folded(row.column.as_deref().unwrap_or_default()));
    }
    let said: BTreeSet<Vec<String>> = table.uniques.iter().map(|unique| columns_of(&unique.parts)).collect();
    let all: BTreeSet<&Vec<String>> = indexes.values().map(|(_, columns)| columns).collect();
    said.iter().all(|columns| all.contains(columns))
        && indexes.values().all(|(of_unique, columns)| !of_unique || said.contains(columns))
}

fn columns_of(parts: &[KeyPart]) -> Vec<String> {
    parts.iter().map(|part| folded(part.column.as_str())).collect()
}

/// A foreign key, as far as the pragma tells it: columns with those they refer to, parent, actions.
type KeyFacts = (Vec<(String, Option<String>)>, String, String, String);

fn foreign_keys_of(table: &Table) -> Vec<KeyFacts> {
    let mut keys: Vec<KeyFacts> = table.foreign_keys.iter().map(key_facts).collect();
    keys.sort();
    keys
}

fn key_facts(key: &ForeignKey) -> KeyFacts {
    let referenced = key.referenced.text.iter().map(|name| Some(folded(name.as_str())));
    let referenced = referenced.chain(std::iter::repeat(None));
    let columns = key.columns.iter().map(|name| folded(name.as_str())).zip(referenced).collect();
    let actions = (action(key.on_update).to_owned(), action(key.on_delete).to_owned());
    (columns, folded(key.references.name.as_str()), actions.0, actions.1)
}

fn foreign_keys_in(rows: &[ForeignKeyRow]) -> Vec<KeyFacts> {
    let mut by_id: BTreeMap<u32, KeyFacts> = BTreeMap::new();
    for row in rows {
        let key = by_id.entry(row.id).or_insert_with(|| {
            (Vec::new(), folded(&row.parent), row.on_update.clone(), row.on_delete.clone())
        });
        key.0.push((folded(&row.from), row.to.as_deref().map(folded)));
    }
    let mut keys: Vec<KeyFacts> = by_id.into_values().collect();
    keys.sort();
    keys
}

/// As the pragma prints it.
fn action(action: Action) -> &'static str {
    match action {
        Action::NoAction => "NO ACTION",
        Action::Restrict => "RESTRICT",
        Action::Cascade => "CASCADE",
        Action::SetNull => "SET NULL",
        Action::SetDefault => "SET DEFAULT",
    }
}

/// Whether the terms, the uniqueness or the predicate of an index differ from what the pragmas say.
pub(super) fn index_disagrees(index: &Index, rows: &[&IndexRow]) -> bool {
    let whole = rows.iter().all(|row| {
        row.origin == "c" && row.unique() == index.unique && row.partial() == index.predicate.is_some()
    });
    let parts = index.parts.len() == rows.len()
        && index.parts.iter().zip(rows).all(|(part, row)| part_agrees(part, row));
    !whole || !parts
}

fn part_agrees(part: &IndexPart, row: &IndexRow) -> bool {
    let term = match &part.term {
        IndexTerm::Column(name) => row.column.as_deref().is_some_and(|column| same(column, name.as_str())),
        IndexTerm::Expr(_) => row.is_expression(),
    };
    let collation = part.collation.as_ref().is_none_or(|collation| {
        row.collation.as_deref().is_some_and(|printed| same(printed, collation.name.as_str()))
    });
    term && collation && part.descending == row.descending()
}

fn folded(name: &str) -> String {
    name.to_ascii_lowercase()
}
