use std::{thread, time::Duration};

use super::on_each;
use crate::{Access, DbError, Session};

#[test]
fn a_second_runner_waits_and_then_says_who_runs() {
    on_each(|first, url| {
        let mut second = Session::open(url, Access::Write).unwrap();
        second.set_lock_timeout(Duration::from_millis(50)).unwrap();
        first.begin().unwrap();
        // Ends the transaction, and does not let anybody in.
        first.execute("CREATE TABLE t (x int)").unwrap();
        let error = second.begin().unwrap_err();
        let DbError::Busy { holder: Some(holder), .. } = &error else { panic!("{error}") };
        assert!(holder.contains("of limbeck@"), "{holder}");
        first.commit().unwrap();
        second.begin().unwrap();
        second.commit().unwrap();
        first.begin().unwrap();
        first.rollback();
        let trips = second.round_trips();
        second.begin().unwrap();
        second.commit().unwrap();
        assert_eq!(second.round_trips() - trips, 2);
    });
}

#[test]
fn the_lock_is_held_beyond_a_transaction() {
    on_each(|first, url| {
        let mut second = Session::open(url, Access::Write).unwrap();
        second.set_lock_timeout(Duration::from_millis(20)).unwrap();
        let mut is_busy = || match second.begin() {
            Ok(()) => {
                second.rollback();
                false
            }
            Err(error) => matches!(error, DbError::Busy { .. }),
        };
        first.begin().unwrap();
        first.hold().unwrap();
        first.commit().unwrap();
        assert!(is_busy());
        first.begin().unwrap();
        first.commit().unwrap();
        first.begin().unwrap();
        first.rollback();
        assert!(is_busy());
        first.reset().unwrap();
        assert!(is_busy());
        first.release();
        assert!(!is_busy());
        first.hold().unwrap();
        first.begin().unwrap();
        first.release();
        assert!(is_busy());
        first.commit().unwrap();
        assert!(!is_busy());
    });
}

#[test]
fn a_runner_that_waits_gets_its_turn() {
    on_each(|first, url| {
        first.begin().unwrap();
        let url = url.clone();
        let waiting = thread::spawn(move || {
            let mut second = Session::open(&url, Access::Write).unwrap();
            second.set_lock_timeout(Duration::from_secs(20)).unwrap();
            second.begin().unwrap();
        });
        thread::sleep(Duration::from_millis(100));
        assert!(!waiting.is_finished());
        first.commit().unwrap();
        waiting.join().unwrap();
        // What a session leaves behind is free at once.
        first.begin().unwrap();
    });
}

#[test]
fn a_statement_that_waits_too_long_says_so() {
    on_each(|first, url| {
        first.execute("CREATE TABLE t (x int); INSERT INTO t VALUES (1)").unwrap();
        let mut second = Session::open(url, Access::Write).unwrap();
        second.set_lock_timeout(Duration::from_millis(20)).unwrap();
        first.execute("START TRANSACTION; UPDATE t SET x = 2").unwrap();
        for sql in ["ALTER TABLE t ADD y int", "UPDATE t SET x = 3"] {
            let error = second.execute(sql).unwrap_err();
            assert!(matches!(&error, DbError::Locked { waited, .. } if !waited.is_zero()), "{error}");
            assert!(error.to_string().contains("lock_timeout"), "{error}");
        }
        first.rollback();
    });
}
