//! SeaORM's entities against what SeaORM itself makes of them: `fixtures/sea-orm/<dialect>.sql` is what its schema
//! builder says for the entities beside, and `<dialect>.changes.txt` what each single edit in `edits.toml` has to
//! change. `live` holds what it ran on a database: its schema sync, from nothing and from older entities, and migrations.

use std::{fs, path::Path, thread};

use limbeck_engine::Project;
use limbeck_testkit::servers::{self, Server};

use crate::{
    fixtures::SPOKEN,
    project::{Throwaway, fixture},
};

/// SQLite takes no constraint for a table that is there, and lets none go, so that sync leaves it be.
const LEFT_ON_SQLITE: &str = "\
- unique badge: (shortTitle)
+ foreign key badge: (parentCode) references badge (code) on update cascade
+ foreign key profile: (mentor_id) references profile (id)
+ foreign key profile: (team_id) references team (id) on delete cascade
";

#[test]
fn on_sqlite_what_seaorm_ran_is_no_difference() {
    every_run("sqlite", Throwaway::new);
}

#[test]
fn on_postgres_what_seaorm_ran_is_no_difference() {
    for server in servers::postgres() {
        every_run("postgres", || Throwaway::on(&server));
    }
}

#[test]
fn on_mysql_and_mariadb_what_seaorm_ran_is_no_difference() {
    for server in servers::mysql() {
        every_run("mysql", || Throwaway::on(&server));
    }
}

fn every_run(dialect: &str, throwaway: impl Fn() -> Throwaway) {
    for (run, entities) in [("sync", "entities"), ("older", "entities"), ("migrate", "migrated")] {
        let throwaway = throwaway();
        ran(&format!("live/{run}.{dialect}.sql"), &throwaway);
        written(dialect, entities, &throwaway);
        let left = if (dialect, run) == ("sqlite", "older") { LEFT_ON_SQLITE } else { "" };
        assert_eq!(changes(&throwaway), left, "{run} on {dialect}");
    }
}

#[test]
fn on_sqlite_odd_names_are_written_and_read_back() {
    odd_names("sqlite", &Throwaway::new());
}

#[test]
fn on_postgres_odd_names_are_written_and_read_back() {
    for server in servers::postgres() {
        odd_names("postgres", &Throwaway::on(&server));
    }
}

#[test]
fn on_mysql_and_mariadb_odd_names_are_written_and_read_back() {
    for server in servers::mysql() {
        odd_names("mysql", &Throwaway::on(&server));
    }
}

fn odd_names(dialect: &str, throwaway: &Throwaway) {
    ran(&format!("odd/{dialect}.sql"), throwaway);
    let written = throwaway.with("sea-orm:entities", &["inspect", "--format", "sea-orm"]).exits(0);
    throwaway.write("entities/all.rs", &written.out);
    assert_eq!(changes(throwaway), "", "{dialect}: {}", written.out);
}

#[test]
fn on_sqlite_each_edit_is_its_one_change() {
    every_edit("sqlite", Throwaway::new);
}

#[test]
fn on_postgres_each_edit_is_its_one_change() {
    for server in servers::postgres() {
        on_server("postgres", &server);
    }
}

#[test]
fn on_mysql_and_mariadb_each_edit_is_its_one_change() {
    for server in servers::mysql() {
        let dialect = server.name.trim_end_matches(char::is_numeric).to_owned();
        on_server(&dialect, &server);
    }
}

/// Where the words are not blessed, the entities have to be what SeaORM made all the same.
fn on_server(dialect: &str, server: &Server) {
    if SPOKEN.contains(&server.name.as_str()) {
        every_edit(dialect, || Throwaway::on(server));
    } else {
        made_by_seaorm(dialect, &Throwaway::on(server));
    }
}

/// The project with the entities as they stand in its directory.
fn project(throwaway: &Throwaway) -> Project {
    let mut project = throwaway.project();
    project.models = vec![format!("sea-orm:{}", throwaway.path("entities").display()).parse().unwrap()];
    project
}

