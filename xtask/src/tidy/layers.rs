//! Dependencies point one way, and each foreign crate has one home.

use toml::Table;

use super::{
    Finding,
    workspace::{Crate, Workspace},
};

/// Which crates of the workspace each of them may depend on.
const LAYERS: [(&str, &[&str]); 15] = [
    ("schema", &[]),
    ("lex", &["schema"]),
    ("dialect", &["schema", "lex"]),
    ("models", &["schema"]),
    ("db", &["schema", "lex"]),
    ("introspect", &["schema", "lex", "db"]),
    ("diff", &["schema"]),
    ("plan", &["schema", "lex"]),
    ("render", &["schema", "lex", "plan"]),
    ("revision", &["schema", "lex", "db"]),
    (
        "engine",
        &["schema", "lex", "dialect", "models", "db", "introspect", "diff", "plan", "render", "revision"],
    ),
    ("derive", &["models"]),
    ("testkit", &["schema"]),
    ("limbeck", &["schema", "models", "revision", "engine", "derive"]),
    ("xtask", &[]),
];

/// Crates of others that only these may depend on.
const HOMES: [(&str, &[&str]); 17] = [
    ("diesel", &["db"]),
    ("diesel-async", &["db"]),
    ("libsqlite3-sys", &["db"]),
    ("mysql_async", &["db"]),
    ("rustls", &["db"]),
    ("socket2", &["db"]),
    ("tokio", &["db"]),
    ("tokio-postgres", &["db"]),
    ("whoami", &["db"]),
    ("syn", &["models", "derive"]),
    ("sqlparser", &["dialect"]),
    ("clap", &["limbeck"]),
    ("inquire", &["limbeck"]),
    ("petgraph", &["plan", "revision"]),
    ("askama", &["render"]),
    ("minijinja", &["render"]),
    ("proptest", &["testkit"]),
];

pub(super) fn findings(workspace: &Workspace) -> Vec<Finding> {
    workspace.crates.iter().flat_map(of_crate).collect()
}

fn of_crate(krate: &Crate) -> Vec<Finding> {
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == krate.name) else {
        return vec![finding(
            krate,
            format!("the crate `{}` has no layer", krate.name),
            "give it one in `LAYERS` of xtask/src/tidy/layers.rs, and in ARCHITECTURE.md",
        )];
    };
    let mut findings = Vec::new();
    for dependency in dependencies(&krate.manifest) {
        if let Some(ours) = ours(&dependency) {
            if !allowed.contains(&ours) {
                findings.push(finding(
                    krate,
                    format!("`{}` must not know `{ours}`", krate.name),
                    "move what is needed down, or hand it in as an argument; dependencies point one way",
                ));
            }
        } else if HOMES.iter().any(|(name, homes)| *name == dependency && !homes.contains(&&*krate.name)) {
            findings.push(finding(
                krate,
                format!("`{dependency}` has no place in `{}`", krate.name),
                "only the crates in `HOMES` of xtask/src/tidy/layers.rs use it: let one of them do the work",
            ));
        }
    }
    findings
}

/// What the crate is built with; what only its tests are built with is free.
fn dependencies(manifest: &Table) -> Vec<String> {
    let of = |table: &Table| -> Vec<String> {
        ["dependencies", "build-dependencies"]
            .iter()
            .filter_map(|kind| table.get(*kind)?.as_table())
            .flat_map(|dependencies| dependencies.iter().map(|(name, value)| package(name, value)))
            .collect()
    };
    let targets = manifest.get("target").and_then(|targets| targets.as_table());
    let of_targets = targets.into_iter().flat_map(Table::values).filter_map(toml::Value::as_table);
    of(manifest).into_iter().chain(of_targets.flat_map(of)).collect()
}

/// The package's own name, whatever it is called here.
fn package(name: &str, value: &toml::Value) -> String {
    value.get("package").and_then(toml::Value::as_str).unwrap_or(name).to_owned()
}

fn ours(dependency: &str) -> Option<&str> {
    if dependency == "limbeck" { Some(dependency) } else { dependency.strip_prefix("limbeck-") }
}

fn finding(krate: &Crate, what: String, remedy: &'static str) -> Finding {
    Finding { file: krate.manifest_path.clone(), what, remedy }
}
