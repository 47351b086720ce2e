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

macro_rules! shares {
    ($($name:ident: $share:expr,)*) => {
        $(#[test]
        fn $name() {
            share($share);
        })*
    };
}

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
    let url = server.url.parse().unwrap();
    let sandbox = RefCell::new(Sandbox(Session::scratch_on(&url).unwrap()));
    let dumper = Dumper::of(server);
    let case = RefCell::new(0_usize);
    let config = cases_seeded(PAIRS / TESTS, u64::from(number) + 1);
    // A case takes a good part of a second: better a long one than a long wait for a shorter one.
    let max_shrink_iters = config.max_shrink_iters.min(100);
    let mut runner = TestRunner::new(ProptestConfig { max_shrink_iters, ..config });
    let outcome = runner.run(&(pairs_with_rows(Family::Postgres), any::<u64>()), |(pair, seed)| {
        let throwaway = Throwaway::on(server);
        let (mut sandbox, mut case) = (sandbox.borrow_mut(), case.borrow_mut());
        *case += 1;
        let dumper = dumper.as_ref().filter(|_| (*case).is_multiple_of(SAMPLE));
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
        there_and_back(&throwaway, &mut sandbox, (&pair, seed), &mut judge)
    });
    outcome.unwrap_or_else(|error| panic!("on {}: {error}", server.name));
}
