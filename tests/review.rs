//! What a reviewer and a workflow see.

use crate::project::Throwaway;

const BEFORE: &str = "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT);";
const AFTER: &str = "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT, y TEXT DEFAULT 'a|b');";

fn diff(project: &Throwaway, form: &str) -> String {
    project.limbeck(&["diff", "sql:before.sql", "sql:after.sql", "--format", form]).exits(1).out
}

#[test]
fn a_difference_can_be_read_in_several_forms() {
    let project = Throwaway::new();
    project.write("before.sql", BEFORE);
    project.write("after.sql", AFTER);
    let patch = diff(&project, "unified");
    assert!(patch.starts_with("--- sql:before.sql\n+++ sql:after.sql\n@@ "), "{patch}");
    assert!(patch.contains("\n+    \"y\" TEXT DEFAULT 'a|b'"), "{patch}");
    let table = diff(&project, "markdown");
    assert!(table.contains("\n| add | column | `a.y` | `TEXT DEFAULT 'a\\|b'` |\n"), "{table}");
    let marks = diff(&project, "github");
    assert_eq!(
        marks,
        "::error title=limbeck%3A sql%3Abefore.sql differs from sql%3Aafter.sql::+ column a.y: TEXT DEFAULT 'a|b'\n"
    );
    let same =
        |form: &str| project.limbeck(&["diff", "sql:after.sql", "sql:after.sql", "--format", form]).exits(0);
    assert_eq!(same("unified").out, "no difference\n");
    assert_eq!(same("markdown").out, "**no difference**\n");
    assert_eq!(same("github").out.trim(), "");
    let refused = project.limbeck(&["heads", "--format", "github"]).exits(2);
    assert!(refused.err.contains("is for `check`, `diff` and `lint`"), "{refused:?}");
}

#[test]
fn check_takes_the_same_forms() {
    let project = Throwaway::new();
    project.write("schema.sql", BEFORE);
    let run = |words: &[&str]| project.with("sql:schema.sql", words);
    run(&["revision", "--autogenerate", "-m", "one", "--rev-id", "aa11"]).exits(0);
    run(&["upgrade", "head"]).exits(0);
    assert_eq!(
        run(&["check", "--format", "markdown"]).exits(0).out,
        "**models, migrations and database agree**\n"
    );
    project.write("schema.sql", AFTER);
    run(&["revision", "-m", "two", "--rev-id", "bb22"]).exits(0);
    let marks = run(&["check", "--format", "github"]).exits(1).out;
    let lines: Vec<&str> = marks.lines().collect();
    assert!(lines[0].starts_with("::error title=limbeck%3A check::the database is at aa11"), "{marks}");
    assert!(lines[1].ends_with("::+ column a.y: TEXT DEFAULT 'a|b'"), "{marks}");
    let patch = run(&["check", "--format", "unified"]).exits(1).out;
    assert!(patch.contains("limbeck upgrade head") && patch.contains("\n--- db\n+++ models\n"), "{patch}");
}

#[test]
fn migrations_are_replayed_where_there_is_no_database() {
    let project = Throwaway::new();
    project.write("schema.sql", BEFORE);
    let run = |words: &[&str]| project.with("sql:schema.sql", words);
    run(&["revision", "--autogenerate", "-m", "one", "--rev-id", "aa11"]).exits(0);
    let agrees = run(&["check", "--replay"]).exits(0);
    assert_eq!(agrees.out, "models and migrations agree; 1 revision ran up, back, and up again\n");
    assert!(!project.path("app.db").exists(), "no database is asked");

    project.write("schema.sql", AFTER);
    let differs = run(&["check", "--replay"]).exits(1).out;
    assert!(differs.starts_with("the migrations differ from the models:\n\n+ column a.y"), "{differs}");
}

#[test]
fn a_downgrade_that_does_not_come_back_is_found() {
    let project = Throwaway::new();
    project.write(
        "schema.sql",
        "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY);
         CREATE TABLE c (id INTEGER PRIMARY KEY); CREATE TABLE d (id INTEGER PRIMARY KEY);",
    );
    let write = |id: &str, header: &str, up: &str, down: &str| {
        project.write(
            &format!("m/versions/{id}.sql"),
            &format!("-- {id}\n--\n-- revision: {id}\n{header}\n-- limbeck:upgrade\n{up}\n-- limbeck:downgrade\n{down}\n"),
        );
    };
    let table = |name: &str| format!("CREATE TABLE {name} (id INTEGER PRIMARY KEY);");
    write("aa11", "", &table("a"), "DROP TABLE a;");
    // Two branches and a merge: each step back is taken on its own branch.
    write("bb22", "-- revises: aa11\n", &table("b"), "");
    write("cc33", "-- revises: aa11\n", &table("c"), "DROP TABLE nowhere;");
    write("dd44", "-- revises: bb22, cc33\n", "", "");
    write(
        "ee55",
        "-- revises: dd44\n",
        &table("d").replace("TABLE", "TABLE IF NOT EXISTS"),
        "DROP TABLE d; CREATE INDEX i ON a (id); DROP INDEX i;",
    );
    let run =
        |form: &str| project.with("sql:schema.sql", &["check", "--replay", "--format", form]).exits(1).out;
    let said = run("text");
    assert!(
        said.contains(
            "m/versions/bb22.sql:8: revision bb22: its downgrade leaves the schema with:\n  + table b"
        ),
        "{said}"
    );
    assert!(
        said.contains("cc33.sql:8: revision cc33: its downgrade fails: ") && said.contains("nowhere"),
        "{said}"
    );
    assert_eq!(said.matches("revision ").count(), 2, "{said}");
    let marks = run("github");
    assert!(marks.contains("::error file=m/versions/bb22.sql,line=8,title="), "{marks}");
    let json = run("json");
    assert!(json.contains("\"replayed\": 5") && json.contains("\"direction\": \"downgrade\""), "{json}");
}
