//! The contract with scripts: words, exit codes, and what stands on which stream.

use std::fs;

use crate::project::Throwaway;

/// The whole road with one kind of models: the first and the second state of them.
fn road(models: &str, file: &str, first: &str, second: &str) {
    let project = Throwaway::new();
    project.write(file, first);
    let run = |words: &[&str]| project.with(models, words);
    run(&["revision", "--autogenerate", "-m", "first"]).exits(0);
    run(&["upgrade", "head"]).exits(0);
    run(&["check"]).exits(0);
    let nothing = run(&["revision", "--autogenerate", "-m", "again"]).exits(0);
    assert!(nothing.err.contains("no changes detected") && nothing.out.is_empty(), "{nothing:?}");

    project.session().execute("INSERT INTO users (id, name) VALUES (7, 'Ada')").unwrap();
    project.write(file, second);
    let differs = run(&["check"]).exits(1);
    assert!(differs.out.contains("users.mail"), "{differs:?}");
    run(&["revision", "--autogenerate", "-m", "second"]).exits(0);
    let behind = run(&["check"]).exits(1);
    assert!(behind.out.contains("limbeck upgrade head"), "{behind:?}");
    run(&["revision", "--autogenerate", "-m", "third"]).exits(2);
    run(&["upgrade", "head"]).exits(0);
    run(&["check"]).exits(0);
    let name = project.session().text("SELECT name AS value FROM users WHERE id = 7").unwrap();
    assert_eq!(name.as_deref(), Some("Ada"));
    run(&["downgrade", "base"]).exits(0);
    assert!(project.live().schema().tables.is_empty());
}

#[test]
fn the_whole_road_with_sql_models() {
    road(
        "sql:schema.sql",
        "schema.sql",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, mail TEXT);",
    );
}

#[test]
fn sql_files_may_need_each_other_in_any_order() {
    let project = Throwaway::new();
    for (file, made, from) in [("1", "a", "b"), ("2", "b", "c"), ("3", "c", "d"), ("4", "d", "e")] {
        project.write(&format!("s/{file}.sql"), &format!("CREATE TABLE {made} AS SELECT * FROM {from};"));
    }
    let stuck = project.with("sql:s", &["inspect", "models"]).exits(2);
    assert!(stuck.err.contains("no such table: b") && stuck.err.contains("1.sql"), "{stuck:?}");
    project.write("s/5.sql", "CREATE TABLE e (id INTEGER PRIMARY KEY);");
    let made = project.with("sql:s", &["inspect", "models"]).exits(0);
    assert_eq!(made.out.matches("CREATE TABLE").count(), 5, "{made:?}");
    project.write("s/0.sql", "CREATE TABLE f AS SELECT * FROM none;");
    let broken = project.with("sql:s", &["inspect", "models"]).exits(2);
    assert!(broken.err.contains("no such table: none") && broken.err.contains("0.sql"), "{broken:?}");
}

#[test]
fn the_whole_road_with_diesel_models() {
    road(
        "diesel:src/schema.rs",
        "src/schema.rs",
        "diesel::table! { users (id) { id -> Integer, name -> Text, } }",
        "diesel::table! { users (id) { id -> Integer, name -> Nullable<Text>, mail -> Nullable<Text>, } }",
    );
}

#[test]
fn the_whole_road_with_rust_models() {
    road(
        "rust:src",
        "src/models.rs",
        "#[derive(Model)] struct User { id: i32, name: String }",
        "#[derive(Model)] #[limbeck(index(mail))] struct User { id: i32, #[limbeck(unique)] name: String, mail: Option<String> }",
    );
}

#[test]
fn sources_combine() {
    let project = Throwaway::new();
    project.write("schema.rs", "diesel::table! { users (id) { id -> Integer, name -> Text, } }");
    project.write(
        "more.sql",
        "CREATE UNIQUE INDEX users_name ON users (name); CREATE VIEW v AS SELECT name FROM users;",
    );
    let run = |words: &[&str]| {
        let common = ["--url", "sqlite:app.db", "--models", "diesel:schema.rs", "--models", "sql:more.sql"];
        project.limbeck(&[&common[..], &["--migrations", "m"], words].concat())
    };
    run(&["revision", "--autogenerate", "-m", "first"]).exits(0);
    run(&["upgrade", "head"]).exits(0);
    run(&["check"]).exits(0);
    project.session().execute("DROP INDEX users_name").unwrap();
    assert!(run(&["check"]).exits(1).out.contains("+ index users.users_name"));
}

