//! One library, written four ways (`fixtures/projects/library`): each makes the same database, but for what
//! `unsaid/WAY.ENGINE.txt` there lists, and each agrees with the database that was made from SQL.
//! `LIMBECK_BLESS=1` writes the lists anew.

use std::{path::Path, process::Command};

use limbeck_testkit::servers::{self, Server};

use crate::{
    fixtures::blessed,
    project::{Ran, Throwaway, fixture},
    skipped::say,
};

/// A way to write the library down, and what limbeck is given of it on an engine.
struct Way {
    name: &'static str,
    models: fn(&str) -> Vec<String>,
}

const SQL: Way = Way { name: "sql", models: |engine| vec![format!("sql:sql/{engine}.sql")] };

const WAYS: [Way; 3] = [
    Way { name: "derive", models: |_| vec!["rust:src/derive".to_owned()] },
    Way {
        name: "diesel",
        models: |engine| {
            let tables = [
                "diesel:src/diesel/schema.rs",
                "diesel:src/diesel/kinds.rs",
                "rust:src/diesel/kinds.rs",
                "rust:src/diesel/models",
            ];
            let indexes = (engine != "mariadb").then_some("sql:src/diesel/indexes.sql");
            tables.into_iter().chain(indexes).map(str::to_owned).collect()
        },
    },
    Way { name: "sea-orm", models: |_| vec!["sea-orm:src/sea_orm".to_owned()] },
];

/// A database of one engine, and where its revisions are.
struct Library {
    project: Throwaway,
    engine: &'static str,
}

impl Library {
    /// Made by the revision that limbeck generates from the models.
    fn made_from(way: &Way, engine: &'static str, server: Option<&Server>) -> Self {
        let library = Self { project: server.map_or_else(Throwaway::new, Throwaway::on), engine };
        library.limbeck(way, &["revision", "--autogenerate", "-m", way.name]).exits(0);
        library.limbeck(way, &["upgrade", "head"]).exits(0);
        library
    }

    /// Runs the program with what is written that way as its models.
    fn limbeck(&self, way: &Way, words: &[&str]) -> Ran {
        let url = self.project.url();
        let models: Vec<String> = (way.models)(self.engine).iter().map(|source| placed(source)).collect();
        let named = models.iter().flat_map(|source| ["--models", source]);
        let common: Vec<&str> = ["--url", &url, "--migrations", "m"].into_iter().chain(named).collect();
        self.project.limbeck(&[&common, words].concat())
    }
}

/// `KIND:PATH`, the path from the root of the file system on.
fn placed(source: &str) -> String {
    let (kind, path) = source.split_once(':').unwrap();
    format!("{kind}:{}", fixture("projects/library").join(path).display())
}

#[test]
fn every_way_makes_the_same_on_sqlite() {
    every_way("sqlite", None);
}

#[test]
fn every_way_makes_the_same_on_postgres() {
    if let Some(server) = servers::postgres().first() {
        every_way("postgres", Some(server));
    }
}

#[test]
fn every_way_makes_the_same_on_mariadb() {
    if let Some(server) = servers::mysql().iter().find(|server| server.name.starts_with("mariadb")) {
        every_way("mariadb", Some(server));
    }
}

fn every_way(engine: &'static str, server: Option<&Server>) {
    let reference = Library::made_from(&SQL, engine, server);
    let mut problems = Vec::new();
    for way in WAYS {
        let made = Library::made_from(&way, engine, server);
        let differ = reference.project.limbeck(&["diff", &reference.project.url(), &made.project.url()]);
        let found = if differ.code == 0 { String::new() } else { differ.exits(1).out };
        let path = fixture(&format!("projects/library/unsaid/{}.{engine}.txt", way.name));
        problems.extend(blessed(&path, &found, true).err());
        let checked = reference.limbeck(&way, &["check"]);
        if checked.code != 0 {
            problems.push(format!("{} does not agree with what SQL made: {checked:?}", way.name));
        }
    }
    assert!(problems.is_empty(), "on {engine}:\n\n{}", problems.join("\n\n"));
}

/// With Diesel and SeaORM as they are published, where somebody asks for it: it takes minutes the first time.
#[test]
fn the_models_compile() {
    if std::env::var_os("LIMBECK_COMPILE_MODELS").is_none() {
        say("SKIPPED: that the models of fixtures/projects compile; LIMBECK_COMPILE_MODELS=1 tries it");
        return;
    }
    let target = Path::new(env!("CARGO_BIN_EXE_limbeck")).ancestors().nth(2).unwrap();
    let mut check = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    check.args(["check", "--quiet", "--manifest-path"]).arg(fixture("projects/library/Cargo.toml"));
    let ran = check.arg("--target-dir").arg(target).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}
