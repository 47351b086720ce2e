use limbeck_db::Session;
use limbeck_schema::Family;
use limbeck_testkit::pairs_with_rows;
use proptest::prelude::*;

use super::{Sandbox, there_and_back};
use crate::{laws::cases, project::Throwaway};

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn rows_go_there_and_come_back(pair in pairs_with_rows(Family::Sqlite), seed in any::<u64>()) {
        let throwaway = Throwaway::new();
        let mut session = throwaway.session();
        session.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF").unwrap();
        let mut sandbox = Sandbox(Session::scratch(Family::Sqlite).unwrap());
        there_and_back((&throwaway, &mut session), &mut sandbox, (&pair, seed), &mut |_, _| Ok(()))?;
    }
}
