//! On PostgreSQL: as many cases as on SQLite, in several tests that run beside each other, each on one of
//! the servers.

use std::cell::RefCell;

use limbeck_db::Session;
use limbeck_schema::Family;
use limbeck_testkit::{create_statements, pairs_with_rows, servers};
use proptest::{
    prelude::*,
    test_runner::{TestCaseResult, TestRunner},
};

use super::{Sandbox, dump::Dumper, there_and_back};
use crate::{database::Database, laws::cases_seeded, project::Throwaway};

/// Pairs in all.
const PAIRS: u32 = 1_000;

/// How many tests share them.
const TESTS: u32 = 8;

/// Every how many cases somebody other than limbeck says whether both sides were reached.
const SAMPLE: usize = 20;

shares! {
    rows_go_there_and_come_back_1: 0,
    rows_go_there_and_come_back_2: 1,
    rows_go_there_and_come_back_3: 2,
    rows_go_there_and_come_back_4: 3,
    rows_go_there_and_come_back_5: 4,
    rows_go_there_and_come_back_6: 5,
    rows_go_there_and_come_back_7: 6,
    rows_go_there_and_come_back_8: 7,
}

/// One of the tests' share of the cases.
fn share(number: u32) {
    let servers = servers::postgres();
    let Some(server) = servers.get(number as usize % servers.len().max(1)) else { return };
    // To make a database takes longer than to empty one.
    let throwaway = Throwaway::on(server);
    let sandbox = Sandbox(Session::scratch_on(&server.url.parse().unwrap()).unwrap());
    let state = RefCell::new((throwaway.session(), sandbox, 0_usize));
    let dumper = Dumper::of(server);
    let config = cases_seeded(PAIRS / TESTS, u64::from(number) + 1);
    // A case takes a good part of a second: better a long one than a long wait for a shorter one.
    let max_shrink_iters = config.max_shrink_iters.min(100);
    let mut runner = TestRunner::new(ProptestConfig { max_shrink_iters, ..config });
    let outcome = runner.run(&(pairs_with_rows(Family::Postgres), any::<u64>()), |(pair, seed)| {
        let (session, sandbox, case) = &mut *state.borrow_mut();
        *case += 1;
        empty(session);
        throwaway.forget();
        let dumper = dumper.as_ref().filter(|_| case.is_multiple_of(SAMPLE));
        let mut judge = |schema: &limbeck_schema::Schema, revision: &str| -> TestCaseResult {
            let Some(dumper) = dumper else { return Ok(()) };
            let fresh = Database::create(server);
            let mut session = Session::open(&fresh.url.parse().unwrap(), limbeck_db::Access::Write).unwrap();
            for statement in create_statements(Family::Postgres, schema) {
                session.execute(&statement).unwrap();
            }
            let (there, goal) = (dumper.dump(&throwaway.url()), dumper.dump(&fresh.url));
            prop_assert_eq!(there, goal, "{}", revision);
            Ok(())
        };
        there_and_back((&throwaway, session), sandbox, (&pair, seed), &mut judge)
    });
    outcome.unwrap_or_else(|error| panic!("on {}: {error}", server.name));
}

/// Drops whatever random schemas are made of. The default namespace stays: a new one would have other
/// rights.
fn empty(session: &mut Session) {
    const WHAT: &str = "
        SELECT format('DROP ' || what, name) AS value FROM (
            SELECT 1, 'SCHEMA %s CASCADE', quote_ident(nspname) FROM pg_namespace
            WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public')
            UNION ALL
            SELECT 2, kind || ' IF EXISTS %s CASCADE', pg_class.oid::regclass::text
            FROM (VALUES ('r', 'TABLE'), ('v', 'VIEW'), ('m', 'MATERIALIZED VIEW')) AS kinds (letter, kind)
            JOIN pg_class ON relkind::text = letter AND relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT 3, 'SEQUENCE IF EXISTS %s CASCADE', oid::regclass::text FROM pg_class
            WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT 4, 'TYPE IF EXISTS %s CASCADE', oid::regtype::text FROM pg_type
            WHERE typtype = 'e' AND typnamespace = 'public'::regnamespace
            UNION ALL
            SELECT 5, 'FUNCTION IF EXISTS %s CASCADE', oid::regprocedure::text FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace
        ) AS things (place, what, name)
        ORDER BY place";
    let statements = session.texts(WHAT).unwrap();
    session.execute("BEGIN").unwrap();
    for statement in statements {
        session.execute(&statement).unwrap();
    }
    session.execute("COMMIT").unwrap();
}
