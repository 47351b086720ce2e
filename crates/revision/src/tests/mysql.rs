//! The runner on MySQL and MariaDB, where the environment names a server.

use std::{env, thread, time::Duration};

use limbeck_db::{Access, DatabaseUrl, DbError, Session};
use limbeck_schema::Family;

use super::{graph, target, words};
use crate::{
    Event, Graph, ResumeError, RunError, current, downgrade, ensure, script, stamp, upgrade, upgrade_path,
};

const TABLE: &str = "limbeck_version";

const SERVERS: [&str; 3] =
    ["LIMBECK_TEST_MYSQL9_URL", "LIMBECK_TEST_MARIADB10_URL", "LIMBECK_TEST_MARIADB11_URL"];

/// Empty space on each server, with the URL of its database.
fn on_each(test: impl Fn(&mut Session, &DatabaseUrl)) {
    let named: Vec<String> = SERVERS.iter().filter_map(|name| env::var(name).ok()).collect();
    if named.is_empty() {
        eprintln!("SKIPPED: no server of MySQL's or MariaDB's is named: set {}", SERVERS.join(" or "));
    }
    for server in named {
        let mut session = Session::scratch_on(&server.parse().unwrap()).unwrap();
        let name = session.text("SELECT database() AS value").unwrap().unwrap();
        let (front, _) = server.rsplit_once('/').unwrap();
        test(&mut session, &format!("{front}/{name}").parse().unwrap());
    }
}

fn up(session: &mut Session, lines: &str) -> Result<(), RunError> {
    upgrade(session, &graph(lines), &target("head"), TABLE, &mut |_| {})
}

fn down(session: &mut Session, graph: &Graph, to: &str) -> Result<(), RunError> {
    downgrade(session, graph, &target(to), TABLE, &mut |_| {})
}

fn rows(session: &mut Session) -> String {
    words(&current(session, TABLE).unwrap())
}

fn tables(session: &mut Session) -> String {
    let sql = "SELECT table_name AS value FROM information_schema.tables WHERE table_schema = database() \
        AND table_name NOT LIKE 'limbeck%' ORDER BY 1";
    session.texts(sql).unwrap().join(" ")
}

fn count(session: &mut Session, what: &str) -> String {
    session.text(&format!("SELECT CAST(count(*) AS CHAR) AS value FROM {what}")).unwrap().unwrap()
}

/// What is written down of the revision that is half done.
fn written(session: &mut Session, column: &str) -> Option<String> {
    session.text(&format!("SELECT CAST({column} AS CHAR) AS value FROM limbeck_progress")).unwrap()
}

#[test]
fn revisions_run_up_and_down_with_what_the_server_tells() {
    on_each(|session, _| {
        let graph = graph(
            "a: create table a (x int); insert ignore into a values ('x') | drop table a
             b <- a ~: insert into a values (1); create table b (x int); update a set x = 2 | drop table b; delete from a",
        );
        let mut told = Vec::new();
        upgrade(session, &graph, &target("head"), TABLE, &mut |event| {
            told.push(match event {
                Event::Started { revision, .. } => format!("{}?", revision.id),
                Event::Finished { revision, .. } => format!("{}!", revision.id),
                Event::Notice { text } => text.to_owned(),
                Event::Statement { .. } => return,
            });
        })
        .unwrap();
        assert_eq!((told.len(), &*told[0], &*told[2]), (5, "a?", "a!"), "{told:?}");
        assert!(told[1].starts_with("Warning 1366"), "{told:?}");
        assert_eq!((tables(session), rows(session)), ("a b".into(), "b".into()));
        assert_eq!(count(session, "a WHERE x = 2"), "2");
        assert_eq!(written(session, "revision"), None);
        down(session, &graph, "base").unwrap();
        assert_eq!((rows(session), tables(session)), (String::new(), String::new()));
    });
}