fn changes(throwaway: &Throwaway) -> String {
    match limbeck_engine::check(&project(throwaway)) {
        Ok(report) => report.changes.iter().map(|line| format!("{line}\n")).collect(),
        Err(error) => format!("error: {error}\n"),
    }
}

/// Makes the tables, and gives the entities by the name of their file.
fn made_by_seaorm(dialect: &str, throwaway: &Throwaway) -> Vec<(String, String)> {
    let family = if dialect == "mariadb" { "mysql" } else { dialect };
    ran(&format!("{family}.sql"), throwaway);
    let entities = written(family, "entities", throwaway);
    assert_eq!(changes(throwaway), "", "what SeaORM made differs from its entities on {dialect}");
    entities
}

fn ran(statements: &str, throwaway: &Throwaway) {
    let statements = fs::read_to_string(fixture("sea-orm").join(statements)).unwrap();
    throwaway.session().run_script(&statements).unwrap();
}

/// Writes the entities that the database can have, and gives them by the name of their file.
fn written(family: &str, directory: &str, throwaway: &Throwaway) -> Vec<(String, String)> {
    let mut entities = Vec::new();
    for entry in fs::read_dir(fixture("sea-orm").join(directory)).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap();
        if file.strip_prefix("on_").is_some_and(|only| only != format!("{family}.rs")) {
            continue;
        }
        let (name, text) = (format!("entities/{file}"), fs::read_to_string(&path).unwrap());
        throwaway.write(&name, &text);
        entities.push((name, text));
    }
    entities
}

/// Servers wait more than they work: so many edits are tried at once, each in a database of its own.
const AT_ONCE: usize = 4;

fn every_edit(dialect: &str, throwaway: impl Fn() -> Throwaway + Sync) {
    let edits: toml::Table = fs::read_to_string(fixture("sea-orm/edits.toml")).unwrap().parse().unwrap();
    let is_spoken = |edit: &&toml::Value| {
        let names = edit.get("dialects").map(|names| names.as_array().unwrap());
        names.is_none_or(|names| names.iter().any(|name| name.as_str() == Some(dialect)))
    };
    let edits: Vec<&toml::Value> = edits["edit"].as_array().unwrap().iter().filter(is_spoken).collect();
    let outcome = thread::scope(|scope| {
        let throwaway = &throwaway;
        let part = |edits| scope.spawn(move || some_edits(dialect, edits, &throwaway()));
        let running: Vec<_> = edits.chunks(edits.len().div_ceil(AT_ONCE)).map(part).collect();
        running.into_iter().map(|part| part.join().unwrap()).collect::<String>()
    });
    blessed(&fixture("sea-orm").join(format!("{dialect}.changes.txt")), &outcome);
}

fn some_edits(dialect: &str, edits: &[&toml::Value], throwaway: &Throwaway) -> String {
    let entities = made_by_seaorm(dialect, throwaway);
    let mut outcome = String::new();
    for edit in edits {
        let word = |key: &str| edit[key].as_str().unwrap();
        let name = format!("entities/{}", word("file"));
        let text = &entities.iter().find(|(other, _)| *other == name).unwrap().1;
        assert_eq!(text.matches(word("from")).count(), 1, "`{}` in {name}", word("from"));
        throwaway.write(&name, &text.replace(word("from"), word("to")));
        outcome += &format!("{}: {}\n{}\n", word("file"), word("what"), changes(throwaway));
        throwaway.write(&name, text);
    }
    outcome
}

/// Compares with what a reviewer has seen.
fn blessed(path: &Path, outcome: &str) {
    if std::env::var_os("LIMBECK_BLESS").is_some() {
        fs::write(path, outcome).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    let differs = |(expected, found): &(&str, &str)| expected != found;
    if let Some((expected, found)) = expected.split("\n\n").zip(outcome.split("\n\n")).find(differs) {
        panic!(
            "{} should be\n{expected}\nand is\n{found}\n`cargo xtask bless` writes it anew",
            path.display()
        );
    }
    assert_eq!(outcome.len(), expected.len(), "{}: `cargo xtask bless` writes it anew", path.display());
}
