//! The words about revisions, one by one: what each prints, and what it refuses.

use limbeck_testkit::servers;

use crate::project::{Ran, Throwaway};

/// A project with two branches: `a`, and on it `b` with the label `left` and `c`, which depends on `x` beside them.
fn branched() -> Throwaway {
    let project = Throwaway::new();
    for (id, header) in [
        ("aaaa", ""),
        ("bbbb", "\n-- revises: aaaa\n-- branch_labels: left"),
        ("xxxx", "\n-- branch_labels: other"),
        ("cccc", "\n-- revises: aaaa\n-- depends_on: other"),
    ] {
        let text = format!(
            "-- Make {id}\n--\n-- revision: {id}{header}\n\n-- limbeck:upgrade\nCREATE TABLE {id} (id INTEGER PRIMARY KEY);\n-- limbeck:downgrade\nDROP TABLE {id};\n"
        );
        project.write(&format!("m/versions/{id}.sql"), &text);
    }
    project
}

fn run(project: &Throwaway, words: &[&str]) -> Ran {
    project.limbeck(&[&["--url", "sqlite:app.db", "--migrations", "m"], words].concat())
}

#[test]
fn heads_are_what_nothing_builds_or_depends_on() {
    let project = branched();
    assert_eq!(run(&project, &["heads"]).exits(0).out, "bbbb (left) (head)\ncccc (head)\n");
    let told = run(&project, &["heads", "-v"]).exits(0).out;
    assert!(told.contains("Revision: xxxx (effective head)"), "{told}");
    assert!(told.contains("Depends on: other"), "{told}");
    assert!(!run(&project, &["heads", "-v", "--resolve-dependencies"]).exits(0).out.contains("xxxx"));
    run(&project, &["upgrade", "heads"]).exits(0);
    assert_eq!(run(&project, &["current", "--check-heads"]).exits(0).out, "bbbb (head)\ncccc (head)\n");
}

#[test]
fn branches_are_where_a_history_parts() {
    let project = branched();
    let text = run(&project, &["branches"]).exits(0).out;
    assert_eq!(text, "aaaa (branchpoint)\n     -> bbbb (left) (head)\n     -> cccc (head)\n");
    assert!(run(&project, &["branches", "-v"]).exits(0).out.contains("Branches into: bbbb, cccc"));
    let json = json(&run(&project, &["branches", "--format", "json"]).exits(0));
    assert_eq!(json["revisions"][0]["children"], serde_json::json!(["bbbb", "cccc"]));
}

fn json(ran: &Ran) -> serde_json::Value {
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["version"], 1);
    json
}

#[test]
fn ranges_of_the_history_have_every_form() {
    let project = branched();
    run(&project, &["merge", "heads", "--rev-id", "dddd"]).exits(0);
    run(&project, &["upgrade", "bbbb"]).exits(0);
    let listed = |range: &str| {
        let out = run(&project, &["history", "-r", range]).exits(0).out;
        let id = |line: &str| line.split_once("-> ").unwrap().1.split([' ', ',']).next().unwrap().to_owned();
        out.lines().map(id).collect::<Vec<_>>().join(" ")
    };
    for (range, expected) in [
        (":", "dddd cccc xxxx bbbb aaaa"),
        ("bbbb:", "dddd bbbb"),
        (":bbbb", "bbbb aaaa"),
        ("aaaa:cccc", "cccc aaaa"),
        ("base:left", "bbbb aaaa"),
        ("current:", "dddd bbbb"),
        (":current", "bbbb aaaa"),
        ("aaaa:left@+1", "bbbb aaaa"),
        ("-1:left", "bbbb aaaa"),
        ("dddd:dddd", "dddd"),
    ] {
        assert_eq!(listed(range), expected, "{range}");
    }
    for (range, why) in [("bbbb", "colon"), ("bbbb:cccc", "no range"), ("a:b:c", "b:c"), ("zzzz:", "zzzz")] {
        let failed = run(&project, &["history", "-r", range]).exits(2);
        assert!(failed.err.contains(why), "{range}: {failed:?}");
    }
    let marked = run(&project, &["history", "-i"]).exits(0).out;
    assert!(marked.contains("aaaa -> bbbb (left) (current), Make bbbb"), "{marked}");
    assert!(marked.contains("aaaa (other) -> cccc, Make cccc"), "{marked}");
}

#[test]
fn merges_put_branches_together_and_nothing_else() {
    let project = branched();
    assert!(run(&project, &["merge", "bbbb"]).exits(2).err.contains("nothing to merge"));
    assert!(run(&project, &["merge", "aaaa", "bbbb"]).exits(2).err.contains("`bbbb` contains `aaaa`"));
    let written =
        run(&project, &["merge", "heads", "-m", "Together", "--rev-id", "dddd", "--branch-label", "both"]);
    assert_eq!(written.exits(0).out, "wrote m/versions/dddd_together.sql\n");
    let shown = run(&project, &["show", "both"]).exits(0).out;
    assert!(shown.contains("Revision: dddd (head) (mergepoint)\nRevises: bbbb, cccc\n"), "{shown}");
    assert!(run(&project, &["merge", "bbbb", "cccc", "--rev-id", "eeee"]).exits(2).err.contains("--splice"));
    run(&project, &["upgrade", "head"]).exits(0);
    assert_eq!(run(&project, &["current"]).exits(0).out, "dddd (head) (mergepoint)\n");
}

