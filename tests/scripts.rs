//! Scripts that the databases' own clients run leave what the runner leaves.

use std::{
    io::{ErrorKind, Write},
    process::{Command, Stdio},
};

use limbeck_schema::Family;
use limbeck_testkit::servers::{self, Server};

use crate::{project::Throwaway, skipped::say};

#[test]
fn of_sqlite3() {
    same_as_the_runner("sqlite3", None);
}

#[test]
fn of_psql() {
    servers::postgres().iter().for_each(|server| same_as_the_runner("psql", Some(server)));
}

#[test]
fn of_mariadb() {
    let is_mariadb = |server: &&Server| server.name.starts_with("mariadb");
    servers::mysql().iter().filter(is_mariadb).for_each(|server| same_as_the_runner("mariadb", Some(server)));
}

/// Ranges on the way up and down again, each gone by a script on the one database and by the runner on the other.
const WAY: [(&str, &str); 5] = [
    ("upgrade", "base:bbbb"),
    ("upgrade", "bbbb:head"),
    ("downgrade", "head:dddd"),
    ("upgrade", "dddd:head"),
    ("downgrade", "head:base"),
];

fn same_as_the_runner(client: &str, server: Option<&Server>) {
    let family = server.map_or(Family::Sqlite, |server| server.family);
    let (scripted, ran) = (project(server, family), project(server, family));
    let run = |project: &Throwaway, words: &[&str]| {
        project.limbeck(&[&["--url", &project.url(), "--migrations", "m"], words].concat())
    };
    let whole = project(server, family);
    let script = run(&whole, &["upgrade", "--sql", "base:head"]).exits(0).out;
    if !through_client(client, &whole, &script) {
        say(&format!("SKIPPED: there is no program {client}"));
        return;
    }
    for (verb, range) in WAY {
        let script = run(&scripted, &[verb, "--sql", range]).exits(0).out;
        assert!(through_client(client, &scripted, &script));
        run(&ran, &[verb, range.split_once(':').unwrap().1]).exits(0);
        assert_eq!(state(&scripted), state(&ran), "{client}: {verb} {range}");
        assert!(scripted.live().schema() == ran.live().schema(), "{client}: {verb} {range}");
        if range == "bbbb:head" {
            assert_eq!(state(&whole), state(&ran), "{client}: base:head");
            assert!(whole.live().schema() == ran.live().schema(), "{client}: base:head");
        }
    }
}

/// The version rows, and the rows that revisions have left.
fn state(project: &Throwaway) -> (Vec<String>, Vec<String>) {
    let mut session = project.session();
    let rows = session.texts("SELECT version_num AS value FROM limbeck_version ORDER BY 1").unwrap();
    // Gone where the first revision is undone.
    let words = session.texts("SELECT word AS value FROM mark ORDER BY id").unwrap_or_default();
    (rows, words)
}

/// Whether the client is there; the script has to run in it without an error.
fn through_client(client: &str, project: &Throwaway, script: &str) -> bool {
    let mut command = Command::new(client);
    match client {
        "sqlite3" => command.arg("-bail").arg(project.path("app.db")),
        "psql" => command.args(["--no-psqlrc", "--quiet", &project.url()]),
        _ => command.args(mysql_options(&project.url())),
    };
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match child {
        Err(error) if error.kind() == ErrorKind::NotFound => return false,
        child => child.unwrap(),
    };
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && err.is_empty(), "{client}: {err}\n{script}");
    true
}

/// `mysql://USER:PASSWORD@HOST:PORT/DATABASE` as options.
fn mysql_options(url: &str) -> Vec<String> {
    let (account, place) = url.split_once("://").unwrap().1.split_once('@').unwrap();
    let (user, password) = account.split_once(':').unwrap_or((account, ""));
    let (address, database) = place.split_once('/').unwrap();
    let (host, port) = address.split_once(':').unwrap_or((address, "3306"));
    [("host", host), ("port", port), ("user", user), ("password", password), ("database", database)]
        .map(|(name, value)| format!("--{name}={value}"))
        .into()
}

/// Branches, a merge, a dependency, bodies with semicolons, odd strings, and what runs in no transaction.
fn project(server: Option<&Server>, family: Family) -> Throwaway {
    let (trigger, no_trigger, alone) = match family {
        Family::Sqlite => (
            "CREATE TRIGGER g AFTER INSERT ON b BEGIN INSERT INTO mark VALUES (NEW.id + 100, 'x;y'); SELECT 1; END;",
            "DROP TRIGGER g;",
            "VACUUM;",
        ),
        Family::Postgres => (
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n  INSERT INTO mark VALUES (NEW.id + 100, 'x;y');\n  RETURN NEW; -- no end;\nEND $$;\nCREATE TRIGGER g AFTER INSERT ON b FOR EACH ROW EXECUTE FUNCTION f();",
            "DROP TRIGGER g ON b; DROP FUNCTION f();",
            "CREATE INDEX CONCURRENTLY i ON b (word);",
        ),
        Family::Mysql => (
            "CREATE TRIGGER g AFTER INSERT ON b FOR EACH ROW BEGIN\n  INSERT INTO mark VALUES (NEW.id + 100, 'x;y');\n  SET @n = 1; -- no end;\nEND;",
            "DROP TRIGGER g;",
            "CREATE INDEX i ON b (word);",
        ),
    };
    let undo = match family {
        Family::Sqlite => "",
        Family::Postgres => "DROP INDEX i;",
        Family::Mysql => "DROP INDEX i ON b;",
    };
    let mark = "CREATE TABLE mark (id INTEGER NOT NULL PRIMARY KEY, word varchar(100));\n\
        INSERT INTO mark VALUES (1, 'it''s; -- no comment'), (2, 'grün \"x\" `y` $1 % :z {a} /* no */');";
    let project = server.map_or_else(Throwaway::new, Throwaway::on);
    for (id, header, up, down) in [
        ("aaaa", "", mark, "DROP TABLE mark;"),
        ("xxxx", "-- branch_labels: other\n", "CREATE TABLE x (id int);", "DROP TABLE x;"),
        (
            "bbbb",
            "-- revises: aaaa\n",
            "CREATE TABLE b (id INTEGER NOT NULL PRIMARY KEY, word varchar(100));",
            "DROP TABLE b;",
        ),
        (
            "cccc",
            "-- revises: aaaa\n-- depends_on: other\n",
            "INSERT INTO mark VALUES (3, 'c');",
            "DELETE FROM mark WHERE id = 3;",
        ),
        ("dddd", "-- revises: bbbb, cccc\n", trigger, no_trigger),
        (
            "eeee",
            "-- revises: dddd\n",
            "INSERT INTO b VALUES (1, NULL);",
            "DELETE FROM b; DELETE FROM mark WHERE id = 101;",
        ),
        ("ffff", "-- revises: eeee\n-- transaction: none\n", alone, undo),
    ] {
        let text = format!(
            "-- It's {id}; done\n--\n-- revision: {id}\n{header}\n-- limbeck:upgrade\n{up}\n\n-- limbeck:downgrade\n{down}\n"
        );
        project.write(&format!("m/versions/{id}.sql"), &text);
    }
    project
}
