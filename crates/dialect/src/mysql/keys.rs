//! Keys of tables, and the indexes behind them: what the server makes by itself is found by what it is over,
//! for what it is called depends on how it came about. Run on MySQL 9.7 and MariaDB 10.11.

use std::collections::BTreeSet;

use limbeck_schema::{ForeignKey, Index, IndexPart, IndexTerm, Items, KeyName, KeyPart, Name, Table, Unique};

use super::names;

/// Ends the key of every name that the server made up: no name can end with a blank (1280).
const MADE_UP: &str = " ";

/// Unique constraints are indexes here, and nothing else.
pub(super) fn uniques_as_indexes(table: &mut Table) {
    for unique in std::mem::take(&mut table.uniques) {
        let stem = match (&unique.name, unique.parts.first()) {
            (KeyName::Given(name), _) => name.as_str().to_owned(),
            (KeyName::Implied, Some(first)) => first.column.as_str().to_owned(),
            (KeyName::Implied, None) => continue,
        };
        let Some(name) = free_name(&stem, &table.indexes) else { continue };
        table.indexes.put(index_of(name, unique));
    }
}

fn index_of(name: Name, unique: Unique) -> Index {
    let part = |part: KeyPart| IndexPart {
        descending: part.descending,
        length: part.length,
        ..IndexPart::plain(IndexTerm::Column(part.column))
    };
    let parts = unique.parts.into_iter().map(part).collect();
    Index { unique: true, parameters: unique.parameters, ..Index::new(name, parts) }
}

/// The name, with a number from 2 on where it is taken: as the server calls an index that has none, after its
/// first column.
fn free_name(stem: &str, indexes: &Items<Index>) -> Option<Name> {
    let numbered = (2..=u32::MAX).map(|number| format!("{stem}_{number}"));
    std::iter::once(stem.to_owned())
        .chain(numbered)
        .filter_map(|text| Name::new(text).ok())
        .map(|mut name| {
            names::fold(&mut name);
            name
        })
        .find(|name| name.key() != "primary" && !indexes.contains(name))
}

/// Whether the index is called as one without a name would be.
pub(super) fn has_implied_name(index: &Index) -> bool {
    let Some(IndexTerm::Column(first)) = index.parts.first().map(|part| &part.term) else { return false };
    is_called_after(index.name.as_str(), first)
}

fn is_called_after(name: &str, column: &Name) -> bool {
    let (name, column) = (names::key(name), names::key(column.as_str()));
    match name.strip_prefix(&column) {
        Some("") => true,
        Some(rest) => rest.strip_prefix('_').is_some_and(is_number),
        None => false,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `<table>_ibfk_<n>` is made up, and so is what was when the table had another name: the server says it anew
/// with every other name of the table.
pub(super) fn fold_made_up(name: &mut KeyName, table: &Name, label: &str, of: &str) {
    let KeyName::Given(name) = name else { return };
    let was_made_up = name.key().ends_with(MADE_UP);
    names::fold(name);
    let Some((stem, number)) = name.as_str().rsplit_once(label).filter(|(_, number)| is_number(number))
    else {
        return;
    };
    let is_own = names::key(stem) == names::key(table.as_str());
    let text = match (is_own, was_made_up) {
        (true, _) => name.as_str().to_owned(),
        (false, true) => format!("{table}{label}{number}"),
        (false, false) => return,
    };
    if let Ok(made_up) = Name::new(text) {
        *name = made_up.folded(format!("{of}{MADE_UP}"));
    }
}

/// `CONSTRAINT_<n>`, MariaDB's name for a check that has none.
pub(super) fn fold_numbered(name: &mut KeyName, stem: &str) {
    let KeyName::Given(name) = name else { return };
    names::fold(name);
    if name.key().strip_prefix(stem).is_some_and(is_number) {
        *name = name.clone().folded(format!("{stem}{MADE_UP}"));
    }
}

/// The columns, as a part of a key.
pub(super) fn columns(columns: &[Name]) -> String {
    columns.iter().map(|column| names::quoted(column.key())).collect()
}

/// Gives the index that the server makes for a foreign key one key, whatever it is called; and adds it where
/// nothing else serves.
pub(super) fn settle_indexes(table: &mut Table) {
    let mut served = BTreeSet::new();
    for key in table.foreign_keys.iter() {
        let over = columns(&key.columns);
        if !served.insert(over.clone()) {
            continue;
        }
        let made = table.indexes.iter().filter(|index| is_made_for(key, index));
        let Some(name) = made.map(|index| index.name.clone()).min_by_key(|name| names::key(name.as_str()))
        else {
            if !is_served(table, key)
                && let Some(name) = name_for(key, &table.indexes)
            {
                let parts =
                    key.columns.iter().cloned().map(IndexTerm::Column).map(IndexPart::plain).collect();
                table.indexes.put(Index::new(name.folded(format!("{over}{MADE_UP}")), parts));
            }
            continue;
        };
        let folded = |index: &mut Index| {
            if index.name == name {
                index.name = index.name.clone().folded(format!("{over}{MADE_UP}"));
            }
        };
        table.indexes = std::mem::take(&mut table.indexes).map(folded);
    }
}

/// Whether nobody would miss the index but the foreign key: it is plain, over exactly its columns, and called
/// after it or after its first column.
fn is_made_for(key: &ForeignKey, index: &Index) -> bool {
    let parts = key.columns.iter().cloned().map(IndexTerm::Column).map(IndexPart::plain).collect();
    let is_plain = *index == Index::new(index.name.clone(), parts);
    let is_called_after_key =
        key.name.given().is_some_and(|name| names::key(name.as_str()) == names::key(index.name.as_str()));
    is_plain && (is_called_after_key || has_implied_name(index))
}

/// Whether an index begins with the columns of the key.
fn is_served(table: &Table, key: &ForeignKey) -> bool {
    let of_index = |index: &Index| {
        let mut parts = index.parts.iter();
        index.method.is_none()
            && key.columns.iter().all(|column| {
                parts.next().is_some_and(|part| {
                    part.length.is_none() && matches!(&part.term, IndexTerm::Column(name) if name == column)
                })
            })
    };
    let of_key = table.primary_key.as_ref().is_some_and(|primary| {
        let mut parts = primary.parts.iter();
        key.columns
            .iter()
            .all(|column| parts.next().is_some_and(|part| part.length.is_none() && part.column == *column))
    });
    of_key || table.indexes.iter().any(of_index)
}

/// What the server calls the index it makes for the key: after it, or where nobody named that, after its first
/// column.
fn name_for(key: &ForeignKey, indexes: &Items<Index>) -> Option<Name> {
    match &key.name {
        KeyName::Given(name) if !name.key().ends_with(MADE_UP) && !indexes.contains(name) => {
            Some(name.clone())
        }
        _ => free_name(key.columns.first()?.as_str(), indexes),
    }
}