#[test]
fn a_new_revision_has_to_fit_in() {
    let project = branched();
    let refused = |words: &[&str], why: &str| {
        let failed = run(&project, &[&["revision", "-m", "new"], words].concat()).exits(2);
        assert!(failed.err.contains(why), "{failed:?}");
    };
    refused(&[], "`head` is not one revision");
    refused(&["--head", "bbbb", "--rev-id", "aaaa"], "another --rev-id");
    refused(&["--head", "bbbb", "--branch-label", "left"], "`left` is taken twice");
    refused(&["--head", "bbbb", "--rev-id", "a:b"], "`:` cannot stand in `a:b`");
    refused(&["--head", "bbbb", "--rev-id", &"a".repeat(33)], "32 characters");
    refused(&["--head", "aaaa"], "--splice");
    refused(&["--head", "bbbb", "--version-path", "elsewhere"], "m/versions");
    assert_eq!(run(&project, &["heads"]).exits(0).out.lines().count(), 2, "nothing was written");
    // What another branch only depends on is free to be built on.
    run(&project, &["revision", "-m", "new", "--head", "other@head", "--rev-id", "yyyy"]).exits(0);
    let labelled = ["revision", "-m", "new", "--head", "base", "--rev-id", "zzzz", "--depends-on", "left"];
    run(&project, &labelled).exits(0);
    let text = std::fs::read_to_string(project.path("m/versions/zzzz_new.sql")).unwrap();
    assert!(text.contains("-- depends_on: left\n") && !text.contains("revises"), "{text}");
}

#[test]
fn stamps_name_one_or_several() {
    let project = branched();
    run(&project, &["stamp", "bbbb", "cccc"]).exits(0);
    assert_eq!(run(&project, &["current"]).exits(0).out, "bbbb (head)\ncccc (head)\n");
    project.session().execute("INSERT INTO limbeck_version VALUES ('gone')").unwrap();
    assert!(run(&project, &["current"]).exits(0).out.contains("gone (no file has this revision)"));
    assert!(run(&project, &["stamp", "aaaa"]).exits(2).err.contains("`gone`"));
    run(&project, &["stamp", "aaaa", "--purge"]).exits(0);
    assert_eq!(run(&project, &["current"]).exits(0).out, "aaaa (branchpoint)\n");
    let script = run(&project, &["stamp", "--sql", "aaaa:bbbb", "aaaa:cccc"]).exits(0).out;
    project.session().run_script(&script).unwrap();
    assert_eq!(run(&project, &["current"]).exits(0).out, "bbbb (head)\ncccc (head)\n");
    assert!(
        run(&project, &["stamp", "--sql", "aaaa:bbbb", "cccc"]).exits(2).err.contains("begins elsewhere")
    );
    let script = run(&project, &["stamp", "--sql", "--purge", "aaaa"]).exits(0).out;
    project.session().run_script(&script).unwrap();
    assert_eq!(run(&project, &["current"]).exits(0).out, "aaaa (branchpoint)\n");
    assert!(run(&project, &["stamp", "aaaa+1"]).exits(2).err.contains("without steps"));
}

#[test]
fn what_only_looks_at_files_needs_no_address() {
    let project = branched();
    project.write("limbeck.toml", "[limbeck]\nurl = \"${LIMBECK_NOBODY_SETS_THIS}\"\nmigrations = \"m\"\n");
    for words in [
        &["heads"][..],
        &["history"],
        &["branches"],
        &["show", "aaaa"],
        &["merge", "heads", "--rev-id", "dddd"],
        &["revision", "-m", "x", "--rev-id", "eeee"],
        &["revision", "-m", "x", "--sql"],
        &["init", "m"],
        &["list_templates"],
    ] {
        project.limbeck(words).exits(0);
    }
    for words in [
        &["current"][..],
        &["show", "current"],
        &["history", "-i"],
        &["upgrade", "head", "--sql"],
        &["ensure_version", "--sql"],
    ] {
        let refused = project.limbeck(words).exits(2);
        assert!(
            refused.err.contains("limbeck.toml:2:7: `${LIMBECK_NOBODY_SETS_THIS}` is set neither"),
            "{refused:?}"
        );
    }
}

#[test]
fn the_version_table_can_be_made_ahead() {
    let project = branched();
    let script = run(&project, &["ensure-version", "--sql"]).exits(0).out;
    assert!(script.starts_with("CREATE TABLE \"limbeck_version\""), "{script}");
    let ensured = |is_new: bool| {
        let json = json(&run(&project, &["ensure-version", "--format", "json"]).exits(0));
        assert_eq!((&json["is_new"], &json["version_table"]), (&is_new.into(), &"limbeck_version".into()));
    };
    ensured(true);
    ensured(false);
    assert_eq!(run(&project, &["current"]).exits(0).out, "");
}

