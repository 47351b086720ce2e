use limbeck_db::Session;
use limbeck_schema::{Family, Schema};
use proptest::prelude::*;

use crate::{
    RandomPair, create_statements, dice::Dice, insert_rows, names, pairs, pairs_with_rows, random, schemas,
    shuffled, sketch,
};

const LITE: Family = Family::Sqlite;

/// A database of that schema, foreign keys enforced.
fn created(schema: &Schema) -> Session {
    let mut session = Session::scratch(LITE).expect("a scratch database");
    for statement in create_statements(LITE, schema) {
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
    RandomPair { before: pair.after, after: pair.before, renames: pair.renames.inverse(), ..pair }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sqlite_accepts_every_schema_and_its_rows(schema in schemas(LITE), seed in any::<u64>()) {
        let mut session = created(&schema);
        for statement in insert_rows(LITE, &schema, seed) {
            run(&mut session, &statement);
        }
        prop_assert_eq!(violations(&mut session), 0);
    }

    #[test]
    fn sqlite_accepts_both_sides_of_every_pair(pair in pairs(LITE)) {
        for schema in [&pair.before, &pair.after] {
            let mut session = created(schema);
            for statement in insert_rows(LITE, schema, 7) {
                run(&mut session, &statement);
            }
            prop_assert_eq!(violations(&mut session), 0);
        }
    }

    #[test]
    fn renames_lead_from_before_to_after(pair in pairs(LITE)) {
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
    fn rows_move_to_the_other_side_and_back(pair in pairs_with_rows(LITE), seed in any::<u64>()) {
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
    fn a_shuffled_schema_is_the_same(schema in schemas(LITE), seed in any::<u64>()) {
        prop_assert_eq!(&shuffled(schema.clone(), seed), &schema);
        created(&shuffled(schema, seed));
    }
}

#[test]
fn the_empty_tape_is_the_plainest_schema() {
    let schema = random::schema(LITE, &mut Dice::from_tape(Vec::new())).named();
    assert_eq!(
        create_statements(LITE, &schema),
        [r#"CREATE TABLE "users" ("users" INTEGER, PRIMARY KEY ("users"))"#]
    );
}
