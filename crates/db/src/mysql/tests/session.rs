use std::time::Duration;

use limbeck_schema::Family;

use super::{as_user, on_each, servers};
use crate::{Access, Answer, DbError, Session};

#[test]
fn a_session_knows_its_server_and_its_database() {
    for url in servers() {
        let mut session = Session::open(&url, Access::Read).unwrap();
        let dialect = session.dialect();
        assert_eq!(dialect.family, Family::Mysql);
        assert_eq!(dialect.is_mariadb(), dialect.version.major >= 10, "{dialect}");
        assert!(dialect.version.minor > 0, "{dialect}");
        assert_eq!(session.namespace().unwrap().as_deref(), Some("limbeck"));
        let before = session.round_trips();
        assert_eq!(session.texts("SELECT 'ä' AS value UNION SELECT 'b' ORDER BY 1").unwrap(), ["ä", "b"]);
        assert_eq!(session.round_trips() - before, 1);
        assert!(session.texts("SELECT NULL AS value").is_err());
        assert!(session.texts("SELECT 1 AS other").is_err());
        assert_eq!(session.data_version().unwrap(), None);
        assert!(session.foreign_key_violations().unwrap().is_empty());
    }
}

#[test]
fn several_answers_come_in_one_round_trip() {
    on_each(|session, _| {
        session.execute("CREATE TABLE t (x int, b varbinary(3))").unwrap();
        session.execute("INSERT INTO t VALUES (1, x'ff'), (NULL, '')").unwrap();
        let before = session.round_trips();
        let found = session
            .answers("SHOW CREATE TABLE t; SET @x = 1; SELECT x AS n, b FROM t; SELECT x FROM t WHERE x > 1");
        assert_eq!(session.round_trips() - before, 1);
        let found = found.unwrap();
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].columns, ["Table", "Create Table"]);
        assert!(found[0].rows[0][1].as_deref().unwrap().starts_with("CREATE TABLE `t`"));
        let text = |text: &str| Some(text.to_owned());
        let expected = Answer {
            columns: vec!["n".to_owned(), "b".to_owned()],
            rows: vec![vec![text("1"), text("\u{fffd}")], vec![None, text("")]],
        };
        assert_eq!(found[1], expected);
        assert_eq!((found[2].columns.len(), found[2].rows.len()), (1, 0));
        // One that fails ends it, and the session goes on.
        assert!(session.answers("SELECT 1; SELECT nothing; SELECT 2").is_err());
        assert_eq!(session.answers("").unwrap(), []);
        assert_eq!(session.answers("SELECT 1; -- the end").unwrap().len(), 1);
        session.execute("/* nothing */").unwrap();
    });
}

#[test]
fn a_session_that_reads_writes_nothing() {
    on_each(|session, url| {
        session.execute("CREATE TABLE t (x int)").unwrap();
        let mut reader = Session::open(url, Access::Read).unwrap();
        let error = reader.execute("INSERT INTO t VALUES (1)").unwrap_err();
        assert!(error.is_refusal() && error.to_string().ends_with("(1792)"), "{error}");
        reader.reset().unwrap();
        for sql in ["DROP TABLE t", "CREATE TABLE u (x int)", "ALTER TABLE t ADD y int"] {
            assert!(reader.execute(sql).is_err(), "{sql}");
        }
        assert_eq!(reader.text("SELECT count(*) AS value FROM t").unwrap().as_deref(), Some("0"));
    });
}

#[test]
fn an_error_has_the_number() {
    on_each(|session, _| {
        let name = session.namespace().unwrap().unwrap();
        let error = session.execute("SELECT * FROM nowhere").unwrap_err();
        assert_eq!(error.to_string(), format!("Table '{name}.nowhere' doesn't exist (1146)"));
        let error = session.execute("CREATE TABLE c (x int, FOREIGN KEY (x) REFERENCES nowhere (y))");
        assert!(error.unwrap_err().to_string().contains("nowhere"));
        let DbError::Refused(refusal) = session.text("SELEC 1").unwrap_err() else { panic!() };
        assert_eq!(refusal.code, "1064");
        let error = session.execute("LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE nowhere").unwrap_err();
        assert!(error.is_refusal(), "{error}");
        session.execute("CREATE TABLE t (x text); SET @x = 1").unwrap();
        let error = session.execute("LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE t").unwrap_err();
        assert!(error.is_refusal(), "{error}");
        assert_eq!(session.text("SELECT count(*) AS value FROM t").unwrap().as_deref(), Some("0"));
        session.execute("SELECT 1").unwrap();
    });
}

#[test]
fn what_a_script_sets_is_set_back() {
    on_each(|session, _| {
        session.set_lock_timeout(Duration::from_millis(1234)).unwrap();
        session.set_statement_timeout(Duration::from_secs(60)).unwrap();
        let name = session.namespace().unwrap().unwrap();
        let script = "CREATE TABLE t (x int); INSERT INTO t VALUES (7); SET time_zone = '+05:00'; \
            SET SESSION lock_wait_timeout = 9; CREATE TEMPORARY TABLE IF NOT EXISTS t (y int); \
            CREATE TEMPORARY TABLE `u`.`` (y int)";
        // The last one fails, and is no table that could be dropped.
        assert!(session.execute(script).is_err());
        session
            .execute(
                "SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES', foreign_key_checks = 0, unique_checks = 0, \
                 sql_select_limit = 1; SET NAMES latin1; USE information_schema; START TRANSACTION READ ONLY",
            )
            .unwrap();
        for ending in ["reset", "commit"] {
            if ending == "reset" { session.reset() } else { session.commit() }.unwrap();
            for (variable, value) in [
                ("lock_wait_timeout", "2"),
                ("innodb_lock_wait_timeout", "2"),
                ("time_zone", "+00:00"),
                ("foreign_key_checks + 0", "1"),
                ("unique_checks + 0", "1"),
                ("character_set_client", "utf8mb4"),
                ("character_set_results", "utf8mb4"),
            ] {
                let sql = format!("SELECT @@SESSION.{variable} AS value");
                assert_eq!(session.text(&sql).unwrap().as_deref(), Some(value), "{variable}");
            }
            let own = "SELECT DATABASE() AS value";
            assert_eq!(session.text(own).unwrap().as_deref(), Some(&*name));
            let modes = "SELECT 'same' AS value FROM dual WHERE @@SESSION.sql_mode = @@GLOBAL.sql_mode";
            assert!(session.text(modes).unwrap().is_some());
            assert_eq!(session.text("SELECT x AS value FROM t").unwrap().as_deref(), Some("7"));
            session.execute("CREATE TEMPORARY TABLE t (x int); SET time_zone = '+05:00'").unwrap();
        }
    });
}