#[test]
fn a_failure_is_mended_and_gone_on_behind() {
    on_each(|session, _| {
        let lines = |mended: &str| {
            format!(
                "a: create table a (x int)
                 b <- a: set @n = 5; create table b (x int); insert into b (x) values (@n); {mended}; insert into b (x) values (@n)"
            )
        };
        let error = up(session, &lines("alter table nowhere add y int")).unwrap_err();
        let RunError::Statement { place, kept: Some(3), resumes: true, .. } = &error else {
            panic!("{error}")
        };
        assert_eq!(&place.text[place.range.clone()], "nowhere");
        assert!(error.to_string().contains("the 3 statements before stay done; mend this one"), "{error}");
        assert_eq!((rows(session), tables(session)), ("a".into(), "a b".into()));
        // Still wrong, by rows this time.
        let error = up(session, &lines("insert into b (x) values (1), (1 / nowhere)")).unwrap_err();
        assert!(matches!(error, RunError::Statement { kept: Some(3), .. }), "{error}");
        up(session, &lines("alter table b add y int")).unwrap();
        assert_eq!((rows(session), count(session, "b WHERE x = 5")), ("b".into(), "2".into()));
        assert_eq!(written(session, "revision"), None);
    });
}

#[test]
fn a_failure_of_the_first_statement_leaves_nothing() {
    on_each(|session, _| {
        let error = up(session, "a: set foreign_key_checks = 0; create table a (x nothing)").unwrap_err();
        assert!(matches!(error, RunError::Statement { kept: Some(0), .. }), "{error}");
        assert_eq!(written(session, "revision"), None);
        up(session, "a: create table a (x int)").unwrap();
    });
}

#[test]
fn nothing_else_runs_while_one_is_half_done() {
    on_each(|session, _| {
        let lines = "a: create table a (x int) | drop table a
            b <- a: create table b (x int); oops | drop table b
            c <- a: create table c (x int)";
        let graph = graph(lines);
        upgrade(session, &graph, &target("b"), TABLE, &mut |_| {}).unwrap_err();
        for error in [
            upgrade(session, &graph, &target("c"), TABLE, &mut |_| {}).unwrap_err(),
            upgrade(session, &graph, &target("a"), TABLE, &mut |_| {}).unwrap_err(),
            down(session, &graph, "base").unwrap_err(),
        ] {
            assert!(matches!(error, RunError::Resume(ResumeError::HalfDone { .. })), "{error}");
            let text = error.to_string();
            assert!(text.contains("the upgrade to `b` is half done: its first statement has run"), "{text}");
            assert!(text.contains("`limbeck upgrade b`"), "{text}");
        }
        session.execute("drop table b").unwrap();
        stamp(session, &graph, &[target("a")], TABLE, false).unwrap();
        down(session, &graph, "base").unwrap();
        assert_eq!(tables(session), "");
    });
}

#[test]
fn what_has_run_may_not_change_in_the_file() {
    on_each(|session, _| {
        up(session, "a: create table a (x int); create table b (x int); oops").unwrap_err();
        let error = up(session, "a: create table a (y int); create table b (x int); do 1").unwrap_err();
        assert!(matches!(error, RunError::Resume(ResumeError::Changed { done: 2, .. })), "{error}");
        let error = up(session, "a: create table a (x int)").unwrap_err();
        assert!(matches!(error, RunError::Resume(ResumeError::Changed { .. })), "{error}");
        up(session, "a: /* why */ create table a (x int); create  table b (x int); do 1").unwrap();
        assert_eq!(tables(session), "a b");
    });
}

#[test]
fn what_would_end_what_is_written_down_is_refused_before_anything_runs() {
    on_each(|session, _| {
        for sql in [
            "commit",
            "START TRANSACTION",
            "begin",
            "rollback",
            "savepoint s",
            "lock tables a write",
            "xa begin 'x'",
        ] {
            for kind in ["", "~"] {
                let error = up(session, &format!("a {kind}: create table a (x int); {sql}")).unwrap_err();
                assert!(matches!(error, RunError::OwnSteps { .. }), "{sql}: {error}");
                assert_eq!(tables(session), "");
            }
        }
        let body = "create procedure p() begin start transaction; select 1; commit; end";
        up(session, &format!("a: {body}")).unwrap();
    });
}

