//! A convention for the names of constraints and indexes, on every database.

use std::fs;

use limbeck_testkit::servers;

use crate::project::Throwaway;

const MODELS: &str = r#"
#[derive(Model)]
#[limbeck(table = "teams", unique(name, place))]
struct Team { id: i32, name: i32, place: i32 }

#[derive(Model)]
#[limbeck(table = "users", index(mail, team_id), check("age > 0"))]
struct User {
    id: i32,
    #[limbeck(unique)] mail: i32,
    age: i32,
    #[limbeck(references(Team::id))] team_id: i32,
    #[limbeck(unique(name = "mine"))] other: i32,
}
"#;

const CONVENTION: &str = r#"
[limbeck.naming]
pk = "pk_%(table_name)s"
fk = "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"
uq = "uq_%(table_name)s_%(column_0_N_name)s"
ck = "ck_%(table_name)s_%(column_0_name)s"
ix = "ix_%(column_0_N_label)s"
"#;

/// The names that the convention comes to; those of primary keys are not everywhere.
const NAMES: [&str; 5] = [
    "uq_teams_name_place",
    "uq_users_mail",
    "fk_users_team_id_teams",
    "ck_users_age",
    "ix_users_mail_users_team_id",
];

fn on_every_database(test: impl Fn(&Throwaway, &str)) {
    test(&Throwaway::new(), "SQLite");
    for server in servers::postgres().iter().chain(&servers::mysql()) {
        test(&Throwaway::on(server), &server.name);
    }
}

fn configure(project: &Throwaway, naming: &str) {
    let common = format!(
        "[limbeck]\nurl = \"{}\"\nmodels = [\"rust:models.rs\"]\nmigrations = \"m\"\n",
        project.url()
    );
    project.write("limbeck.toml", &(common + naming));
}

/// Writes the revision of that id, and gives its text.
fn autogenerate(project: &Throwaway, id: &str) -> String {
    project.limbeck(&["revision", "--autogenerate", "-m", id, "--rev-id", id]).exits(0);
    fs::read_to_string(project.path(&format!("m/versions/{id}_{id}.sql"))).unwrap()
}

#[test]
fn what_models_leave_unnamed_has_the_name_of_the_convention() {
    on_every_database(|project, server| {
        project.write("models.rs", MODELS);
        configure(project, CONVENTION);
        let text = autogenerate(project, "r1");
        for name in NAMES.iter().chain(&["mine"]) {
            assert!(text.contains(name), "{server}: {name}: {text}");
        }
        let says_keys = text.contains("pk_users") && text.contains("pk_teams");
        assert_eq!(says_keys, !project.url().starts_with("mysql"), "{server}: {text}");
        project.limbeck(&["upgrade", "head"]).exits(0);
        project.limbeck(&["check"]).exits(0);
        project.limbeck(&["downgrade", "base"]).exits(0);
        project.limbeck(&["upgrade", "head"]).exits(0);
        project.limbeck(&["check", "--replay"]).exits(0);
    });
}

#[test]
fn a_convention_that_comes_later_renames_and_none_makes_no_noise() {
    on_every_database(|project, server| {
        project.write("models.rs", MODELS);
        configure(project, "");
        let text = autogenerate(project, "r1");
        assert!(!text.contains("uq_"), "{server}: {text}");
        project.limbeck(&["upgrade", "head"]).exits(0);
        project.limbeck(&["check"]).exits(0);
        configure(project, CONVENTION);
        project.limbeck(&["check"]).exits(1);
        let text = autogenerate(project, "r2");
        if server.contains("postgres") {
            let up = text.split("-- limbeck:downgrade").next().unwrap();
            assert!(!up.contains("DROP") && up.contains("RENAME CONSTRAINT"), "{server}: {up}");
        }
        project.limbeck(&["upgrade", "head"]).exits(0);
        project.limbeck(&["check"]).exits(0);
        project.limbeck(&["downgrade", "r1"]).exits(0);
        configure(project, "");
        project.limbeck(&["check", "--replay"]).exits(1);
        fs::remove_file(project.path("m/versions/r2_r2.sql")).unwrap();
        project.limbeck(&["check"]).exits(0);
    });
}

#[test]
fn a_convention_that_is_none_says_where_and_why() {
    let project = Throwaway::new();
    project.write("limbeck.toml", "[limbeck.naming]\nuq = \"%(referred_table_name)s\"\n");
    let refused = project.limbeck(&["heads"]).exits(2);
    assert!(
        refused.err.contains("limbeck.toml:2:6: `%(referred_table_name)s` is for foreign keys alone"),
        "{refused:?}"
    );
    project.write("limbeck.toml", "[limbeck.naming]\nunique = \"u\"\n");
    assert!(project.limbeck(&["heads"]).exits(2).err.contains("limbeck.toml:2:1: `unique` is no setting"));
}
