use std::time::Duration;

use limbeck_schema::Family;

use super::{as_user, on_each, servers, with_database};
use crate::{Access, DbError, Session};

#[test]
fn a_session_knows_its_server_and_its_namespace() {
    for url in servers() {
        let mut session = Session::open(&url, Access::Read).unwrap();
        let dialect = session.dialect();
        assert_eq!(dialect.family, Family::Postgres);
        assert!(dialect.version.major >= 13 && dialect.version.patch == 0, "{dialect}");
        assert_eq!(session.namespace().unwrap().as_deref(), Some("public"));
        let before = session.round_trips();
        assert_eq!(session.texts("SELECT 'a' AS value UNION SELECT 'b' ORDER BY 1").unwrap(), ["a", "b"]);
        assert_eq!(session.round_trips() - before, 2);
        session.execute("SET search_path = nowhere").unwrap();
        assert_eq!(session.namespace().unwrap(), None);
        session.reset().unwrap();
        assert_eq!(session.namespace().unwrap().as_deref(), Some("public"));
    }
}

#[test]
fn a_session_that_reads_writes_nothing() {
    on_each(|session, url| {
        session.execute("CREATE TABLE t (x int)").unwrap();
        let mut reader = Session::open(url, Access::Read).unwrap();
        let error = reader.execute("INSERT INTO t VALUES (1)").unwrap_err();
        assert!(error.to_string().ends_with("(25006)"), "{error}");
        reader.reset().unwrap();
        assert!(reader.execute("DROP TABLE t").is_err());
        assert_eq!(reader.text("SELECT count(*)::text AS value FROM t").unwrap().as_deref(), Some("0"));
    });
}

#[test]
fn an_error_has_the_code_the_detail_and_the_hint() {
    on_each(|session, _| {
        let error = session.execute("SELECT * FROM nowhere").unwrap_err();
        assert_eq!(error.to_string(), "relation \"nowhere\" does not exist (42P01)");
        let script = "CREATE TABLE a (x int PRIMARY KEY); CREATE TABLE b (x int REFERENCES a)";
        session.execute(script).unwrap();
        let error = session.execute("DROP TABLE a").unwrap_err().to_string();
        let expected = "cannot drop table a because other objects depend on it (2BP01): \
            constraint b_x_fkey on table b depends on table a; \
            hint: Use DROP ... CASCADE to drop the dependent objects too";
        assert_eq!(error, expected);
        let DbError::Refused(refusal) = session.text("SELECT 1/0 || '' AS value").unwrap_err() else {
            panic!()
        };
        assert_eq!(refusal.code, "22012");
        // The statement before is undone with the one that fails, and the session goes on.
        assert!(session.execute("CREATE TABLE c (x int); SELECT 1/0").is_err());
        assert!(session.execute("SELECT * FROM c").is_err());
    });
}

#[test]
fn a_script_that_fails_points_at_the_word() {
    on_each(|session, _| {
        session.execute("CREATE TABLE there (x int, CONSTRAINT positive CHECK (x > 0))").unwrap();
        for (script, word) in [
            ("create table t (a int);\ncreate table u (a int,, b int)", ","),
            ("select 'größer', \u{1f980}.x from there", "\u{1f980}"),
            ("-- größer\nselect a,\n  b from there", "a"),
            ("create table v (x int", "int"),
            ("create table w (x nothing_like_it)", "nothing_like_it"),
            ("CREATE TABLE There (x int)", "There"),
            ("alter table there add x text", "x"),
            ("alter table there add constraint \"positive\" check (x > 1)", "\"positive\""),
            (
                "create function f() returns int language plpgsql as $$begin retrun 1; end$$",
                "$$begin retrun 1; end$$",
            ),
            ("do $$ begin perform nothing_at_all(); end $$", "do $$ begin perform nothing_at_all(); end $$"),
            ("select 'abc", "'abc"),
        ] {
            let error = session.run_script(script).unwrap_err();
            assert_eq!(&script[error.place()], word, "{script}: {error}");
        }
        let error =
            session.run_script("create table first (x int); insert into there values (-1)").unwrap_err();
        assert_eq!(error.index, 1);
    });
}

#[test]
fn rows_do_not_pass_beside_statements() {
    on_each(|session, _| {
        session.execute("CREATE TABLE t (x int)").unwrap();
        for sql in ["COPY t FROM STDIN", "copy t (x) from stdin with (format csv)", "COPY t TO STDOUT"] {
            let error = session.execute(sql).unwrap_err().to_string();
            assert!(error.contains("INSERT"), "{error}");
        }
        session.execute("INSERT INTO t VALUES (1); SELECT 'copy t from stdin'").unwrap();
    });
}

