use limbeck_db::Session;
use limbeck_schema::{Family, Schema};
use proptest::{prelude::*, test_runner::TestCaseResult};

use crate::{
    create_statements, dice::Dice, insert_rows, pairs, pairs_with_rows, random, schemas, servers, shuffled,
};

const MY: Family = Family::Mysql;

/// Creates the schema and fills it, in scratch space that is emptied again.
fn accepted(session: &mut Session, schema: &Schema, rows: Vec<String>) -> TestCaseResult {
    let outcome = create_statements(MY, schema).into_iter().chain(rows).try_for_each(|statement| {
        session.execute(&statement).map_err(|error| TestCaseError::fail(format!("{error}\n{statement}")))
    });
    session.clear().expect("empty scratch space");
    outcome
}

/// As many random cases as asked for, in one scratch database per server.
fn holds<S: Strategy>(
    cases: u32,
    strategy: &S,
    test: impl Fn(&mut Session, S::Value) -> TestCaseResult,
) -> Result<(), String> {
    // To make and drop tables takes much longer than to make up what they look like.
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 100,
        ..ProptestConfig::default()
    };
    for server in servers::mysql() {
        let url = server.url.parse().expect("a URL");
        let session = std::cell::RefCell::new(Session::scratch_on(&url).expect("a scratch database"));
        let mut runner = proptest::test_runner::TestRunner::new(config.clone());
        runner
            .run(strategy, |value| test(&mut session.borrow_mut(), value))
            .map_err(|error| format!("on {}: {error}", server.name))?;
    }
    Ok(())
}

#[test]
fn both_makers_accept_every_schema_and_its_rows() {
    holds(30, &(schemas(MY), any::<u64>()), |session, (schema, seed)| {
        accepted(session, &shuffled(schema.clone(), seed), Vec::new())?;
        accepted(session, &schema, insert_rows(MY, &schema, seed))
    })
    .unwrap();
}

#[test]
fn both_makers_accept_both_sides_of_every_pair() {
    holds(30, &pairs(MY), |session, pair| {
        accepted(session, &pair.before, insert_rows(MY, &pair.before, 7))?;
        accepted(session, &pair.after, insert_rows(MY, &pair.after, 7))
    })
    .unwrap();
}

#[test]
fn rows_of_a_pair_fit_where_they_start() {
    holds(30, &(pairs_with_rows(MY), any::<u64>()), |session, (pair, seed)| {
        accepted(session, &pair.before, pair.insert_rows(seed))
    })
    .unwrap();
}

#[test]
fn the_empty_tape_is_the_plainest_schema() {
    let schema = random::schema(MY, &mut Dice::from_tape(Vec::new())).named();
    assert_eq!(
        create_statements(MY, &schema),
        ["CREATE TABLE `users` (`users` int NOT NULL, PRIMARY KEY (`users`))"]
    );
}
