use std::{thread, time::Duration};

use super::on_each;
use crate::{Access, DbError, Session};

#[test]
fn a_second_runner_waits_and_then_says_who_runs() {
    on_each(|first, url| {
        let mut second = Session::open(url, Access::Write).unwrap();
        second.set_lock_timeout(Duration::from_millis(50)).unwrap();
        first.begin().unwrap();
        let error = second.begin().unwrap_err();
        let DbError::Busy { holder: Some(holder), .. } = &error else { panic!("{error}") };
        assert!(holder.contains("`limbeck`"), "{holder}");
        // What has failed leaves no transaction behind.
        second.execute("VACUUM").unwrap();
        first.commit().unwrap();
        second.begin().unwrap();
        second.commit().unwrap();
    });
}

#[test]
fn the_lock_is_held_beyond_a_transaction() {
    on_each(|first, url| {
        let mut second = Session::open(url, Access::Write).unwrap();
        second.set_lock_timeout(Duration::from_millis(20)).unwrap();
        first.begin().unwrap();
        first.hold().unwrap();
        first.commit().unwrap();
        assert!(matches!(second.begin().unwrap_err(), DbError::Busy { .. }));
        first.begin().unwrap();
        first.commit().unwrap();
        assert!(matches!(second.begin().unwrap_err(), DbError::Busy { .. }));
        first.release();
        second.begin().unwrap();
    });
}

#[test]
fn an_index_is_built_concurrently_while_another_runner_waits() {
    on_each(|first, url| {
        first.execute("CREATE TABLE t (x int); INSERT INTO t SELECT generate_series(1, 1000)").unwrap();
        first.begin().unwrap();
        first.hold().unwrap();
        first.commit().unwrap();
        let url = url.clone();
        let waiting = thread::spawn(move || {
            let mut second = Session::open(&url, Access::Write).unwrap();
            second.set_lock_timeout(Duration::from_secs(20)).unwrap();
            second.begin().unwrap();
            second.rollback();
        });
        thread::sleep(Duration::from_millis(100));
        first.execute("CREATE INDEX CONCURRENTLY i ON t (x)").unwrap();
        assert!(!waiting.is_finished());
        first.release();
        waiting.join().unwrap();
    });
}

#[test]
fn a_statement_that_waits_too_long_for_a_table_says_so() {
    on_each(|first, url| {
        first.execute("CREATE TABLE t (x int)").unwrap();
        first.execute("BEGIN; LOCK TABLE t").unwrap();
        let mut second = Session::open(url, Access::Write).unwrap();
        second.set_lock_timeout(Duration::from_millis(20)).unwrap();
        let error = second.execute("ALTER TABLE t ADD y int").unwrap_err();
        assert!(matches!(&error, DbError::Locked { waited, .. } if waited.as_millis() == 20), "{error}");
        assert!(error.to_string().contains("lock_timeout"), "{error}");
        first.rollback();
    });
}
