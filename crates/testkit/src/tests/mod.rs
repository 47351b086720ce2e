mod postgres;
mod servers;
mod sqlite;

use std::collections::BTreeMap;

use limbeck_schema::{Body, Family, Schema};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

use crate::{RandomPair, pairs};

#[test]
fn every_kind_of_difference_occurs() {
    every_kind_occurs(Family::Sqlite, &ALL);
    every_kind_occurs(Family::Postgres, &[&ALL[..], &OF_POSTGRES].concat());
}

fn every_kind_occurs(family: Family, all: &[&str]) {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..3000 {
        let pair = pairs(family).new_tree(&mut runner).expect("a pair").current();
        for what in differences(&pair).into_iter().chain(differences_of_objects(&pair)) {
            *seen.entry(what).or_default() += 1;
        }
    }
    let rare: Vec<_> = all.iter().filter(|what| seen.get(*what).is_none_or(|times| *times < 20)).collect();
    assert!(rare.is_empty(), "too rare: {rare:?} among {seen:?}");
}

const ALL: [&str; 19] = [
    "table +",
    "table -",
    "table renamed",
    "tables swapped",
    "view",
    "column +",
    "column -",
    "column renamed",
    "columns swapped",
    "type",
    "null",
    "default",
    "collation",
    "generated",
    "primary key",
    "unique",
    "foreign key",
    "check",
    "index",
];

const OF_POSTGRES: [&str; 11] = [
    "identity",
    "comment of a table",
    "comment of a column",
    "comment",
    "exclusion",
    "parameters",
    "namespace",
    "labels",
    "sequence",
    "function",
    "materialized",
];

fn differences(pair: &RandomPair) -> Vec<&'static str> {
    let RandomPair { before, after, renames, .. } = pair;
    let mut all = Vec::new();
    let mut note = |differs: bool, what| all.extend(differs.then_some(what));
    note(renames.tables().next().is_some(), "table renamed");
    note(renames.tables().any(|(_, new)| before.tables.contains(new)), "tables swapped");
    note(renames.columns().next().is_some(), "column renamed");
    note(before.views != after.views, "view");
    note(after.tables.iter().any(|new| !before.tables.contains(renames.table_before(&new.name))), "table +");
    for old in before.tables.iter() {
        let Some(new) = after.tables.get(renames.table_after(&old.name)) else {
            note(true, "table -");
            continue;
        };
        note(renames.columns_of(&old.name).any(|(_, to)| old.columns.contains(to)), "columns swapped");
        note(new.columns.len() > old.columns.len(), "column +");
        note(new.columns.len() < old.columns.len(), "column -");
        for was in old.columns.iter() {
            let Some(is) = new.columns.get(renames.column_after(&old.name, &was.name)) else { continue };
            note(was.sql_type != is.sql_type, "type");
            note(was.nullable != is.nullable, "null");
            note(was.default != is.default, "default");
            note(was.collation != is.collation, "collation");
            note(was.identity != is.identity, "identity");
            note(was.comment != is.comment, "comment of a column");
            note(was.generated.is_some() != is.generated.is_some(), "generated");
        }
        note(old.exclusions.len() != new.exclusions.len(), "exclusion");
        note(old.options.comment != new.options.comment, "comment of a table");
        note(old.options.parameters != new.options.parameters, "parameters");
        note(old.primary_key.is_some() != new.primary_key.is_some(), "primary key");
        note(old.uniques.len() != new.uniques.len(), "unique");
        note(old.foreign_keys.len() != new.foreign_keys.len(), "foreign key");
        note(old.checks.len() != new.checks.len(), "check");
        note(old.indexes.len() != new.indexes.len(), "index");
    }
    all
}

fn differences_of_objects(pair: &RandomPair) -> Vec<&'static str> {
    let RandomPair { before, after, .. } = pair;
    let mut all = Vec::new();
    let mut note = |differs: bool, what| all.extend(differs.then_some(what));
    note(before.comments != after.comments, "comment");
    let materialized = |schema: &Schema| schema.views.iter().filter(|view| view.materialized).count();
    note(materialized(before) != materialized(after), "materialized");
    for old in before.objects.iter() {
        let new = after.objects.get(&old.id);
        let changed = new.is_some_and(|new| new.body != old.body);
        match &old.body {
            Body::Namespace => note(new.is_none(), "namespace"),
            Body::Enum(_) => note(changed, "labels"),
            Body::Sequence(_) => note(changed, "sequence"),
            _ => note(changed, "function"),
        }
    }
    all
}
