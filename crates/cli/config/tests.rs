//! What stands in a file, and what is wrong in it.

use std::{collections::BTreeSet, fs, path::Path};

use super::{Configured, configured, settings::Settings};
use crate::args::Global;

/// Reads a file of that name with that text.
fn read(name: &str, text: &str, environment: Option<&str>) -> Result<Configured, String> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    fs::write(&path, text).unwrap();
    let typed = Global {
        config: Some(path),
        name: environment.map(str::to_owned),
        values: vec!["place=sqlite:x.db".to_owned()],
        ..Global::default()
    };
    configured(&typed, true).map_err(|failure| {
        failure.text().replace(&format!("{}{}", directory.path().display(), std::path::MAIN_SEPARATOR), "")
    })
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    for (name, text, wanted) in [
        (
            "limbeck.toml",
            "[limbeck]\nexlude = []\n",
            "limbeck.toml:2:1: `exlude` is no setting: did you mean `exclude`?",
        ),
        ("limbeck.toml", "[limbek]\n", "limbeck.toml:1:2: `limbek` is no setting: did you mean `limbeck`?"),
        (
            "limbeck.toml",
            "[limbeck]\nurl = 5\n",
            "limbeck.toml:2:7: invalid type: integer `5`, expected a string",
        ),
        ("limbeck.toml", "[limbeck]\nurl = \"app.db\"\n", "limbeck.toml:2:7: "),
        (
            "limbeck.toml",
            "[limbeck]\nurl = \"${nowhere_at_all}\"\n",
            "limbeck.toml:2:7: `${nowhere_at_all}` is set neither",
        ),
        ("limbeck.toml", "[limbeck]\nurl = \"${x\"\n", "limbeck.toml:2:7: this `${` is never closed"),
        ("limbeck.toml", "[limbeck]\nmodels = [\n  \"sql:a\",\n  \"sgl:b\"]\n", "limbeck.toml:4:3: `sgl`"),
        ("limbeck.toml", "[limbeck]\nexclude = [\"tabel:x\"]\n", "limbeck.toml:2:12: `tabel` is no kind"),
        (
            "limbeck.toml",
            "[limbeck]\nfile_template = \"%(revision)s\"\n",
            "limbeck.toml:2:17: `%(revision)` is no token",
        ),
        (
            "limbeck.toml",
            "[limbeck]\ntimezone = \"Berlin\"\n",
            "limbeck.toml:2:12: no time zone is called `Berlin`",
        ),
        (
            "limbeck.toml",
            "[limbeck]\nversion_table = \"a.b\"\nversion_table_schema = \"c\"\n",
            "limbeck.toml:3:24: `version_table` names a schema",
        ),
        (
            "limbeck.toml",
            "[limbeck]\n[[limbeck.post_write_hooks]]\nname = \"x\"\nexe = \"y\"\n",
            "limbeck.toml:4:1: `exe` is no setting",
        ),
        ("limbeck.toml", "[limbeck\n", "limbeck.toml:1:9: "),
        (
            "Cargo.toml",
            "[package.metadata.limbeck]\nmodel = []\n",
            "Cargo.toml:2:1: `model` is no setting: did you mean `models`?",
        ),
        (
            "Cargo.toml",
            "[package.metadata.limbeck.env.a]\nlock_timout = 1\n",
            "Cargo.toml:2:1: `lock_timout` is no setting: did you mean `lock_timeout`?",
        ),
    ] {
        let error = read(name, text, None).unwrap_err();
        assert!(error.starts_with(&format!("error: {wanted}")), "{text}: {error}");
    }
}

#[test]
fn an_environment_outranks_and_is_found() {
    let text = "[limbeck]\nurl = \"${place}\"\nversion_table = \"v\"\n[env.staging]\nversion_table = \"w\"\nversion_table_schema = \"ops\"\n";
    let plain = read("limbeck.toml", text, None).unwrap().project;
    assert_eq!(
        (plain.version_table.as_str(), plain.url.unwrap().to_string()),
        ("v", "sqlite:x.db".to_owned())
    );
    assert_eq!(read("limbeck.toml", text, Some("staging")).unwrap().project.version_table, "ops.w");
    let error = read("limbeck.toml", text, Some("stagin")).unwrap_err();
    assert!(error.contains("did you mean `-n staging`?"), "{error}");
    let manifest = "[package]\nname = \"a\"\n[package.metadata.limbeck]\nversion_table = \"v\"\n[package.metadata.limbeck.env.x]\nversion_table = \"w\"\n";
    assert_eq!(read("Cargo.toml", manifest, Some("x")).unwrap().project.version_table, "w");
}

#[test]
fn paths_start_from_the_file() {
    let text = "[limbeck]\nmigrations = \"a\"\nversion_locations = [\"b\", \"/c\"]\nmodels = [\"sql:d\"]\n[[limbeck.post_write_hooks]]\nname = \"f\"\nexecutable = \"f\"\ncwd = \"e\"\n";
    let project = read("limbeck.toml", text, None).unwrap().project;
    assert!(project.migrations.ends_with("a") && project.migrations.is_absolute());
    assert!(project.version_locations[0].ends_with("b") && project.version_locations[0].is_absolute());
    assert_eq!(project.version_locations[1], Path::new("/c"));
    assert!(project.models[0].path.is_absolute());
    assert!(project.hooks[0].directory.as_ref().unwrap().is_absolute());
}

#[test]
fn every_key_has_its_row_in_the_docs_and_no_other_has() {
    let documented: BTreeSet<&str> = include_str!("../../../docs/config.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let known: BTreeSet<&str> = Settings::KEYS.iter().copied().collect();
    assert_eq!(documented, known);
}
