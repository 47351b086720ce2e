//! Whole Diesel projects, as they are.

use crate::project::Throwaway;

const TABLES: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, path TEXT);
    CREATE TABLE jobs_done (id INTEGER PRIMARY KEY NOT NULL);
    CREATE TABLE later (id INTEGER PRIMARY KEY NOT NULL);
    CREATE VIEW names AS SELECT id, name FROM users;";

const SCHEMA: &str = "// @generated
diesel::table! {
    users (id) {
        id -> Integer,
        name -> Text,
    }
}
diesel::view! { names { id -> Integer, name -> Text, } }
";

const PATCH: &str = "--- a/src/schema.rs
+++ b/src/schema.rs
@@ -4,6 +4,5 @@
     users (id) {
         id -> Integer,
         name -> Text,
-        path -> Nullable<Text>,
     }
 }
";

fn project(configuration: &str) -> Throwaway {
    let project = Throwaway::new();
    project.session().run_script(TABLES).unwrap();
    project.write("src/schema.rs", SCHEMA);
    project.write("src/by_hand.rs", "diesel::table! { later { id -> Integer } }");
    project.write("users.patch", PATCH);
    project.write("diesel.toml", configuration);
    project
}

/// What `check` of the project says: its exit code, what differs, and what it tells beside.
fn checked(project: &Throwaway, models: &str) -> (i32, String, String) {
    let ran = project.with(models, &["check"]);
    (ran.code, ran.out, ran.err)
}

#[test]
fn what_it_filters_out_and_patches_away_is_left_alone() {
    let told = "[print_schema]
file = \"src/schema.rs\"
filter = { except_tables = [\"^jobs_\"] }
patch_file = \"users.patch\"
";
    let project = project(told);
    for models in ["diesel:diesel.toml", "diesel:."] {
        let (code, out, err) = checked(&project, models);
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
    }
    project.write("diesel.toml", &told.replace("except_tables = [\"^jobs_\"]", "only_tables = [\"users\"]"));
    assert_eq!(checked(&project, "diesel:.").0, 0);
    project.write("diesel.toml", &told.replace("jobs", "shops"));
    let (code, out, _) = checked(&project, "diesel:.");
    assert_eq!(code, 1);
    assert!(out.contains("jobs_done") && !out.contains("later") && !out.contains("path"), "{out}");
}

#[test]
fn sections_are_read_together() {
    let project = project(
        "[print_schema.first]
file = \"src/schema.rs\"
filter = { only_tables = [\"users\"] }
[print_schema.second]
file = \"other/schema.rs\"
filter = { only_tables = [\"jobs_done\"] }
patch_file = \"none.patch\"
",
    );
    project.write("none.patch", "");
    project.write("other/schema.rs", "diesel::table! { jobs_done { id -> Integer, at -> Timestamp } }");
    let (code, out, _) = checked(&project, "diesel:.");
    assert_eq!(code, 1);
    assert!(out.contains("jobs_done.at") && out.contains("users.path") && !out.contains("later"), "{out}");
}

#[test]
fn what_cannot_be_followed_stops_the_run() {
    let stops = |configuration: &str| {
        let (code, out, err) = checked(&project(configuration), "diesel:.");
        assert_eq!((code, out.as_str()), (2, ""));
        err
    };
    let file = "[print_schema]\nfile = \"src/schema.rs\"\n";
    assert!(stops("[print_schema\n").contains("diesel.toml"));
    assert!(stops("[print_schema]\nfile = 1\n").contains("`file` of [print_schema] is no text"));
    assert!(stops(&format!("{file}filter = {{ only_tables = [\"(\"] }}")).contains("[print_schema]"));
    assert!(stops(&format!("{file}filter = {{ without = [] }}")).contains("`without`"));
    let patched = format!("{file}patch_file = \"users.patch\"\n");
    let other = project(&patched);
    other.write("src/schema.rs", "diesel::table! { other { id -> Integer } }");
    let (code, _, err) = checked(&other, "diesel:.");
    assert_eq!(code, 2);
    assert!(err.contains("users.patch:3"), "{err}");
    let unknown = project(&format!("{file}new_word = true\n"));
    assert!(checked(&unknown, "diesel:.").2.contains("`new_word` of [print_schema]"));
}

#[test]
fn what_is_written_from_a_database_says_the_same() {
    let project = Throwaway::new();
    let odd = "CREATE TABLE \"odd-name\" (\"type\" DATETIME DEFAULT CURRENT_TIMESTAMP, \"a b\" VARCHAR(9) NOT NULL UNIQUE,
        price DECIMAL(9,2) CHECK (price > 0), user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);
        CREATE INDEX odd_ix ON \"odd-name\" (price DESC, lower(\"a b\")) WHERE price > 1;";
    project.session().run_script(&format!("{TABLES} {odd}")).unwrap();
    for (format, told) in [("diesel", "by `table!`"), ("rust", "by a struct")] {
        let models = format!("{format}:written.rs");
        let written = project.with(&models, &["inspect", "--format", format]).exits(0);
        assert!(written.err.contains(&format!("view `names` cannot be said {told}")), "{written:?}");
        project.write("written.rs", &written.out);
        let same = project.with(&models, &["diff"]).exits(0);
        assert_eq!((same.out.trim(), same.err.as_str()), ("no difference", ""), "{}", written.out);
        let elsewhere = project.with(&models, &["check", "--format", format]).exits(2);
        assert!(elsewhere.err.contains("is for `inspect`"), "{elsewhere:?}");
    }
    assert!(project.with("sql:none", &["inspect", "--format", "rust"]).out.contains("on_delete = cascade"));
}