#[test]
fn a_likely_rename_is_never_guessed() {
    let project = Throwaway::new();
    project.session().execute("CREATE TABLE t (id INTEGER PRIMARY KEY, username TEXT)").unwrap();
    project.session().execute("INSERT INTO t VALUES (1, 'Ada')").unwrap();
    project.write("schema.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY, user_name TEXT);");
    let run =
        |words: &[&str]| project.with("sql:schema.sql", &[&["revision", "--autogenerate"], words].concat());
    let asked = run(&[]).exits(3);
    assert!(asked.err.contains("--rename 't.username=t.user_name'"), "{asked:?}");
    assert!(!project.path("m").exists(), "nothing is written before a person decides");

    let dropped = run(&["--no-renames", "-v"]).exits(0);
    assert!(dropped.out.contains("DS103"), "{dropped:?}");
    std::fs::remove_dir_all(project.path("m")).unwrap();
    project.write("answers.toml", "[renames]\n\"t.username\" = \"t.user_name\"\n");
    run(&["--answers", "answers.toml"]).exits(0);
    project.with("sql:schema.sql", &["upgrade", "head"]).exits(0);
    let name = project.session().text("SELECT user_name AS value FROM t").unwrap();
    assert_eq!(name.as_deref(), Some("Ada"));
}

#[test]
fn renamed_from_in_a_model_is_a_rename_once() {
    let project = Throwaway::new();
    project.write("a.rs", "#[derive(Model)] struct User { id: i32, username: String }");
    let run = |words: &[&str]| project.with("rust:a.rs", words);
    run(&["revision", "--autogenerate", "-m", "one"]).exits(0);
    run(&["upgrade", "head"]).exits(0);
    let renamed =
        "#[derive(Model)] struct User { id: i32, #[limbeck(renamed_from = \"username\")] user_name: String }";
    project.write("a.rs", renamed);
    let written = run(&["revision", "--autogenerate", "-m", "two", "-v"]).exits(0);
    assert!(written.out.contains("RENAME COLUMN"), "{written:?}");
    run(&["upgrade", "head"]).exits(0);
    run(&["check"]).exits(0);
    run(&["downgrade", "-1"]).exits(0);
}

#[test]
fn where_the_database_is_and_was() {
    let project = Throwaway::new();
    project.write("schema.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY);");
    let run = |words: &[&str]| project.with("sql:schema.sql", words);
    run(&["revision", "--autogenerate", "-m", "Add t", "--rev-id", "aaa111"]).exits(0);
    run(&["revision", "-m", "by hand", "--rev-id", "bbb222"]).exits(0);
    assert_eq!(run(&["heads"]).exits(0).out, "bbb222 (head)\n");
    run(&["upgrade", "+1"]).exits(0);
    assert_eq!(run(&["current"]).exits(0).out, "aaa111\n");
    run(&["current", "--check-heads"]).exits(1);
    let history = run(&["history", "-i"]).exits(0).out;
    assert_eq!(history, "aaa111 -> bbb222 (head), by hand\n<base> -> aaa111 (current), Add t\n");
    assert_eq!(run(&["history", "-r", "bbb:"]).exits(0).out.lines().count(), 1);
    assert!(run(&["show", "aaa"]).exits(0).out.contains("CREATE TABLE \"t\""));
    run(&["stamp", "head"]).exits(0);
    let current: serde_json::Value =
        serde_json::from_str(&run(&["current", "--format", "json"]).out).unwrap();
    assert_eq!((&current["version"], &current["current"][0]), (&1.into(), &"bbb222".into()));
    run(&["downgrade", "aaa111"]).exits(0);
    run(&["downgrade", "base"]).exits(0);
}

#[test]
fn inspect_prints_what_makes_the_schema_again() {
    let project = Throwaway::new();
    let script = "CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, n TEXT COLLATE NOCASE DEFAULT 'x' UNIQUE);
        CREATE TABLE c (p INT REFERENCES p ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, CHECK (p > 0)) STRICT;
        CREATE INDEX i ON c (p DESC) WHERE p IS NOT NULL; CREATE VIEW v AS SELECT n FROM p;
        CREATE TRIGGER g INSTEAD OF DELETE ON v BEGIN SELECT 1; END;";
    project.session().run_script(script).unwrap();
    let sql = project.limbeck(&["--url", "sqlite:app.db", "inspect"]).exits(0).out;
    project.write("again.sql", &sql);
    project.limbeck(&["--url", "sqlite:app.db", "diff", "db", "sql:again.sql"]).exits(0);
    let json = project.limbeck(&["--url", "sqlite:app.db", "inspect", "--format", "json"]).exits(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["tables"][1]["autoincrement"], serde_json::Value::Bool(true));
    project.write("other.sql", "CREATE TABLE p (id INTEGER PRIMARY KEY);");
    let diff = project.limbeck(&["diff", "sql:again.sql", "sql:other.sql"]).exits(1);
    assert!(diff.out.contains("- table c"), "{diff:?}");
}