#[test]
fn what_only_looks_writes_nothing() {
    let project = branched();
    project.session().execute("CREATE TABLE t (x INT)").unwrap();
    project.write("schema.sql", "CREATE TABLE t (x INT);");
    let before = std::fs::read(project.path("app.db")).unwrap();
    for words in [
        &["current"][..],
        &["current", "-v", "--format", "json"],
        &["history", "-i"],
        &["history", "-r", "current:"],
        &["show", "current"],
        &["heads", "-v"],
        &["branches"],
    ] {
        run(&project, words).exits(0);
    }
    run(&project, &["--models", "sql:schema.sql", "check"]).exits(1);
    run(&project, &["--models", "sql:schema.sql", "revision", "--autogenerate", "-m", "x"]).exits(2);
    assert_eq!(std::fs::read(project.path("app.db")).unwrap(), before);
}

#[test]
fn looking_needs_no_right_to_write() {
    for server in servers::postgres() {
        let project = Throwaway::on(&server);
        project.write("m/versions/a.sql", "-- revision: aaaa\n-- limbeck:upgrade\n-- limbeck:downgrade\n");
        let url = format!("{}?options=-c%20default_transaction_read_only%3Don", project.url());
        let run = |words: &[&str]| project.limbeck(&[&["--url", &url, "--migrations", "m"], words].concat());
        run(&["upgrade", "head"]).exits(2);
        for words in [
            &["current", "-v"][..],
            &["history", "-i"],
            &["show", "current"],
            &["current", "--format", "json"],
        ] {
            run(words).exits(0);
        }
        project.limbeck(&["--url", &project.url(), "--migrations", "m", "upgrade", "head"]).exits(0);
        assert_eq!(run(&["current", "--check-heads"]).exits(0).out, "aaaa (head)\n");
    }
}

#[test]
fn what_is_half_done_is_told() {
    for server in servers::mysql() {
        let project = Throwaway::on(&server);
        let up = "CREATE TABLE t (x int);\nCREATE TABLE t (x int);";
        let text = format!("-- revision: aaaa\n-- limbeck:upgrade\n{up}\n-- limbeck:downgrade\n");
        project.write("m/versions/a.sql", &text);
        project.write("schema.sql", "CREATE TABLE t (x int);");
        let run = |words: &[&str]| project.with("sql:schema.sql", words);
        run(&["upgrade", "head"]).exits(2);
        let told = "the upgrade to `aaaa` is half done: its first statement has run. Go on with `limbeck upgrade aaaa`";
        assert!(run(&["current"]).exits(0).err.contains(told));
        run(&["current", "--check-heads"]).exits(1);
        let current = json(&run(&["current", "--format", "json"]).exits(0));
        assert_eq!(current["half_done"]["statements_done"], 1);
        assert!(run(&["check"]).exits(1).out.contains(told));
        assert_eq!(json(&run(&["check", "--format", "json"]).exits(1))["half_done"]["revision"], "aaaa");
    }
}

#[cfg(unix)]
#[test]
fn an_editor_is_opened_on_the_files() {
    let project = branched();
    let edit = |editor: &str, words: &[&str]| {
        let words = [&["--url", "sqlite:app.db", "--migrations", "m", "edit"], words].concat();
        let mut command = project.command(&words);
        let output = command.env_remove("VISUAL").env("EDITOR", editor).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    // Words and quotes are the shell's.
    assert_eq!(edit("sed -i 's/Make bbbb/Make it again/'", &["left"]), (Some(0), String::new()));
    assert!(run(&project, &["show", "bbbb"]).exits(0).out.contains("    Make it again"));
    let (code, err) = edit("exit 3 #", &["left"]);
    assert!(code == Some(2) && err.contains("failed"), "{err}");
    let (code, err) = edit("sed -i s/aaaa/nowhere/", &["left"]);
    assert!(code == Some(2) && err.contains("bbbb.sql:4: `bbbb` revises `nowhere`"), "{err}");
    let (code, err) = edit("true", &["base"]);
    assert!(code == Some(2), "{err}");
}

#[test]
fn the_program_tells_of_itself_without_a_project() {
    let project = Throwaway::new();
    project.write("limbeck.toml", "this is no configuration");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(project.limbeck(&["completions", shell]).exits(0).out.contains("ensure-version"), "{shell}");
    }
    let manual = project.limbeck(&["man"]).exits(0).out;
    assert!(manual.contains(".TH limbeck 1") && manual.contains("limbeck-upgrade"), "{manual}");
    assert!(project.limbeck(&["list-templates"]).exits(0).out.starts_with("limbeck - "));
    let layouts = json(&project.limbeck(&["list-templates", "--format", "json"]).exits(0));
    assert_eq!(layouts["layouts"][0]["name"], "limbeck");
}
