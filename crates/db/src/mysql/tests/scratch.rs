use super::{as_user, on_each, servers, with_database};
use crate::{Access, DbError, Session};

fn exists(name: &str) -> String {
    format!("SELECT schema_name AS value FROM information_schema.schemata WHERE schema_name = '{name}'")
}

#[test]
fn scratch_space_is_empty_and_gone_with_its_session() {
    for server in servers() {
        let mut admin = Session::open(&server, Access::Write).unwrap();
        let mut scratch = Session::scratch_on(&server).unwrap();
        let name = scratch.namespace().unwrap().unwrap();
        assert!(name.starts_with("limbeck_scratch_"), "{name}");
        scratch
            .execute(
                "CREATE TABLE a (x int PRIMARY KEY); CREATE TABLE b (x int REFERENCES a (x), FOREIGN KEY (x) REFERENCES a (x))",
            )
            .unwrap();
        assert!(admin.text(&exists(&name)).unwrap().is_some());
        // It has two connections, and neither is in the way.
        drop(scratch);
        assert_eq!(admin.text(&exists(&name)).unwrap(), None);
    }
}

#[test]
fn scratch_space_sorts_as_the_database_does_and_is_made_empty() {
    for server in servers() {
        let mut admin = Session::open(&server, Access::Write).unwrap();
        let name = format!("h_limbeck_like_{}", std::process::id());
        admin
            .execute(&format!(
                "DROP DATABASE IF EXISTS {name}; CREATE DATABASE {name} COLLATE latin1_german2_ci"
            ))
            .unwrap();
        let mut scratch = Session::scratch_on(&with_database(&server, &name)).unwrap();
        let collation = "SELECT @@collation_database AS value";
        let tables =
            "SELECT table_name AS value FROM information_schema.tables WHERE table_schema = DATABASE()";
        for _ in 0..2 {
            assert_eq!(scratch.text(collation).unwrap().as_deref(), Some("latin1_german2_ci"));
            assert_eq!(scratch.text(tables).unwrap(), None);
            scratch
                .execute("CREATE TABLE a (x int PRIMARY KEY); CREATE TABLE b (x int, FOREIGN KEY (x) REFERENCES a (x)); LOCK TABLES a WRITE; SET foreign_key_checks = 0; SET sql_mode = ''")
                .unwrap();
            let before = scratch.round_trips();
            scratch.clear().unwrap();
            assert_eq!(scratch.round_trips() - before, 1);
            assert_eq!(
                scratch.text("SELECT @@foreign_key_checks + 0 AS value").unwrap().as_deref(),
                Some("1")
            );
        }
        admin.execute(&format!("DROP DATABASE {name}")).unwrap();
    }
}

#[test]
fn what_is_no_scratch_space_is_not_made_empty() {
    on_each(|session, _| {
        session.execute("CREATE TABLE t (x int)").unwrap();
        assert!(session.clear().is_err());
        session.execute("INSERT INTO t VALUES (1)").unwrap();
    });
}

#[test]
fn what_was_left_behind_is_swept_up() {
    for server in servers() {
        let mut admin = Session::open(&server, Access::Write).unwrap();
        let (old, used, other) =
            ("limbeck_scratch_1000000000_ab12", "limbeck_scratch_1000000001_ab12", "limbeck_scratch_of_mine");
        let make = |name: &str| format!("DROP DATABASE IF EXISTS {name}; CREATE DATABASE {name}");
        let now = admin
            .text("SELECT CONCAT('limbeck_scratch_', UNIX_TIMESTAMP(), '_ab12') AS value")
            .unwrap()
            .unwrap();
        let mut user = Session::open(&server, Access::Read).unwrap();
        assert_eq!(
            user.text(&format!("SELECT GET_LOCK('{used}', 0) AS value")).unwrap().as_deref(),
            Some("1")
        );
        for name in [old, used, other, &now] {
            admin.execute(&make(name)).unwrap();
        }
        drop(Session::scratch_on(&server).unwrap());
        let mut is_there = |name: &str| admin.text(&exists(name)).unwrap().is_some();
        assert_eq!([old, used, other, &now].map(&mut is_there), [false, true, true, true]);
        user.execute(&format!("DO RELEASE_LOCK('{used}')")).unwrap();
        drop(Session::scratch_on(&server).unwrap());
        assert!(!is_there(used));
        admin.execute(&format!("DROP DATABASE {other}; DROP DATABASE {now}")).unwrap();
    }
}

#[test]
fn a_user_who_may_make_no_database_is_told_so() {
    on_each(|session, url| {
        let user = "h_limbeck_plain";
        let name = session.namespace().unwrap().unwrap();
        let script = format!(
            "DROP USER IF EXISTS {user}@'%'; CREATE USER {user}@'%' IDENTIFIED BY 'x'; GRANT ALL ON `{name}`.* TO {user}@'%'"
        );
        session.execute(&script).unwrap();
        let error = Session::scratch_on(&as_user(url, user, "x")).unwrap_err();
        assert!(matches!(error, DbError::NoScratch { .. }), "{error}");
        let error = error.to_string();
        assert!(
            error.contains("GRANT ALL ON `limbeck\\_scratch\\_%`.*") && error.contains("scratch_url"),
            "{error}"
        );
        session.execute(&format!("GRANT ALL ON `limbeck\\_scratch\\_%`.* TO {user}@'%'")).unwrap();
        let mut scratch = Session::scratch_on(&as_user(url, user, "x")).unwrap();
        scratch.execute("CREATE TABLE t (x int)").unwrap();
        scratch.clear().unwrap();
        drop(scratch);
        session.execute(&format!("DROP USER {user}@'%'")).unwrap();
    });
}
