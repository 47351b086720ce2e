//! What the configuration changes, seen from outside.

use std::fs;

use limbeck_testkit::servers;

use crate::project::Throwaway;

const ONE: &str = "CREATE TABLE a (id INTEGER PRIMARY KEY);";

/// Files below a directory, by their paths from there.
fn files(project: &Throwaway, directory: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![project.path(directory)];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(project.path(directory)).unwrap().display().to_string());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn files_are_called_as_the_template_says() {
    let project = Throwaway::new();
    project.write("schema.sql", ONE);
    project.write(
        "limbeck.toml",
        "[limbeck]\nurl = \"sqlite:app.db\"\nfile_template = \"sub/%(slug)s-%(rev)s\"\ntruncate_slug_length = 5\ntimezone = \"Asia/Kolkata\"\n",
    );
    project.limbeck(&["revision", "-m", "Add a user", "--rev-id", "aa11"]).exits(0);
    assert_eq!(files(&project, "migrations/versions"), ["sub/add_a-aa11.sql"]);
    let text = fs::read_to_string(project.path("migrations/versions/sub/add_a-aa11.sql")).unwrap();
    assert!(text.contains("+05:30\n"), "{text}");
    project.limbeck(&["revision", "-m", "b", "--rev-id", "bb22"]).exits(0);
    assert!(project.limbeck(&["heads"]).exits(0).out.contains("bb22"));
}

/// Two revisions, of which the second fails until it is mended.
fn with_a_broken_end(project: &Throwaway) {
    let revision = |id: &str, parent: &str, up: &str, down: &str| {
        let text = format!(
            "-- revision: {id}\n-- revises: {parent}\n-- limbeck:upgrade\n{up};\n-- limbeck:downgrade\n{down};\n"
        );
        project.write(&format!("m/versions/{id}.sql"), &text);
    };
    let config = format!("[limbeck]\nurl = \"{}\"\nmigrations = \"m\"\n", project.url());
    project.write("limbeck.toml", &(config + "transaction_per_migration = false\n"));
    revision("aaaa", "", "CREATE TABLE a (x INT)", "DROP TABLE a");
    revision("bbbb", "aaaa", "INSERT INTO nowhere VALUES (1)", "DROP TABLE b");
}

#[test]
fn a_run_may_be_one_transaction() {
    let servers = servers::postgres();
    let projects = servers.iter().map(Throwaway::on).chain([Throwaway::new()]);
    for project in projects {
        with_a_broken_end(&project);
        let run = |words: &[&str]| project.limbeck(words);
        drop(project.session());
        let failed = run(&["upgrade", "head"]).exits(2).err;
        assert!(failed.contains("bbbb.sql:4:") && failed.contains("same transaction: `aaaa`"), "{failed}");
        assert_eq!(run(&["current"]).exits(0).out, "");
        assert!(project.live().schema().tables.is_empty());
        let path = project.path("m/versions/bbbb.sql");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("INSERT INTO nowhere VALUES (1)", "CREATE TABLE b (x INT)")).unwrap();
        run(&["upgrade", "head"]).exits(0);
        run(&["downgrade", "base"]).exits(0);
        let script = run(&["upgrade", "--sql", "aaaa:head"]).exits(0).out;
        assert_eq!(script.matches("BEGIN;").count(), 1, "{script}");
        let script = run(&["upgrade", "--sql", "head"]).exits(0).out;
        assert_eq!((script.matches("BEGIN;").count(), script.matches("COMMIT;").count()), (1, 1), "{script}");
        assert!(script.trim_end().ends_with("COMMIT;"), "{script}");
    }
}

#[test]
fn where_definitions_end_transactions_a_run_is_not_one() {
    for server in servers::mysql() {
        let project = Throwaway::on(&server);
        with_a_broken_end(&project);
        for words in [&["upgrade", "head"][..], &["upgrade", "head", "--sql"]] {
            let refused = project.limbeck(words).exits(2).err;
            assert!(refused.contains("cannot be kept on MySQL and MariaDB"), "{}: {refused}", server.name);
        }
        assert!(project.live().schema().tables.is_empty());
    }
}

#[test]
fn revisions_may_be_in_several_places() {
    let project = Throwaway::new();
    project.write(
        "limbeck.toml",
        "[limbeck]\nurl = \"sqlite:app.db\"\nversion_locations = [\"core\", \"core/more\", \"shop\"]\nrecursive_version_locations = false\n",
    );
    let run = |words: &[&str]| project.limbeck(&[&["revision", "-m", "x"], words].concat());
    assert!(run(&[]).exits(2).err.contains("--version-path"));
    assert!(run(&["--version-path", "elsewhere"]).exits(2).err.contains("core, core/more, shop"));
    run(&["--version-path", "shop", "--rev-id", "aa11"]).exits(0);
    run(&["--rev-id", "bb22"]).exits(0);
    assert_eq!(files(&project, "shop"), ["aa11_x.sql", "bb22_x.sql"]);
    run(&["--version-path", "core/more", "--rev-id", "cc33"]).exits(0);
    fs::create_dir_all(project.path("shop/below")).unwrap();
    fs::write(project.path("shop/below/no.sql"), "no revision at all").unwrap();
    project.limbeck(&["upgrade", "head"]).exits(0);
    assert!(project.limbeck(&["current"]).exits(0).out.contains("cc33 (head)"));
}

