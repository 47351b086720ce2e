use super::{
    workspace::{Crate, File},
    *,
};

fn krate(name: &str, manifest: &str, sources: &[(&str, &str)]) -> Workspace {
    let place = Path::new("crates").join(name);
    let file =
        |(path, text): &(&str, &str)| File { path: place.join("src").join(path), text: (*text).to_owned() };
    let krate = Crate {
        name: name.to_owned(),
        manifest_path: place.join("Cargo.toml"),
        manifest: manifest.parse().unwrap(),
        sources_path: place.join("src"),
        sources: sources.iter().map(file).collect(),
    };
    Workspace { crates: vec![krate], others: Vec::new() }
}

fn whats(findings: Vec<Finding>) -> Vec<String> {
    findings.into_iter().map(|finding| finding.what).collect()
}

#[test]
fn the_workspace_is_tidy() {
    let findings = findings(crate::root()).unwrap();
    let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

#[test]
fn dependencies_point_one_way() {
    let manifest = "[dependencies]\nlimbeck-schema = 1\nlimbeck-db = 1\nsimilar = 1\nclap = 1
        [dev-dependencies]\nlimbeck-testkit = 1\nlimbeck-db = 1\nproptest = 1";
    assert_eq!(
        whats(layers::findings(&krate("diff", manifest, &[]))),
        ["`clap` has no place in `diff`", "`diff` must not know `db`"]
    );
}

#[test]
fn a_dependency_is_seen_through_targets_and_other_names() {
    let manifest = "[target.'cfg(unix)'.dependencies]\nsql = { package = 'diesel' }
        [build-dependencies]\nlimbeck-testkit = 1";
    assert_eq!(
        whats(layers::findings(&krate("plan", manifest, &[]))),
        ["`plan` must not know `testkit`", "`diesel` has no place in `plan`"]
    );
}

#[test]
fn a_new_crate_needs_a_layer() {
    assert_eq!(whats(layers::findings(&krate("misc", "", &[]))), ["the crate `misc` has no layer"]);
}

#[test]
fn dialects_have_the_same_files() {
    let one = krate("plan", "", &[("sqlite/index.rs", ""), ("sqlite/mod.rs", "")]);
    assert_eq!(whats(dialects::findings(&one)), [""; 0]);
    let two = krate("plan", "", &[("sqlite/index.rs", ""), ("postgres/mod.rs", ""), ("sqlite/mod.rs", "")]);
    let findings = dialects::findings(&two);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].file, Path::new("crates/plan/src/postgres/index.rs"));
}

#[test]
fn a_crate_chooses_between_families_once() {
    let source =
        "match dialect.family {\n}\n// match family {\nmatch kind(family) {\n}\nmatch url.family() {\n}";
    assert_eq!(
        whats(dialects::findings(&krate("plan", "", &[("lib.rs", source)]))),
        ["line 6 chooses between families once more"]
    );
}

#[test]
fn only_a_dialect_vouches() {
    let source = concat!("Canonical::", "vouched(schema, dialect)");
    let vouching = |name, file| dialects::findings(&krate(name, "", &[(file, source)])).len();
    assert_eq!(vouching("diff", "lib.rs"), 1);
    assert_eq!(vouching("diff", "tests.rs"), 0);
    assert_eq!(vouching("dialect", "lib.rs"), 0);
}

#[test]
fn files_are_short() {
    let [code, comments, long] = [("x\n", 301), ("// x\n", 399), ("// x\n", 401)]
        .map(|(line, times)| whats(sizes::findings(&krate("plan", "", &[("lib.rs", &line.repeat(times))]))));
    assert_eq!(code, ["has 301 lines of code, more than 300"]);
    assert_eq!(comments, [""; 0]);
    assert_eq!(long, ["has 401 lines, more than 400"]);
    assert_eq!(sizes::findings(&krate("plan", "", &[("tests.rs", &"x\n".repeat(900))])), []);
}

#[test]
fn a_crate_says_what_it_is_for() {
    let said = |source| docs::findings(&krate("plan", "", &[("lib.rs", source)])).len();
    assert_eq!(said("//! One.\n//!\n//! Two.\n"), 0);
    assert_eq!(said("//! One.\n//!\n\n//! Two.\n"), 1);
    assert_eq!(docs::findings(&krate("plan", "", &[])).len(), 1);
}

#[test]
fn words_are_found_in_any_case() {
    let workspace = krate("plan", "", &[("lib.rs", "fine\nA Hush-Hush thing")]);
    assert_eq!(whats(words::findings(&workspace, &["hush-hush".to_owned()])), ["line 2 says `hush-hush`"]);
}
