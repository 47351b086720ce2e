//! Indexes: which of them hold up foreign keys, and how they change.

use std::collections::BTreeMap;

use limbeck_schema::{Index, IndexTerm, Name, Pair, PrimaryKey, Table};

use super::abilities::Abilities;
use crate::Clause;

/// What only says whether queries use an index.
const UNUSED: [&str; 2] = ["INVISIBLE", "IGNORED"];

/// The clauses that make one index out of another.
pub(super) fn altered(pair: &Pair<Index>, abilities: Abilities) -> Vec<Clause> {
    let Pair { before, after } = pair;
    let unnamed = |index: &Index| Index { name: after.name.clone(), ..index.clone() };
    if abilities.renames_indexes && before.name.as_str() != after.name.as_str() && unnamed(before) == *after {
        return vec![Clause::RenameIndex(Pair::new(before.name.clone(), after.name.clone()))];
    }
    let used = |index: &Index| !UNUSED.iter().any(|word| index.parameters.contains_key(*word));
    let in_use = |index: &Index| {
        let mut parameters: BTreeMap<String, String> = index.parameters.clone();
        parameters.retain(|word, _| !UNUSED.contains(&word.as_str()));
        Index { parameters, ..index.clone() }
    };
    if before.name == after.name && in_use(before) == in_use(after) {
        return vec![Clause::SetIndexUsed(after.name.clone(), used(after))];
    }
    vec![Clause::DropIndex(before.name.clone()), Clause::AddIndex(after.clone())]
}

/// Indexes that the server made for foreign keys, where they cannot keep the names it gave them: it called one
/// after its key, and that gets another name or the first one (under the old one nobody would take the index
/// for the key's); or another index is to have the name.
pub(super) fn following(tables: Pair<&Table>) -> Vec<Clause> {
    let Pair { before, after } = tables;
    let alike = |a: &Name, b: &Name| a.as_str().eq_ignore_ascii_case(b.as_str());
    let is_key = |table: &Table, name: &Name| {
        table.foreign_keys.iter().filter_map(|key| key.name.given()).any(|own| alike(own, name))
    };
    let follows = |index: &Index| {
        let old = &before.indexes.get(&index.name)?.name;
        let is_left = is_key(before, old) && !is_key(after, old);
        let is_taken = is_key(after, &index.name) && !is_key(before, &index.name);
        let is_in_the_way = after.indexes.iter().any(|other| alike(&other.name, old));
        (!alike(old, &index.name) && (is_left || is_taken || is_in_the_way))
            .then(|| Clause::RenameIndex(Pair::new(old.clone(), index.name.clone())))
    };
    after.indexes.iter().filter_map(follows).collect()
}

/// Whether the index begins with these columns, so that a foreign key over them can rest on it.
pub(super) fn carries(index: &Index, columns: &[Name]) -> bool {
    let is = |(part, column): (&limbeck_schema::IndexPart, &Name)| match &part.term {
        IndexTerm::Column(name) => name == column && part.length.is_none(),
        IndexTerm::Expr(_) => false,
    };
    index.method.is_none() && index.parts.len() >= columns.len() && index.parts.iter().zip(columns).all(is)
}

/// The same of a primary key.
pub(super) fn key_carries(key: &PrimaryKey, columns: &[Name]) -> bool {
    key.parts.len() >= columns.len()
        && key.parts.iter().zip(columns).all(|(part, column)| part.column == *column && part.length.is_none())
}

/// Whether a foreign key over these columns of the table has something to rest on all the while: an index
/// that stays as it is, or one that comes in the statement in which the other goes.
pub(super) fn is_carried_throughout(tables: Pair<&Table>, columns: &[Name]) -> bool {
    let Pair { before, after } = tables;
    let stays = |index: &&Index| after.indexes.get(&index.name) == Some(*index);
    let key_stays = before.primary_key == after.primary_key
        && after.primary_key.as_ref().is_some_and(|key| key_carries(key, columns));
    let comes = |index: &&Index| !before.indexes.contains(&index.name);
    key_stays
        || before.indexes.iter().filter(stays).any(|index| carries(index, columns))
        || after.indexes.iter().filter(comes).any(|index| carries(index, columns))
}

/// Whether the column is one of the index's own.
pub(super) fn is_over(index: &Index, column: &Name) -> bool {
    index.parts.iter().any(|part| matches!(&part.term, IndexTerm::Column(name) if name == column))
}