#[test]
fn many_runners_at_once_run_each_revision_once() {
    on_each(|session, url| {
        let lines: String = (1..6)
            .map(|n| format!("r{n} <- r{}: create table r{n} (x int); insert into r0 values ({n})\n", n - 1))
            .collect();
        let graph = graph(&format!("r0: create table r0 (x int primary key)\n{lines}"));
        thread::scope(|scope| {
            let run = |_| {
                scope.spawn(|| {
                    let mut session = Session::open(url, Access::Write).unwrap();
                    session.set_lock_timeout(Duration::from_secs(60)).unwrap();
                    let mut ran = 0;
                    let mut count =
                        |event: Event<'_>| ran += usize::from(matches!(event, Event::Finished { .. }));
                    upgrade(&mut session, &graph, &target("head"), TABLE, &mut count).unwrap();
                    ran
                })
            };
            let runners: Vec<_> = (0..8).map(run).collect();
            assert_eq!(runners.into_iter().map(|runner| runner.join().unwrap()).sum::<usize>(), 6);
        });
        assert_eq!((rows(session), count(session, "r0")), ("r5".into(), "5".into()));
    });
}

#[test]
fn the_version_row_goes_where_it_belongs_whatever_a_revision_sets() {
    on_each(|session, url| {
        let name = url.to_string();
        let other = format!("{}_other", name.rsplit('/').next().unwrap());
        session.execute(&format!("DROP DATABASE IF EXISTS `{other}`; CREATE DATABASE `{other}`")).unwrap();
        let lines = format!(
            "a: set sql_safe_updates = 1, autocommit = 0; create table a (x int); insert into a values (1)
             b <- a: use `{other}`; create table b (x int); insert into b (x) values (1); oops"
        );
        up(session, &lines).unwrap_err();
        up(session, &lines.replace("oops", "alter table b add y int")).unwrap();
        assert_eq!((rows(session), tables(session)), ("b".into(), "a".into()));
        assert_eq!(
            (count(session, "a"), count(session, &format!("`{other}`.b WHERE y IS NULL"))),
            ("1".into(), "1".into())
        );
        ensure(session, &format!("{other}.odd ` name")).unwrap();
        let graph = graph("a: create table c (x int); do 1");
        upgrade(session, &graph, &target("head"), &format!("{other}.odd ` name"), &mut |_| {}).unwrap();
        assert_eq!(count(session, &format!("`{other}`.`odd `` name`")), "1");
        assert_eq!(count(session, &format!("`{other}`.limbeck_progress")), "0");
        session.execute(&format!("DROP DATABASE `{other}`")).unwrap();
    });
}

#[test]
fn another_runner_is_named() {
    on_each(|session, url| {
        let mut other = Session::open(url, Access::Write).unwrap();
        other.hold().unwrap();
        session.set_lock_timeout(Duration::from_millis(20)).unwrap();
        let error = up(session, "a: do 1").unwrap_err();
        assert!(matches!(error, RunError::Db(DbError::Busy { .. })), "{error}");
        other.release();
        up(session, "a: do 1").unwrap();
    });
}

#[test]
fn the_way_is_written_for_the_client() {
    let graph = graph(
        "a: create table a (x int); set sql_mode = ''
         b <- a: create procedure p() begin select '//'; end; do 1
         c <- b: insert into a values (1)",
    );
    let steps = upgrade_path(&graph, &[], &target("head")).unwrap();
    let text = script(&graph, Family::Mysql, &[], &steps, TABLE).unwrap();
    let expected = "SET NAMES utf8mb4;
SET time_zone = '+00:00';

CREATE TABLE `limbeck_version` ( `version_num` varchar(32) NOT NULL PRIMARY KEY ) ENGINE=InnoDB;

-- a, Make a
create table a (x int);

set sql_mode = '';

SET NAMES utf8mb4, autocommit = 1, foreign_key_checks = 1, unique_checks = 1, sql_mode = DEFAULT, time_zone = '+00:00';

INSERT INTO `limbeck_version` (`version_num`) SELECT 'a';

DELIMITER $$
-- b, Make b
create procedure p() begin select '//'; end
$$
DELIMITER ;

do 1;

DELETE FROM `limbeck_version` WHERE `version_num` = 'a';

INSERT INTO `limbeck_version` (`version_num`) SELECT 'b';

-- c, Make c
BEGIN;

insert into a values (1);

DELETE FROM `limbeck_version` WHERE `version_num` = 'b';

INSERT INTO `limbeck_version` (`version_num`) SELECT 'c';

COMMIT;
";
    assert_eq!(text, expected);
}
