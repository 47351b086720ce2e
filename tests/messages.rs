//! Errors say what, where, and what to do next.

use std::{fs, time::Duration};

use crate::project::Throwaway;

#[test]
fn wrong_models_point_at_the_place() {
    let project = Throwaway::new();
    project.write("schema.sql", "CREATE TABLE t (\n  id INTEGER PRIMARY KEY,\n  name TEX T,,\n);\n");
    let error = project.with("sql:schema.sql", &["revision", "--autogenerate"]).exits(2).err;
    assert!(error.contains("schema.sql:3:14") && error.contains("name TEX T,,"), "{error}");
    project.write("schema.rs", "diesel::table! {\n    users (id) {\n        id -> ,\n    }\n}\n");
    let error = project.with("diesel:schema.rs", &["revision", "--autogenerate"]).exits(2).err;
    assert!(error.contains("schema.rs:3:") && error.contains("id -> ,"), "{error}");
    project.write("a.rs", "#[derive(Model)]\nstruct User {\n    id: i32,\n    at: Foo,\n}\n");
    let error = project.with("rust:a.rs", &["revision", "--autogenerate"]).exits(2).err;
    assert!(error.contains("a.rs:4:") && error.contains("sql_type"), "{error}");
}

#[test]
fn what_is_missing_or_wrong_is_named() {
    let project = Throwaway::new();
    project.write("schema.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY);");
    let fails = |words: &[&str], wanted: &str| {
        let error = project.limbeck(words).exits(2).err;
        assert!(error.contains(wanted), "{words:?}: {error}");
    };
    let revision = ["revision", "--autogenerate"];
    fails(
        &[&["--url", "sqlite:app.db", "--models", "sql:nowhere.sql"], &revision[..]].concat(),
        "nowhere.sql: there is no such file",
    );
    fails(&[&["--url", "app.db", "--models", "sql:schema.sql"], &revision[..]].concat(), "sqlite:app.db");
    fails(&[&["--url", "mysql://u:secret@h"], &revision[..]].concat(), "names no database");
    fails(&[&["--url", "sqlite:app.db", "--models", "schema.sql"], &revision[..]].concat(), "sql:schema.sql");
    fails(
        &["--url", "sqlite:app.db", "--models", "sql:schema.sql", "check"],
        "there is no database at app.db",
    );
    fails(&["--url", "sqlite:app.db", "upgrade", "nope"], "is called `nope`");
    assert!(!project.path("app.db").exists(), "a wrong word leaves no database behind");
    project.write("reaches.sql", "ATTACH 'other.db' AS o;");
    fails(&["diff", "sql:schema.sql", "sql:reaches.sql"], "ATTACH reaches out of the schema");
    fails(&["--url", "sqlite:app.db", "revision", "--rev-id", "a-b"], "cannot stand in `a-b`");
    fails(&["frobnicate"], "frobnicate");
    fails(&["check"], "no database is named");
    fails(&["--url", "sqlite:.", "current"], "is a directory");
    fs::write(project.path("text.db"), "no database at all ".repeat(50)).unwrap();
    fails(&["--url", "sqlite:text.db", "current"], "is no SQLite database");
}

#[test]
fn a_locked_or_read_only_database_is_said_to_be() {
    let project = Throwaway::new();
    project.write("schema.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY);");
    project.write("limbeck.toml", "[limbeck]\nlock_timeout = 0\n");
    let run = |words: &[&str]| project.with("sql:schema.sql", words);
    let mut session = project.session();
    session.execute("CREATE TABLE other (x)").unwrap();
    run(&["revision", "--autogenerate", "--no-renames"]).exits(0);
    session.set_lock_timeout(Duration::from_millis(1)).unwrap();
    session.begin().unwrap();
    let error = run(&["upgrade", "head"]).exits(2).err;
    assert!(error.contains("locked by another program"), "{error}");
    session.rollback();
    drop(session);
    // Root may write to anything: a database in a place that cannot be written shows it all the same.
    let error = project
        .limbeck(&["--url", "sqlite:/dev/full/x.db", "--migrations", "m", "upgrade", "head"])
        .exits(2)
        .err;
    assert!(error.contains("/dev/full/x.db"), "{error}");
}

#[test]
fn a_failing_revision_says_where_and_leaves_nothing() {
    let project = Throwaway::new();
    let run = |words: &[&str]| project.with("sql:schema.sql", words);
    run(&["revision", "-m", "x", "--rev-id", "aaa111"]).exits(0);
    let path = project.path("m/versions/aaa111_x.sql");
    let text = fs::read_to_string(&path).unwrap();
    let broken = text.replace(
        "-- limbeck:upgrade\n",
        "-- limbeck:upgrade\nCREATE TABLE t (x);\nINSERT INTO nowhere VALUES (1);\n",
    );
    fs::write(&path, broken).unwrap();
    let error = run(&["upgrade", "head"]).exits(2).err;
    assert!(error.contains("aaa111_x.sql:8:13: no such table: nowhere"), "{error}");
    assert!(project.live().schema().tables.is_empty());
    fs::write(&path, text.replace("-- revision:", "-- revison:")).unwrap();
    let error = run(&["history"]).exits(2).err;
    assert!(error.contains("aaa111_x.sql:3: `revison` is no header"), "{error}");
}

#[test]
fn what_only_a_person_can_weigh_is_left_to_one() {
    let Some(server) = limbeck_testkit::servers::postgres().into_iter().next() else { return };
    let project = Throwaway::on(&server);
    project.session().execute("CREATE TABLE sale (id int, day date)").unwrap();
    project.write("schema.sql", "CREATE TABLE sale (id int, day date) PARTITION BY RANGE (day);");
    let error = project.with("sql:schema.sql", &["revision", "--autogenerate"]).exits(2).err;
    assert!(error.contains("how sale is partitioned") && error.contains("nothing was written"), "{error}");
    assert!(!project.path("m/versions").exists(), "{error}");
    project.with("sql:schema.sql", &["check"]).exits(1);
}