#[cfg(unix)]
#[test]
fn hooks_run_on_what_was_written() {
    let project = Throwaway::new();
    let hook = |executable: &str, options: &str| {
        project.write(
            "limbeck.toml",
            &format!(
                "[limbeck]\nurl = \"sqlite:app.db\"\n[[limbeck.post_write_hooks]]\nname = \"h\"\nexecutable = \"{executable}\"\noptions = {options}\n"
            ),
        );
    };
    let run = |id: &str| project.limbeck(&["revision", "-m", "x", "--rev-id", id]);
    hook("sed", r#"["-i", "s/^-- x$/-- changed/", "REVISION_SCRIPT_FILENAME"]"#);
    run("aa11").exits(0);
    assert!(project.limbeck(&["history"]).exits(0).out.contains("aa11 (head), changed"));
    hook("sh", r#"["-c", "echo no such style >&2; exit 7", "REVISION_SCRIPT_FILENAME"]"#);
    let failed = run("bb22").exits(2);
    assert!(failed.err.contains("hook `h` failed (exit status: 7)"), "{failed:?}");
    assert!(
        failed.err.contains("bb22_x.sql is written") && failed.err.contains("no such style"),
        "{failed:?}"
    );
    hook("no-such-program-anywhere", "[]");
    assert!(run("cc33").exits(2).err.contains("could not run `no-such-program-anywhere`"));
    hook("sed", r#"["-i", "s/revision:/version:/", "REVISION_SCRIPT_FILENAME"]"#);
    assert!(run("ee55").exits(2).err.contains("cannot be"), "a hook may not break a revision");
}

#[test]
fn a_value_is_put_into_the_projects_template() {
    let project = Throwaway::new();
    project.limbeck(&["--url", "sqlite:app.db", "init"]).exits(0);
    let template = project.path("migrations/script.sql.jinja");
    let text = fs::read_to_string(&template).unwrap();
    fs::write(&template, text.replacen("-- revision:", "-- See {{ x.ticket }}.\n-- revision:", 1)).unwrap();
    project.limbeck(&["-x", "ticket=T42", "revision", "-m", "one", "--rev-id", "aa11"]).exits(0);
    let written = fs::read_to_string(project.path("migrations/versions/aa11_one.sql")).unwrap();
    assert!(written.contains("-- See T42.\n"), "{written}");
    assert!(project.limbeck(&["revision", "-m", "two"]).exits(2).err.contains("template of this project"));
}

#[test]
fn what_is_excluded_stays_and_what_is_not_included_too() {
    let project = Throwaway::new();
    let mut session = project.session();
    for statement in [
        "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT)",
        "CREATE INDEX hand_made ON a (x)",
        "CREATE INDEX a_x ON a (x)",
        "CREATE TRIGGER audit_a AFTER INSERT ON a BEGIN SELECT 1; END",
        "CREATE TABLE other (id INTEGER PRIMARY KEY)",
        "CREATE VIEW report AS SELECT x FROM a",
        "INSERT INTO a VALUES (1, 'one')",
    ] {
        session.execute(statement).unwrap();
    }
    let config = |lines: &str| {
        project.write(
            "limbeck.toml",
            &format!("[limbeck]\nurl = \"sqlite:app.db\"\nmodels = [\"sql:schema.sql\"]\n{lines}"),
        );
    };
    // A type that changes has the table made anew: what is left alone must be there afterwards.
    project.write("schema.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY, x BLOB);");
    config(
        "exclude = [\"view:rep*\", \"index:a.hand_*\", \"trigger:audit_*\"]\ninclude = [\"a\", \"view:*\"]\n",
    );
    let diff = project.limbeck(&["diff"]).exits(1);
    let lines: Vec<&str> = diff.out.lines().map(|line| line.split(':').next().unwrap_or_default()).collect();
    assert_eq!(lines, ["~ column a.x", "- index a.a_x"], "{diff:?}");
    project.limbeck(&["revision", "--autogenerate", "-m", "one"]).exits(0);
    project.limbeck(&["upgrade", "head"]).exits(0);
    project.limbeck(&["check"]).exits(0);
    let names = "SELECT group_concat(name) AS value FROM (SELECT name FROM sqlite_schema WHERE name NOT LIKE 'limbeck%' AND name NOT LIKE 'sqlite%' ORDER BY name)";
    assert_eq!(session.text(names).unwrap().as_deref(), Some("a,audit_a,hand_made,other,report"));
    config("");
    assert_eq!(project.limbeck(&["check"]).exits(1).out.matches("\n- ").count(), 4);
}

#[test]
fn on_servers_a_view_that_is_left_alone_follows_its_table() {
    for server in servers::postgres().iter().chain(&servers::mysql()) {
        let project = Throwaway::on(server);
        let mut session = project.session();
        for statement in [
            "CREATE TABLE a (id INT NOT NULL PRIMARY KEY, x VARCHAR(20))",
            "CREATE INDEX hand_made ON a (x)",
            "CREATE VIEW report AS SELECT x FROM a",
            "INSERT INTO a VALUES (1, 'one')",
        ] {
            session.execute(statement).unwrap();
        }
        project.write("schema.sql", "CREATE TABLE a (id INT NOT NULL PRIMARY KEY, x VARCHAR(30));");
        let config =
            "[limbeck]\nmodels = [\"sql:schema.sql\"]\nexclude = [\"view:report\", \"index:hand_made\"]\n";
        project.write("limbeck.toml", config);
        let url = project.url();
        let run = |words: &[&str]| project.limbeck(&[&["--url", &url], words].concat()).exits(0);
        run(&["revision", "--autogenerate", "-m", "one"]);
        run(&["upgrade", "head"]);
        run(&["check"]);
        let kept = session.text("SELECT x AS value FROM report").unwrap();
        assert_eq!(kept.as_deref(), Some("one"), "{}", server.name);
        run(&["downgrade", "base"]);
        project.write("schema.sql", "CREATE TABLE a (id INT NOT NULL PRIMARY KEY, x VARCHAR(20));");
        assert_eq!(run(&["diff"]).out, "no difference\n", "{}", server.name);
    }
}
