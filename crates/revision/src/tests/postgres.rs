//! The runner on PostgreSQL, where the environment names a server.

use std::{env, thread, time::Duration};

use limbeck_db::{Access, DatabaseUrl, DbError, Session};
use limbeck_schema::Family;

use super::{graph, target, words};
use crate::{Event, Graph, RunError, current, downgrade, ensure, script, stamp, upgrade, upgrade_path};

const TABLE: &str = "limbeck_version";

const SERVERS: [&str; 3] =
    ["LIMBECK_TEST_POSTGRES15_URL", "LIMBECK_TEST_POSTGRES17_URL", "LIMBECK_TEST_POSTGRES18_URL"];

/// Empty space on each server, with the URL of its database.
fn on_each(test: impl Fn(&mut Session, &DatabaseUrl)) {
    let named: Vec<String> = SERVERS.iter().filter_map(|name| env::var(name).ok()).collect();
    if named.is_empty() {
        eprintln!("SKIPPED: no PostgreSQL server is named: set {}", SERVERS.join(" or "));
    }
    for server in named {
        let mut session = Session::scratch_on(&server.parse().unwrap()).unwrap();
        let name = session.text("SELECT current_database()::text AS value").unwrap().unwrap();
        let (front, _) = server.rsplit_once('/').unwrap();
        test(&mut session, &format!("{front}/{name}").parse().unwrap());
    }
}

fn up(session: &mut Session, graph: &Graph, to: &str) -> Result<(), RunError> {
    upgrade(session, graph, &target(to), TABLE, &mut |_| {})
}

fn rows(session: &mut Session) -> String {
    words(&current(session, TABLE).unwrap())
}

fn tables(session: &mut Session) -> String {
    let sql = "SELECT format('%s.%s', schemaname, tablename) AS value FROM pg_tables \
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1";
    session.texts(sql).unwrap().join(" ")
}

#[test]
fn revisions_run_up_and_down_with_what_the_server_tells() {
    on_each(|session, _| {
        let graph = graph(
            "a: create table a (x int); create table if not exists a (x int) | drop table a
             b <- a: create type mood as enum ('sad'); create table b (m mood) | drop table b; drop type mood",
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
        assert_eq!(told, ["a?", "NOTICE: relation \"a\" already exists, skipping", "a!", "b?", "b!"]);
        assert_eq!(tables(session), "public.a public.b public.limbeck_version");
        downgrade(session, &graph, &target("base"), TABLE, &mut |_| {}).unwrap();
        assert_eq!((rows(session), tables(session)), (String::new(), "public.limbeck_version".into()));
    });
}

#[test]
fn a_failure_undoes_its_revision_and_no_other() {
    on_each(|session, _| {
        let lines = "a: create table a (x int)\n b <- a: create table b (x int); select * from nowhere";
        let error = up(session, &graph(lines), "head").unwrap_err();
        let RunError::Statement { place, kept: None, .. } = &error else { panic!("{error}") };
        assert_eq!(&place.text[place.range.clone()], "nowhere");
        assert!(error.to_string().contains("relation \"nowhere\" does not exist (42P01)"), "{error}");
        assert_eq!(
            (rows(session).as_str(), tables(session).as_str()),
            ("a", "public.a public.limbeck_version")
        );
        let deferred = "a: create table a (x int)
            c <- a: create table p (id int primary key); create table c (p int references p deferrable initially deferred); insert into c values (1)";
        let error = up(session, &graph(deferred), "head").unwrap_err();
        assert!(matches!(error, RunError::Commit { .. }), "{error}");
        assert!(
            error.to_string().contains("`c` was not committed") && error.to_string().contains("(23503)"),
            "{error}"
        );
        assert_eq!(rows(session), "a");
    });
}

#[test]
fn what_would_end_the_transaction_is_refused_before_anything_runs() {
    on_each(|session, _| {
        for sql in
            ["commit", "START TRANSACTION", "abort", "end", "rollback", "prepare transaction 'x'", "begin"]
        {
            let error =
                up(session, &graph(&format!("a: create table a (x int); {sql}")), "head").unwrap_err();
            assert!(matches!(error, RunError::OwnTransaction { .. }), "{sql}: {error}");
            assert_eq!(tables(session), "");
        }
        let fine = "create function f() returns int begin atomic select 1; end; savepoint s; rollback to s; \
            prepare p as select 1; do $$ begin perform 1; end $$";
        let fine = if session.dialect().version.major < 14 { "savepoint s; rollback to s" } else { fine };
        up(session, &graph(&format!("a: {fine}")), "head").unwrap();
        let error = up(session, &graph("a\n b <- a: vacuum"), "head").unwrap_err();
        assert!(error.to_string().contains("(25001); hint: write `-- transaction: none`"), "{error}");
    });
}

#[test]
fn without_a_transaction_others_wait_all_the_same() {
    on_each(|session, url| {
        let lines = "a: create table a (x int)
            b <- a ~: create index concurrently i on a (x); insert into a select 1 from pg_sleep(0.2)
            c <- b: create table c (x int)";
        let graph = graph(lines);
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
            assert_eq!(runners.into_iter().map(|runner| runner.join().unwrap()).sum::<usize>(), 3);
        });
        assert_eq!(rows(session), "c");
        assert_eq!(session.text("SELECT count(*)::text AS value FROM a").unwrap().as_deref(), Some("1"));
    });
}