#[test]
fn what_a_script_sets_is_set_back() {
    on_each(|session, _| {
        session.set_lock_timeout(Duration::from_millis(1234)).unwrap();
        session.set_statement_timeout(Duration::from_secs(60)).unwrap();
        session
            .execute(
                "SET ROLE pg_monitor; SET search_path = pg_catalog; SET lock_timeout = 0; \
                 CREATE TEMP TABLE t (x int); SET TimeZone = 'Asia/Tokyo'",
            )
            .unwrap_or_else(|error| panic!("{error}"));
        session.reset().unwrap();
        for (name, value) in [
            ("lock_timeout", "1234ms"),
            ("statement_timeout", "1min"),
            ("role", "none"),
            ("search_path", "\"$user\", public"),
        ] {
            let sql = format!("SELECT current_setting('{name}') AS value");
            assert_eq!(session.text(&sql).unwrap().as_deref(), Some(value), "{name}");
        }
        assert_eq!(
            session
                .text("SELECT to_regclass('t')::text AS value WHERE to_regclass('t') IS NOT NULL")
                .unwrap(),
            None
        );
    });
}

#[test]
fn what_the_server_tells_beside_is_kept() {
    on_each(|session, _| {
        session.notices();
        session.execute("CREATE TABLE t (x int); CREATE TABLE IF NOT EXISTS t (x int)").unwrap();
        assert_eq!(session.notices(), ["NOTICE: relation \"t\" already exists, skipping"]);
        session
            .execute("DO $$ BEGIN RAISE WARNING 'mind %', 1 USING DETAIL = 'it.', HINT = 'so'; END $$")
            .unwrap();
        assert_eq!(session.notices(), ["WARNING: mind 1; detail: it; hint: so"]);
        session.execute("DO $$ BEGIN FOR i IN 1..1500 LOOP RAISE NOTICE '%', i; END LOOP; END $$").unwrap();
        let notices = session.notices();
        assert_eq!((notices.len(), notices.last().map(String::as_str)), (1001, Some("and 500 more")));
        // No transaction is open: nothing is undone, and nobody is warned.
        session.rollback();
        assert!(session.notices().is_empty());
    });
}

#[test]
fn what_a_session_leaves_open_is_undone() {
    on_each(|session, url| {
        let mut other = Session::open(url, Access::Write).unwrap();
        other.begin().unwrap();
        other.execute("CREATE TABLE t (x int)").unwrap();
        assert!(other.execute("SELECT 1/0").is_err());
        other.rollback();
        other.begin().unwrap();
        other.execute("CREATE TABLE t (x int)").unwrap();
        drop(other);
        session.set_lock_timeout(Duration::from_secs(5)).unwrap();
        session.begin().unwrap();
        assert!(session.execute("SELECT * FROM t").is_err());
        session.rollback();
    });
}

#[test]
fn a_connection_that_is_cut_off_is_said_to_be() {
    on_each(|session, url| {
        let mut other = Session::open(url, Access::Write).unwrap();
        let pid = other.text("SELECT pg_backend_pid()::text AS value").unwrap().unwrap();
        session.execute(&format!("SELECT pg_terminate_backend({pid}, 5000)")).unwrap();
        for _ in 0..2 {
            let error = other.execute("SELECT 1").unwrap_err();
            assert!(matches!(error, DbError::Lost { .. }), "{error}");
        }
        assert!(session.foreign_key_violations().unwrap().is_empty());
        assert_eq!(session.data_version().unwrap(), None);
    });
}

#[test]
fn a_role_that_the_login_sets_is_kept() {
    on_each(|session, url| {
        let (login, owner) = ("limbeck_test_login", "limbeck_test_owner");
        let drop = format!("DROP ROLE IF EXISTS {login}; DROP ROLE IF EXISTS {owner}");
        session.execute(&drop).unwrap();
        let make = format!(
            "CREATE ROLE {owner}; CREATE ROLE {login} LOGIN PASSWORD 'x' IN ROLE {owner}; ALTER ROLE {login} SET role = {owner}"
        );
        session.execute(&make).unwrap();
        let mut other = Session::open(&as_user(url, login, "x"), Access::Write).unwrap();
        let user = "SELECT current_user::text AS value";
        assert_eq!(other.text(user).unwrap().as_deref(), Some(owner));
        other.execute("RESET ROLE; SET ROLE none").unwrap();
        other.reset().unwrap();
        assert_eq!(other.text(user).unwrap().as_deref(), Some(owner));
        std::mem::drop(other);
        session.execute(&drop).unwrap();
    });
}

#[test]
fn places_are_found_where_the_database_has_no_encoding() {
    for server in servers() {
        let mut admin = Session::open(&server, Access::Write).unwrap();
        let name = "h_limbeck_ascii";
        admin.execute(&format!("DROP DATABASE IF EXISTS {name}")).unwrap();
        let create = format!(
            "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"
        );
        admin.execute(&create).unwrap();
        let script = "select 'größer', x";
        let mut session = Session::scratch_on(&with_database(&server, name)).unwrap();
        let error = session.run_script(script).unwrap_err();
        assert_eq!(&script[error.place()], "x");
        drop(session);
        admin.execute(&format!("DROP DATABASE {name}")).unwrap();
    }
}
