mod mysql;
mod postgres;
mod servers;
mod sqlite;

use std::collections::BTreeMap;

use limbeck_schema::{Body, Column, Family, Index, Schema, Table};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

use crate::{RandomPair, pairs};

#[test]
fn every_kind_of_difference_occurs() {
    every_kind_occurs(Family::Sqlite, &[&ALL[..], &["unique"]].concat());
    every_kind_occurs(Family::Postgres, &[&ALL[..], &["unique"], &OF_POSTGRES].concat());
    every_kind_occurs(Family::Mysql, &[&ALL[..], &OF_MYSQL].concat());
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

const ALL: [&str; 18] = [
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

const OF_MYSQL: [&str; 11] = [
    "comment of a table",
    "comment of a column",
    "parameters",
    "auto_increment",
    "on update",
    "invisible",
    "unique index",
    "part of an index",
    "options of a view",
    "labels in a type",
    "function",
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
            note(is_labelled(was) && is_labelled(is) && was.sql_type != is.sql_type, "labels in a type");
            note(was.nullable != is.nullable, "null");
            note(was.default != is.default, "default");
            note(was.collation != is.collation, "collation");
            note(was.identity != is.identity, "identity");
            note(was.comment != is.comment, "comment of a column");
            note(was.auto_increment != is.auto_increment, "auto_increment");
            note(was.on_update != is.on_update, "on update");
            note(was.invisible != is.invisible, "invisible");
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
        let unique = |table: &Table| table.indexes.iter().filter(|index| index.unique).count();
        note(unique(old) != unique(new), "unique index");
        let mut same = old.indexes.iter().filter_map(|was| Some((was, new.indexes.get(&was.name)?)));
        note(same.any(|(was, is)| lengths(was) != lengths(is)), "part of an index");
    }
    all
}

fn is_labelled(column: &Column) -> bool {
    column.sql_type.text.starts_with("enum(") || column.sql_type.text.starts_with("set(")
}

fn lengths(index: &Index) -> Vec<Option<u32>> {
    index.parts.iter().map(|part| part.length).collect()
}

fn differences_of_objects(pair: &RandomPair) -> Vec<&'static str> {
    let RandomPair { before, after, .. } = pair;
    let mut all = Vec::new();
    let mut note = |differs: bool, what| all.extend(differs.then_some(what));
    let mut same = before.views.iter().filter_map(|was| Some((was, after.views.get(&was.name)?)));
    note(same.any(|(was, is)| was.options != is.options), "options of a view");
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