#[test]
fn a_configuration_stands_in_for_options() {
    let project = Throwaway::new();
    project.write("schema.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE tmp_x (id INT);");
    project.write(
        "limbeck.toml",
        "[limbeck]\nurl = \"${NOWHERE_URL}\"\nmodels = [\"sql:schema.sql\"]\nexclude = [\"tmp_*\"]\n\n[env.here]\nurl = \"sqlite:app.db\"\n",
    );
    assert!(project.limbeck(&["check"]).exits(2).err.contains("NOWHERE_URL"));
    let written = project.limbeck(&["-n", "here", "revision", "--autogenerate", "-m", "x", "-v"]).exits(0);
    assert!(!written.out.contains("tmp_x"), "{written:?}");
    project.limbeck(&["-n", "here", "upgrade", "head"]).exits(0);
    project.limbeck(&["-x", "NOWHERE_URL=sqlite:app.db", "check"]).exits(0);
    project.limbeck(&["-n", "nowhere", "check"]).exits(2);
    project.write("limbeck.toml", "[limbeck]\nmodel = []\n");
    assert!(project.limbeck(&["check"]).exits(2).err.contains("model"));
}

#[test]
fn init_writes_no_password_and_no_address_without_it() {
    let throwaway = Throwaway::new();
    let begun = throwaway.limbeck(&["--url", "postgres://app:s3cret@localhost/shop", "init"]).exits(0);
    assert!(begun.err.contains("DATABASE_URL") && !(begun.err + &begun.out).contains("s3cret"));
    let written = fs::read_to_string(throwaway.path("limbeck.toml")).unwrap();
    assert!(written.contains("url = \"${DATABASE_URL}\""), "{written}");
}

#[test]
fn init_sets_up_and_touches_nothing_that_is_there() {
    let project = Throwaway::new();
    let set_up = ["--url", "sqlite:app.db", "--models", "sql:schema.sql", "init"];
    project.limbeck(&set_up).exits(0);
    project.write("migrations/script.sql.jinja", "{% raw %}{% endraw %}-- mine: {{ message }}\n");
    project.limbeck(&set_up).exits(0);
    project.write("schema.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY);");
    let refused = project.limbeck(&["revision", "--autogenerate", "-m", "x"]).exits(2);
    assert!(refused.err.contains("script.sql.jinja"), "{refused:?}");
    let template = include_str!("../templates/limbeck/script.sql.jinja")
        .replace("-- {{ message }}", "-- our own: {{ message }}");
    project.write("migrations/script.sql.jinja", &template);
    let written = project.limbeck(&["revision", "--autogenerate", "-m", "x", "-v"]).exits(0);
    assert!(written.out.contains("-- our own: x"), "{written:?}");
}

#[test]
fn comments_of_models_are_for_their_readers() {
    let project = Throwaway::new();
    let model = "#[derive(Model)] #[limbeck(comment = \"people\")] struct User { id: i32, #[limbeck(comment = \"x\")] name: String }";
    project.write("a.rs", model);
    project.with("rust:a.rs", &["revision", "--autogenerate", "-m", "one"]).exits(0);
    project.with("rust:a.rs", &["upgrade", "head"]).exits(0);
    project.with("rust:a.rs", &["check"]).exits(0);
}

#[test]
fn a_script_does_what_the_runner_does() {
    let project = Throwaway::new();
    project.write("schema.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY);");
    let run = |words: &[&str]| project.with("sql:schema.sql", words);
    let dry = run(&["revision", "--autogenerate", "-m", "x", "--sql"]).exits(0);
    assert!(dry.out.contains("CREATE TABLE") && !project.path("m").exists(), "{dry:?}");
    run(&["revision", "--autogenerate", "-m", "one", "--rev-id", "aaa111"]).exits(0);
    let labelled =
        ["revision", "-m", "two", "--rev-id", "bbb222", "--branch-label", "second", "--depends-on", "aaa"];
    run(&labelled).exits(0);
    assert!(run(&["revision", "-m", "three", "--head", "aaa111"]).exits(2).err.contains("--splice"));
    let script = run(&["upgrade", "head", "--sql", "--tag", "release 1"]).exits(0).out;
    assert!(script.starts_with("-- release 1\nPRAGMA foreign_keys = OFF;"), "{script}");
    project.session().run_script(&script).unwrap();
    assert_eq!(run(&["current"]).exits(0).out, "bbb222 (head)\n");
    run(&["check"]).exits(0);
    run(&["downgrade", "base", "--sql"]).exits(2);
    let back = run(&["downgrade", "head:base", "--sql"]).exits(0).out;
    project.session().run_script(&back).unwrap();
    assert!(project.live().schema().tables.is_empty());
}
