//! Hazards in revision files.

use crate::project::Throwaway;

fn write(project: &Throwaway, id: &str, header: &str, up: &str, down: &str) {
    project.write(
        &format!("m/versions/{id}.sql"),
        &format!(
            "-- {id}\n-- revision: {id}\n{header}-- limbeck:upgrade\n{up}\n-- limbeck:downgrade\n{down}\n"
        ),
    );
}

#[test]
fn what_a_reviewer_should_look_at_is_listed_with_its_place() {
    let project = Throwaway::new();
    let lint = |url: &str, words: &[&str]| {
        let common = ["--url", url, "--migrations", "m", "lint"];
        project.limbeck(&[&common[..], words].concat())
    };
    for (family, up, wanted) in [
        (
            "sqlite:app.db",
            "DROP TABLE IF EXISTS \"Users\";",
            "4: DS102 drop-table: every row of users is lost",
        ),
        (
            "sqlite:app.db",
            "\n\nALTER TABLE a DROP COLUMN b;",
            "6: DS103 drop-column: every value of a.b is lost",
        ),
        ("postgres://h/d", "TRUNCATE shop.a;", "4: DS113 truncate: every row of a is lost"),
        ("postgres://h/d", "DROP SCHEMA old CASCADE;", "4: DS101 drop-schema: old goes"),
        (
            "postgres://h/d",
            "CREATE UNIQUE INDEX CONCURRENTLY i ON a (b);",
            "4: LK101 not-in-a-transaction: CONCURRENTLY runs in",
        ),
        (
            "sqlite:app.db",
            "-- hazard DD208 primary-key-change: fails\nSELECT 1;",
            "4: DD208 primary-key-change: fails",
        ),
        ("sqlite:app.db", "-- hazard DS102 drop-table: told\nDROP TABLE a;", "4: DS102 drop-table: told"),
    ] {
        write(&project, "aa11", "", up, "SELECT 1;");
        let found = lint(family, &[]).exits(1);
        assert!(found.out.starts_with(&format!("m/versions/aa11.sql:{wanted}")), "{up}: {found:?}");
        assert_eq!(found.out.lines().count(), 1, "{found:?}");
    }
    write(&project, "aa11", "", "CREATE TABLE a (b);", "");
    assert!(lint("sqlite:app.db", &[]).exits(1).out.contains("aa11.sql:5: LK102 no-way-back"));
    let marks = lint("sqlite:app.db", &["--format", "github"]).exits(1).out;
    assert!(marks.starts_with("::error file=m/versions/aa11.sql,line=5,title=limbeck%3A LK102"), "{marks}");
    assert!(lint("sqlite:app.db", &["--format", "json"]).exits(1).out.contains("\"code\": \"LK102\""));
}

#[test]
fn nothing_is_found_that_is_not_so() {
    let project = Throwaway::new();
    let lint = |url: &str, words: &[&str]| {
        project.limbeck(&[&["--url", url, "--migrations", "m", "lint"], words].concat())
    };
    for (family, header, up) in [
        ("sqlite:app.db", "", "CREATE TABLE new (x); DROP TABLE a; ALTER TABLE new RENAME TO a;"),
        ("sqlite:app.db", "", "CREATE TEMP TABLE t (x); DROP TABLE t;"),
        (
            "sqlite:app.db",
            "",
            "INSERT INTO log VALUES ('-- hazard DS102 drop-table: no'); -- DROP TABLE a;\n",
        ),
        ("sqlite:app.db", "", "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; END;"),
        ("postgres://h/d", "", "ALTER TABLE a ALTER COLUMN b DROP NOT NULL, DROP CONSTRAINT c;"),
        ("postgres://h/d", "-- transaction: none\n", "CREATE INDEX CONCURRENTLY i ON a (b);"),
        ("postgres://h/d", "", "CREATE TABLE concurrently (drop_table int);"),
        ("mysql://h/d", "", "ALTER TABLE a DROP INDEX i, DROP FOREIGN KEY f;"),
    ] {
        write(&project, "aa11", header, up, "SELECT 1;");
        let found = lint(family, &[]).exits(0);
        assert_eq!(found.out, "nothing found\n", "{up}");
    }
    write(&project, "bb22", "-- revises: aa11\n", "DROP TABLE a;", "SELECT 1;");
    write(&project, "cc33", "-- revises: bb22\n", "", "");
    assert_eq!(lint("sqlite:app.db", &["head"]).exits(0).out, "nothing found\n");
    assert!(lint("sqlite:app.db", &["bb22:head"]).exits(1).out.contains("bb22.sql:"));
}
