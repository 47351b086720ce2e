//! On MySQL and MariaDB: several tests that run beside each other, each on one of the servers. There every
//! statement that defines something is written to disk, so there are fewer cases than elsewhere.

use std::cell::RefCell;

use limbeck_db::{Access, Session};
use limbeck_schema::{Family, Schema};
use limbeck_testkit::{create_statements, pairs_with_rows, servers};
use proptest::{
    prelude::*,
    test_runner::{TestCaseResult, TestRunner},
};

use super::{Sandbox, show::show, there_and_back};
use crate::{database::Database, laws::cases_seeded, project::Throwaway};

/// Pairs in all.
const PAIRS: u32 = 120;

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
    let servers = servers::mysql();
    let Some(server) = servers.get(number as usize % servers.len().max(1)) else { return };
    let throwaway = Throwaway::on(server);
    let sandbox = Sandbox(Session::scratch_on(&server.url.parse().unwrap()).unwrap());
    let fresh = Database::create(server);
    let other = Session::open(&fresh.url.parse().unwrap(), Access::Write).unwrap();
    let state = RefCell::new((throwaway.session(), sandbox, other, 0_usize));
    let config = cases_seeded(PAIRS / TESTS, u64::from(number) + 1);
    // A case takes a second or more: better a long one than a long wait for a shorter one.
    let max_shrink_iters = config.max_shrink_iters.min(40);
    let mut runner = TestRunner::new(ProptestConfig { max_shrink_iters, ..config });
    let outcome = runner.run(&(pairs_with_rows(Family::Mysql), any::<u64>()), |(pair, seed)| {
        let (session, sandbox, other, case) = &mut *state.borrow_mut();
        *case += 1;
        empty(session);
        throwaway.forget();
        let sampled = case.is_multiple_of(SAMPLE);
        let mut judge = |schema: &Schema, revision: &str| -> TestCaseResult {
            if !sampled {
                return Ok(());
            }
            empty(other);
            for statement in create_statements(Family::Mysql, schema) {
                other.execute(&statement).unwrap();
            }
            let there = show(&mut throwaway.session());
            prop_assert_eq!(there, show(other), "{}", revision);
            Ok(())
        };
        there_and_back((&throwaway, session), sandbox, (&pair, seed), &mut judge)
    });
    outcome.unwrap_or_else(|error| panic!("on {}: {error}", server.name));
}

/// Drops whatever random schemas are made of.
fn empty(session: &mut Session) {
    const WHAT: &str = "
        SELECT concat('DROP ', what, ' `', replace(name, '`', '``'), '`') AS value FROM (
            SELECT if(table_type = 'VIEW', 'VIEW', 'TABLE') AS what, table_name AS name
            FROM information_schema.tables WHERE table_schema = database()
            UNION ALL
            SELECT routine_type, routine_name FROM information_schema.routines
            WHERE routine_schema = database()
            UNION ALL
            SELECT 'EVENT', event_name FROM information_schema.events WHERE event_schema = database()
        ) AS things";
    let statements = session.texts(WHAT).unwrap();
    session.execute("SET foreign_key_checks = 0").unwrap();
    for statement in statements {
        session.execute(&statement).unwrap();
    }
    session.execute("SET foreign_key_checks = 1").unwrap();
}
