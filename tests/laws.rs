//! What holds for any two schemas. `LIMBECK_CASES` asks for more pairs than the suite's.

use limbeck_dialect::{canonicalize, rename};
use limbeck_diff::diff;
use limbeck_plan::{PlanOptions, plan};
use limbeck_render::scripts;
use limbeck_schema::{
    Canonical, ChangeSet, Dialect, Family, Name, ObjectName, Pair, Renames, Schema, Vendor, Version,
};
use limbeck_testkit::{RandomPair, pairs, shuffled};
use proptest::{
    prelude::*,
    test_runner::{RngSeed, TestCaseResult},
};

const LITE: Dialect = Dialect::new(Family::Sqlite, Version { major: 3, minor: 53, patch: 2 });

const ELEPHANT: Dialect = Dialect::new(Family::Postgres, Version { major: 15, minor: 18, patch: 0 });

const DOLPHIN: Dialect = Dialect::new(Family::Mysql, Version { major: 9, minor: 7, patch: 0 });

const SEAL: Dialect = Dialect {
    vendor: Vendor::MariaDb,
    ..Dialect::new(Family::Mysql, Version { major: 10, minor: 11, patch: 19 })
};

/// The suite's number of pairs, unless another is asked for.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    cases_seeded(usual, 1)
}

/// The same, for one of several tests that shall not try the same pairs.
pub(crate) fn cases_seeded(usual: u32, seed: u64) -> ProptestConfig {
    let asked = std::env::var("LIMBECK_CASES").ok().and_then(|text| text.parse().ok());
    // The suite tries the same pairs every time; whoever asks for a number gets other ones.
    let rng_seed = if asked.is_some() { RngSeed::Random } else { RngSeed::Fixed(seed) };
    let cases = asked.unwrap_or(usual);
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

/// Names are folded as the pipeline does before it renames.
pub(crate) fn folded(family: Family, renames: &Renames) -> Renames {
    let name = |name: &Name| match family {
        Family::Sqlite => name.clone().folded(name.as_str().to_ascii_lowercase()),
        Family::Postgres => name.clone(),
        Family::Mysql => name.clone().folded(name.as_str().to_lowercase()),
    };
    let object = |object: &ObjectName| match family {
        Family::Sqlite => ObjectName::plain(name(&object.name)),
        // Where it is not set up otherwise, a table is a file.
        Family::Postgres | Family::Mysql => object.clone(),
    };
    let mut out = Renames::new();
    for (old, new) in renames.tables() {
        out.add_table(object(old), object(new)).unwrap();
    }
    for (table, old, new) in renames.columns() {
        out.add_column(object(table), name(old), name(new)).unwrap();
    }
    out
}

fn script(sides: Pair<&Canonical>, set: &ChangeSet) -> String {
    let plan = plan(set, sides, &PlanOptions::default());
    let scripts = scripts(&plan, sides.after.dialect());
    scripts.into_iter().flat_map(|script| script.statements).map(|s| s.sql + ";\n").collect()
}

/// Applied, a difference gives the other side; undone, it gives the first one back.
fn lead_there_and_back(pair: RandomPair, dialect: Dialect) -> TestCaseResult {
    let (before, after) = (canonicalize(pair.before, dialect), canonicalize(pair.after, dialect));
    let renames = folded(pair.family, &pair.renames);
    let renamed = rename(&before, &renames).unwrap();

    prop_assert!(diff(Pair::new(&before, &before), &Renames::new()).is_empty());
    let there = diff(Pair::new(&renamed, &after), &renames);
    let reached = there.apply(renamed.schema().clone()).unwrap();
    prop_assert_eq!(&reached, after.schema());

    let returned = ChangeSet { renames: Renames::new(), changes: there.clone().inverse().changes };
    prop_assert_eq!(&returned.apply(after.schema().clone()).unwrap(), renamed.schema());
    prop_assert_eq!(&rename(&renamed, &renames.inverse()).unwrap(), &before);

    let back = rename(&after, &renames.inverse()).unwrap();
    let other_way = diff(Pair::new(&back, &before), &renames.inverse());
    prop_assert_eq!(&other_way.apply(back.schema().clone()).unwrap(), before.schema());
    prop_assert_eq!(there.changes.len(), other_way.changes.len());
    if renames.is_empty() {
        prop_assert_eq!(there.inverse(), other_way);
    }
    Ok(())
}

/// The same things in another order give the same words.
fn order_does_not_show(pair: RandomPair, seed: u64, dialect: Dialect) -> TestCaseResult {
    let renames = folded(pair.family, &pair.renames);
    let text = |before: Schema, after: Schema| {
        let after = canonicalize(after, dialect);
        let renamed = rename(&canonicalize(before, dialect), &renames).unwrap();
        let sides = Pair::new(&renamed, &after);
        script(sides, &diff(sides, &renames))
    };
    // The order of a table's columns is part of the table, and shown.
    let turned = |schema: &Schema| {
        let mut turned = shuffled(schema.clone(), seed);
        for table in turned.tables.iter_mut() {
            let declared = schema.tables.get(&table.name).unwrap();
            table.columns = declared.columns.clone();
            if pair.family == Family::Mysql {
                // So is that of its indexes, which stand in it.
                table.indexes = declared.indexes.clone();
            }
        }
        turned
    };
    let (before, after) = (turned(&pair.before), turned(&pair.after));
    prop_assert_eq!(text(pair.before, pair.after), text(before, after));
    Ok(())
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn differences_lead_there_and_back(pair in pairs(Family::Sqlite)) {
        lead_there_and_back(pair, LITE)?;
    }

    #[test]
    fn differences_lead_there_and_back_on_postgres(pair in pairs(Family::Postgres)) {
        lead_there_and_back(pair, ELEPHANT)?;
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn differences_lead_there_and_back_on_mysql(pair in pairs(Family::Mysql)) {
        lead_there_and_back(pair, DOLPHIN)?;
    }

    #[test]
    fn differences_lead_there_and_back_on_mariadb(pair in pairs(Family::Mysql)) {
        lead_there_and_back(pair, SEAL)?;
    }

    #[test]
    fn the_order_of_declaration_does_not_show(pair in pairs(Family::Sqlite), seed in any::<u64>()) {
        order_does_not_show(pair, seed, LITE)?;
    }

    #[test]
    fn the_order_of_declaration_does_not_show_on_postgres(
        pair in pairs(Family::Postgres),
        seed in any::<u64>(),
    ) {
        order_does_not_show(pair, seed, ELEPHANT)?;
    }

    #[test]
    fn the_order_of_declaration_does_not_show_on_mysql(pair in pairs(Family::Mysql), seed in any::<u64>()) {
        order_does_not_show(pair, seed, DOLPHIN)?;
    }

    #[test]
    fn the_order_of_declaration_does_not_show_on_mariadb(pair in pairs(Family::Mysql), seed in any::<u64>()) {
        order_does_not_show(pair, seed, SEAL)?;
    }
}