#[test]
fn the_version_row_goes_where_it_belongs_whatever_a_revision_sets() {
    on_each(|session, _| {
        session.execute("CREATE SCHEMA other; CREATE TABLE other.limbeck_version (x int)").unwrap();
        let lines = "a: select pg_catalog.set_config('search_path', '', false); create table public.a (x int)
            b <- a: set search_path = other; create table b (x int)
            c <- b ~: set search_path = other; set role pg_monitor
            d <- c: set session authorization pg_monitor";
        up(session, &graph(lines), "head").unwrap();
        assert_eq!(rows(session), "d");
        assert_eq!(tables(session), "other.b other.limbeck_version public.a public.limbeck_version");
        assert_eq!(
            session.text("SELECT count(*)::text AS value FROM public.limbeck_version").unwrap().as_deref(),
            Some("1")
        );
    });
}

#[test]
fn a_version_table_may_be_in_a_namespace_of_its_own() {
    on_each(|session, _| {
        session.execute("CREATE SCHEMA \"My\"").unwrap();
        let table = "My.odd \" name";
        ensure(session, table).unwrap();
        ensure(session, table).unwrap();
        stamp(session, &graph("a"), &[target("head")], table, false).unwrap();
        assert_eq!(words(&current(session, table).unwrap()), "a");
        assert_eq!(tables(session), "My.odd \" name");
        session.execute("CREATE TABLE wrong (x int)").unwrap();
        let error = current(session, "wrong").unwrap_err();
        assert!(matches!(&error, RunError::VersionTable { .. }), "{error}");
    });
}

#[test]
fn another_runner_is_named() {
    on_each(|session, url| {
        let mut other = Session::open(url, Access::Write).unwrap();
        other.begin().unwrap();
        session.set_lock_timeout(Duration::from_millis(20)).unwrap();
        let error = up(session, &graph("a"), "head").unwrap_err();
        assert!(matches!(error, RunError::Db(DbError::Busy { holder: Some(_), .. })), "{error}");
        assert!(error.to_string().contains("somebody else is running migrations"), "{error}");
    });
}

#[test]
fn the_way_is_written_for_psql() {
    let graph = graph(
        "a: create table a (x int); set search_path = x\n b <- a ~: create index concurrently i on a (x)",
    );
    let steps = upgrade_path(&graph, &[], &target("head")).unwrap();
    let text = script(&graph, Family::Postgres, &[], &steps, TABLE).unwrap();
    let expected = r#"\set ON_ERROR_STOP on
SET standard_conforming_strings = on;

CREATE TABLE "limbeck_version" ( "version_num" varchar(32) NOT NULL PRIMARY KEY );

-- a, Make a
BEGIN;

create table a (x int);

set search_path = x;

RESET SESSION AUTHORIZATION;
RESET ROLE;
RESET ALL;
SET standard_conforming_strings = on;

INSERT INTO "limbeck_version" ("version_num") SELECT 'a';

COMMIT;

-- b, Make b
create index concurrently i on a (x);

DELETE FROM "limbeck_version" WHERE "version_num" = 'a';

INSERT INTO "limbeck_version" ("version_num") SELECT 'b';
"#;
    assert_eq!(text, expected);
}