#[test]
fn a_statement_that_runs_too_long_is_ended() {
    on_each(|session, _| {
        session.set_statement_timeout(Duration::from_millis(50)).unwrap();
        let error = session
            .execute("SELECT count(*) FROM information_schema.columns a, information_schema.columns b, information_schema.columns c WHERE a.column_name < SHA2(CONCAT(b.column_name, c.column_name), 512)")
            .unwrap_err()
            .to_string();
        assert!(error.contains("(3024)") || error.contains("(1969)"), "{error}");
    });
}

#[test]
fn what_the_server_warns_of_is_kept() {
    on_each(|session, _| {
        session.execute("CREATE TABLE t (x int); CREATE TABLE IF NOT EXISTS t (x int)").unwrap();
        session.execute("DROP TABLE IF EXISTS nothing").unwrap();
        assert!(session.notices().is_empty());
        session.execute("SELECT CAST('1x' AS SIGNED)").unwrap();
        let notices = session.notices();
        assert_eq!(notices.len(), 1);
        assert!(
            notices[0].starts_with("Warning 1292: Truncated incorrect INTEGER value: '1x'"),
            "{notices:?}"
        );
        session.rollback();
        assert!(session.notices().is_empty());
        session.execute("SIGNAL SQLSTATE '01000' SET MESSAGE_TEXT = 'mind', MYSQL_ERRNO = 9999").unwrap();
        assert_eq!(session.notices(), ["Warning 9999: mind"]);
        for _ in 0..1003 {
            session.execute("SIGNAL SQLSTATE '01000'").unwrap();
        }
        let notices = session.notices();
        assert_eq!((notices.len(), notices.last().map(String::as_str)), (1001, Some("and 3 more")));
    });
}

#[test]
fn a_connection_that_is_cut_off_is_said_to_be() {
    on_each(|session, url| {
        let mut other = Session::open(url, Access::Write).unwrap();
        let id = other.text("SELECT CONNECTION_ID() AS value").unwrap().unwrap();
        session.execute(&format!("KILL {id}")).unwrap();
        std::thread::sleep(Duration::from_millis(100));
        for _ in 0..2 {
            let error = other.execute("SELECT 1").unwrap_err();
            assert!(matches!(error, DbError::Lost { .. }), "{error}");
        }
        assert!(other.begin().is_err());
        other.rollback();
        assert!(other.reset().is_err());
    });
}

#[test]
fn a_role_that_the_login_sets_is_kept() {
    on_each(|session, url| {
        let (login, owner) = ("h_limbeck_login", "h_limbeck_owner");
        let name = session.namespace().unwrap().unwrap();
        let host = if session.dialect().is_mariadb() { "" } else { "@'%'" };
        let drop = format!("DROP USER IF EXISTS {login}@'%'; DROP ROLE IF EXISTS {owner}{host}");
        session.execute(&drop).unwrap();
        let default = if session.dialect().is_mariadb() {
            format!("SET DEFAULT ROLE {owner} FOR {login}@'%'")
        } else {
            format!("SET DEFAULT ROLE {owner} TO {login}@'%'")
        };
        let make = format!(
            "CREATE ROLE {owner}{host}; CREATE USER {login}@'%' IDENTIFIED BY 'x'; GRANT {owner} TO {login}@'%'; \
             GRANT ALL ON `{name}`.* TO {owner}{host}; {default}"
        );
        session.execute(&make).unwrap();
        let mut other = Session::open(&as_user(url, login, "x"), Access::Write).unwrap();
        let role = "SELECT CURRENT_ROLE() AS value";
        let given = other.text(role).unwrap();
        assert!(given.as_deref().is_some_and(|role| role.contains(owner)), "{given:?}");
        other.execute("SET ROLE NONE").unwrap();
        other.reset().unwrap();
        assert_eq!(other.text(role).unwrap(), given);
        std::mem::drop(other);
        session.execute(&drop).unwrap();
    });
}

#[test]
fn a_column_is_renamed_whoever_read_the_table_last() {
    on_each(|session, _| {
        session.execute("CREATE TABLE t (a int, b int, g int AS (a + 1), CHECK (b > 0))").unwrap();
        if session.dialect().is_mariadb() {
            for (old, new) in [("a", "c"), ("b", "d")] {
                session.texts("SELECT o.g AS value FROM t AS o").unwrap();
                session.execute(&format!("ALTER TABLE t RENAME COLUMN {old} TO {new}")).unwrap();
            }
        }
        let missing = session.execute("ALTER TABLE t RENAME COLUMN nobody TO somebody");
        assert!(matches!(missing, Err(DbError::Refused(refusal)) if refusal.is("1054")));
    });
}
