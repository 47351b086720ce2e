use std::{fs, time::Duration};

use limbeck_schema::Family;

use super::{Access, DatabaseUrl, DbError, Session, UrlError};

fn url(path: &std::path::Path) -> DatabaseUrl {
    format!("sqlite:{}", path.display()).parse().unwrap()
}

fn wrong(text: &str) -> String {
    text.parse::<DatabaseUrl>().unwrap_err().to_string()
}

#[test]
fn urls_name_files_and_memory() {
    for (text, shown) in [
        ("sqlite:app.db", "sqlite:app.db"),
        ("sqlite://app.db", "sqlite:app.db"),
        ("sqlite:///tmp/app.db", "sqlite:/tmp/app.db"),
        ("sqlite::memory:", "sqlite::memory:"),
    ] {
        assert_eq!(text.parse::<DatabaseUrl>().unwrap().to_string(), shown);
    }
}

#[test]
fn wrong_urls_say_what_is_wrong_and_never_a_password() {
    assert!(wrong("app.db").contains("sqlite:app.db"));
    assert!(wrong("oracle:x").contains("`oracle:`"));
    assert!(wrong("postgres://me:secret@h:99999/d").contains("99999"));
    assert_eq!("sqlite:".parse::<DatabaseUrl>(), Err(UrlError::NoPath));
    for text in ["me:secret@host/db", "mysql://me:secret@h", "postgres://me:secret@h:x/d"] {
        assert!(!wrong(text).contains("secret"), "{}", wrong(text));
    }
}

#[test]
fn a_session_that_reads_makes_no_file_and_writes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("odd name?#%.db");
    assert_eq!(
        Session::open(&url(&path), Access::Read).unwrap_err(),
        DbError::Missing { path: path.clone() }
    );
    Session::open(&url(&path), Access::Create).unwrap().execute("CREATE TABLE t (x)").unwrap();
    assert!(path.exists());
    let error =
        Session::open(&url(&path), Access::Read).unwrap().execute("INSERT INTO t VALUES (1)").unwrap_err();
    assert!(matches!(error, DbError::ReadOnly { .. }), "{error}");
}

#[test]
fn what_is_no_database_is_said() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("x.db");
    fs::write(&path, "this is a text of more than a hundred bytes, ".repeat(30)).unwrap();
    assert!(matches!(Session::open(&url(&path), Access::Read).unwrap_err(), DbError::NotADatabase { .. }));
    assert!(matches!(Session::open(&url(directory.path()), Access::Read).unwrap_err(), DbError::Open { .. }));
}

#[test]
fn a_second_writer_waits_and_then_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("x.db");
    let mut first = Session::open(&url(&path), Access::Create).unwrap();
    let mut second = Session::open(&url(&path), Access::Create).unwrap();
    first.begin().unwrap();
    second.set_lock_timeout(Duration::from_millis(20)).unwrap();
    assert!(matches!(second.begin().unwrap_err(), DbError::Locked { .. }));
    first.rollback();
    second.begin().unwrap();
    second.commit().unwrap();
}

#[test]
fn a_script_that_fails_points_at_the_word() {
    let mut session = Session::scratch(Family::Sqlite).unwrap();
    let script = "create table t (a int);\ncreate table u (a int,, b int);";
    let error = session.run_script(script).unwrap_err();
    assert_eq!((error.index, error.place()), (1, 46..47));
    let script = "select a,\n  b from t";
    assert_eq!(&script[session.run_script(script).unwrap_err().place()], "b");
    let script = "create table v (x int";
    assert_eq!(&script[session.run_script(script).unwrap_err().place()], "int");
    let script = "select 'abc";
    assert_eq!(&script[session.run_script(script).unwrap_err().place()], "'abc");
}

#[test]
fn rows_without_parents_are_found_table_by_table() {
    let mut session = Session::scratch(Family::Sqlite).unwrap();
    let script = "create table p (id integer primary key, n int); create table c (p_id int references p);
        create table bad (x int references p (n)); create table \"no \"\" rows\" (x int references p (n)); insert into c values (7); insert into bad values (1)";
    session.run_script(script).unwrap();
    let found = session.foreign_key_violations().unwrap();
    assert_eq!(found.iter().map(|violation| violation.table.as_str()).collect::<Vec<_>>(), ["bad", "c"]);
    assert_eq!(found[1].row.as_deref(), Some("1"));
    assert!(found[0].problem.is_some());
}

#[test]
fn a_database_that_is_locked_can_be_opened_and_waited_for() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("x.db");
    let mut first = Session::open(&url(&path), Access::Create).unwrap();
    first.execute("CREATE TABLE t (x); BEGIN EXCLUSIVE").unwrap();
    let mut second = Session::open(&url(&path), Access::Read).unwrap();
    second.set_lock_timeout(Duration::from_millis(20)).unwrap();
    let count = "SELECT CAST(count(*) AS TEXT) AS value FROM t";
    assert!(matches!(second.text(count).unwrap_err(), DbError::Locked { .. }));
    first.commit().unwrap();
    assert_eq!(second.text(count).unwrap().as_deref(), Some("0"));
}

#[test]
fn what_a_session_leaves_open_is_undone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("x.db");
    let mut session = Session::open(&url(&path), Access::Create).unwrap();
    session.begin().unwrap();
    session.execute("CREATE TABLE t (x)").unwrap();
    drop(session);
    let mut session = Session::open(&url(&path), Access::Read).unwrap();
    assert_eq!(session.text("SELECT name AS value FROM sqlite_schema").unwrap(), None);
}

#[test]
fn a_database_in_wal_mode_is_read_where_nothing_may_be_written() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("x.db");
    let script = "PRAGMA journal_mode = wal; CREATE TABLE t (x)";
    Session::open(&url(&path), Access::Create).unwrap().execute(script).unwrap();
    let mut permissions = fs::metadata(directory.path()).unwrap().permissions();
    let writable = permissions.clone();
    permissions.set_readonly(true);
    fs::set_permissions(directory.path(), permissions).unwrap();
    // The superuser may write all the same: nothing is proven then, and nothing wrong.
    let read = Session::open(&url(&path), Access::Read)
        .and_then(|mut session| session.text("SELECT name AS value FROM sqlite_schema"));
    fs::set_permissions(directory.path(), writable).unwrap();
    assert_eq!(read.unwrap().as_deref(), Some("t"));
}
