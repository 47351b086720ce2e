//! Projects in each layout.

use std::{fs, path::PathBuf};

use super::{Survey, survey};
use crate::Tool;

/// The survey of a directory with these files.
fn of(files: &[(&str, &str)]) -> Survey {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    survey(directory.path()).unwrap()
}

#[test]
fn diesel_says_where_everything_is() {
    let found = of(&[
        (
            "diesel.toml",
            "[print_schema]\nfile = \"src/db/schema.rs\"\n[migrations_directory]\ndir = \"db\"\n",
        ),
        ("db/2024-01-01-000000_one/up.sql", ""),
        (".env", "DATABASE_URL=app.db\n"),
    ]);
    assert_eq!(found.models, ["diesel:diesel.toml"]);
    assert_eq!(found.migrations, Some((Tool::Diesel, PathBuf::from("db"))));
    assert_eq!(found.url.as_deref(), Some("sqlite:${DATABASE_URL}"));
    assert_eq!(found.seen.len(), 3, "{found:?}");
}

#[test]
fn a_member_of_a_workspace_may_use_it() {
    let found = of(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n"),
        ("crates/a/Cargo.toml", "[package]\nname = \"a\"\n[dependencies]\ndiesel = \"2\"\n"),
        ("src/schema.rs", ""),
    ]);
    assert_eq!(found.models, ["diesel:src/schema.rs"]);
}

#[test]
fn sqlx_may_name_its_own_places() {
    let found = of(&[
        ("sqlx.toml", "[common]\ndatabase-url-var = \"SHOP_URL\"\n[migrate]\nmigrations-dir = \"db/m\"\n"),
        ("db/m/20240101000000_one.up.sql", ""),
        (".env", "SHOP_URL=\"postgres://localhost/shop\"\n"),
    ]);
    assert_eq!(found.migrations, Some((Tool::Sqlx, PathBuf::from("db/m"))));
    assert_eq!(found.url.as_deref(), Some("${SHOP_URL}"));
}

#[test]
fn migrations_are_known_by_their_names() {
    for (name, place, tool) in [
        ("migrations/2024-01-01-000000_one/up.sql", "migrations", Tool::Diesel),
        ("migrations/1_one.sql", "migrations", Tool::Sqlx),
        ("migrations/V1__one.sql", "migrations", Tool::Refinery),
        ("migrations/U2.1__two.rs", "migrations", Tool::Refinery),
        ("migration/src/m20240101_000001_one.rs", "migration/src", Tool::SeaOrm),
    ] {
        assert_eq!(of(&[(name, "")]).migrations, Some((tool, PathBuf::from(place))), "{name}");
    }
    let own =
        of(&[("migrations/versions/ab12_one.sql", ""), ("migrations/readme.sql", ""), ("schema.sql", "")]);
    assert_eq!((own.migrations, own.models), (None, vec!["sql:schema.sql".to_owned()]));
}
