use limbeck_db::Session;
use limbeck_schema::{Family, Schema};
use proptest::{prelude::*, test_runner::TestCaseResult};

use crate::{
    create_statements, dice::Dice, insert_rows, pairs, pairs_with_rows, random, schemas, servers, shuffled,
};

const PG: Family = Family::Postgres;

/// A scratch database on every server there is.
fn sessions() -> Vec<Session> {
    let url = |server: servers::Server| server.url.parse().expect("a URL");
    servers::postgres()
        .into_iter()
        .map(|server| Session::scratch_on(&url(server)).expect("a scratch database"))
        .collect()
}

/// Creates the schema and fills it, in a transaction that leaves nothing.
fn accepted(session: &mut Session, schema: &Schema, rows: Vec<String>) -> TestCaseResult {
    session.execute("BEGIN").expect("a transaction");
    let outcome = create_statements(PG, schema).into_iter().chain(rows).try_for_each(|statement| {
        session.execute(&statement).map_err(|error| TestCaseError::fail(format!("{error}\n{statement}")))
    });
    session.rollback();
    outcome
}

/// As many random cases as asked for, in one scratch database per server.
fn holds<S: Strategy>(
    cases: u32,
    strategy: &S,
    test: impl Fn(&mut Session, S::Value) -> TestCaseResult,
) -> Result<(), String> {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    for session in sessions() {
        let session = std::cell::RefCell::new(session);
        let mut runner = proptest::test_runner::TestRunner::new(config.clone());
        runner
            .run(strategy, |value| test(&mut session.borrow_mut(), value))
            .map_err(|error| error.to_string())?;
    }
    Ok(())
}

#[test]
fn postgres_accepts_every_schema_and_its_rows() {
    holds(80, &(schemas(PG), any::<u64>()), |session, (schema, seed)| {
        accepted(session, &shuffled(schema.clone(), seed), Vec::new())?;
        accepted(session, &schema, insert_rows(PG, &schema, seed))
    })
    .unwrap();
}

#[test]
fn postgres_accepts_both_sides_of_every_pair() {
    holds(80, &pairs(PG), |session, pair| {
        accepted(session, &pair.before, insert_rows(PG, &pair.before, 7))?;
        accepted(session, &pair.after, insert_rows(PG, &pair.after, 7))
    })
    .unwrap();
}

#[test]
fn rows_of_a_pair_fit_where_they_start() {
    holds(80, &(pairs_with_rows(PG), any::<u64>()), |session, (pair, seed)| {
        accepted(session, &pair.before, pair.insert_rows(seed))
    })
    .unwrap();
}

#[test]
fn the_empty_tape_is_the_plainest_schema() {
    let schema = random::schema(PG, &mut Dice::from_tape(Vec::new())).named();
    assert_eq!(
        create_statements(PG, &schema),
        [r#"CREATE TABLE "users" ("users" integer, PRIMARY KEY ("users"))"#]
    );
}
