use std::collections::BTreeMap;

use limbeck_db::Session;
use limbeck_schema::Family;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use super::*;

/// A database of that schema, foreign keys enforced.
fn created(schema: &Schema) -> Session {
    let mut session = Session::scratch(Family::Sqlite).expect("a scratch database");
    for statement in create_statements(schema) {
        run(&mut session, &statement);
    }
    session
}

fn run(session: &mut Session, statement: &str) {
    if let Err(error) = session.execute(statement) {
        panic!("{error}\n{statement}");
    }
}

fn violations(session: &mut Session) -> usize {
    session.foreign_key_violations().expect("no foreign key mismatch").len()
}

/// As `after` would be filled from `before` by a rebuild of every table.
fn move_rows(pair: &RandomPair, before: &mut Session, after: &mut Session) {
    for (old, new) in pair
        .before
        .tables
        .iter()
        .filter_map(|old| Some((old, pair.after.tables.get(pair.renames.table_after(&old.name))?)))
    {
        let columns: Vec<(String, String)> = sketch::stored_columns(new)
            .filter_map(|column| {
                let name = pair.renames.column_before(&old.name, &column.name);
                old.columns.get(name)?;
                Some((names::quoted(name.as_str()), names::quoted(column.name.as_str())))
            })
            .collect();
        let quotes: Vec<_> = columns.iter().map(|(name, _)| format!("quote({name})")).collect();
        let into: Vec<_> = columns.iter().map(|(_, name)| name.as_str()).collect();
        let select = format!(
            "SELECT {} AS value FROM {}",
            if quotes.is_empty() { "''".to_owned() } else { quotes.join(" || ', ' || ") },
            names::quoted(old.name.name.as_str())
        );
        for values in before.texts(&select).expect("rows") {
            let table = names::quoted(new.name.name.as_str());
            run(
                after,
                &match into.as_slice() {
                    [] => format!("INSERT INTO {table} DEFAULT VALUES"),
                    into => format!("INSERT INTO {table} ({}) VALUES ({values})", into.join(", ")),
                },
            );
        }
    }
}

fn turned_round(pair: RandomPair) -> RandomPair {
    RandomPair { before: pair.after, after: pair.before, renames: pair.renames.inverse() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sqlite_accepts_every_schema_and_its_rows(schema in schemas(), seed in any::<u64>()) {
        let mut session = created(&schema);
        for statement in insert_rows(&schema, seed) {
            run(&mut session, &statement);
        }
        prop_assert_eq!(violations(&mut session), 0);
    }

    #[test]
    fn sqlite_accepts_both_sides_of_every_pair(pair in pairs()) {
        for schema in [&pair.before, &pair.after] {
            let mut session = created(schema);
            for statement in insert_rows(schema, 7) {
                run(&mut session, &statement);
            }
            prop_assert_eq!(violations(&mut session), 0);
        }
    }

    #[test]
    fn renames_lead_from_before_to_after(pair in pairs()) {
        for (old, new) in pair.renames.tables() {
            prop_assert!(pair.before.tables.contains(old) && pair.after.tables.contains(new));
            prop_assert!(!pair.before.tables.contains(new) || pair.renames.table_after(new) != new);
            prop_assert!(!pair.after.tables.contains(old) || pair.renames.table_before(old) != old);
        }
        for (table, old, new) in pair.renames.columns() {
            let before = pair.before.tables.get(table).expect("the table before");
            let after = pair.after.tables.get(pair.renames.table_after(table)).expect("the table after");
            prop_assert!(before.columns.contains(old) && after.columns.contains(new));
            prop_assert!(!before.columns.contains(new) || pair.renames.column_after(table, new) != new);
        }
    }

    #[test]
    fn rows_move_to_the_other_side_and_back(pair in pairs_with_rows(), seed in any::<u64>()) {
        let (mut before, mut after, mut back) =
            (created(&pair.before), created(&pair.after), created(&pair.before));
        for statement in pair.insert_rows(seed) {
            run(&mut before, &statement);
        }
        move_rows(&pair, &mut before, &mut after);
        prop_assert_eq!(violations(&mut after), 0);
        let pair = turned_round(pair);
        move_rows(&pair, &mut after, &mut back);
        prop_assert_eq!(violations(&mut back), 0);
    }

    #[test]
    fn a_shuffled_schema_is_the_same(schema in schemas(), seed in any::<u64>()) {
        prop_assert_eq!(&shuffled(schema.clone(), seed), &schema);
        created(&shuffled(schema, seed));
    }
}

#[test]
fn the_empty_tape_is_the_plainest_schema() {
    let schema = random::schema(&mut Dice::from_tape(Vec::new())).named();
    assert_eq!(
        create_statements(&schema),
        [r#"CREATE TABLE "users" ("users" INTEGER, PRIMARY KEY ("users"))"#]
    );
}

#[test]
fn every_kind_of_difference_occurs() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..3000 {
        let pair = pairs().new_tree(&mut runner).expect("a pair").current();
        for what in differences(&pair) {
            *seen.entry(what).or_default() += 1;
        }
    }
    let rare: Vec<_> = ALL.iter().filter(|what| seen.get(*what).is_none_or(|times| *times < 20)).collect();
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

fn differences(pair: &RandomPair) -> Vec<&'static str> {
    let RandomPair { before, after, renames } = pair;
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
            note(was.generated.is_some() != is.generated.is_some(), "generated");
        }
        note(old.primary_key.is_some() != new.primary_key.is_some(), "primary key");
        note(old.uniques.len() != new.uniques.len(), "unique");
        note(old.foreign_keys.len() != new.foreign_keys.len(), "foreign key");
        note(old.checks.len() != new.checks.len(), "check");
        note(old.indexes.len() != new.indexes.len(), "index");
    }
    all
}
