//! Coming from another tool.

use std::fs;

use crate::project::Throwaway;

const SCHEMA: [&str; 3] = [
    "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE INDEX users_name ON users (name)",
    "CREATE VIEW names AS SELECT name FROM users",
];

/// Each tool with its files, its books and the models that `init` should find.
const TOOLS: [(&str, &str, &str, &str); 5] = [
    (
        "diesel",
        "migrations/2024-01-01-000000_one/up.sql",
        "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP); INSERT INTO __diesel_schema_migrations (version) VALUES ('20240101000000')",
        "20240101000000",
    ),
    (
        "sqlx",
        "migrations/20240101000000_one.sql",
        "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, success BOOLEAN NOT NULL); INSERT INTO _sqlx_migrations VALUES (20240101000000, 1)",
        "20240101000000",
    ),
    (
        "refinery",
        "migrations/V2__two.sql",
        "CREATE TABLE refinery_schema_history (version INT4 PRIMARY KEY, name VARCHAR(255)); INSERT INTO refinery_schema_history VALUES (1, 'one'), (2, 'two')",
        "2",
    ),
    (
        "sea-orm",
        "migration/src/m20240101_000001_one.rs",
        "CREATE TABLE seaql_migrations (version VARCHAR PRIMARY KEY, applied_at BIGINT); INSERT INTO seaql_migrations VALUES ('m20240101_000001_one', 1)",
        "m20240101_000001_one",
    ),
    (
        "alembic",
        "alembic.ini",
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL); INSERT INTO alembic_version VALUES ('ae1027a6acf4')",
        "ae1027a6acf4",
    ),
];

#[test]
fn the_schema_another_tool_left_is_the_first_revision() {
    for (tool, file, books, version) in TOOLS {
        let project = Throwaway::new();
        let mut session = project.session();
        SCHEMA.iter().for_each(|statement| session.execute(statement).unwrap());
        session.execute("INSERT INTO users VALUES (1, 'Ada')").unwrap();
        session.execute(books).unwrap();
        project.write(file, "");
        project.write(".env", "DATABASE_URL=app.db\n");
        let run = |words: &[&str]| project.limbeck(words);
        let begun = run(&["init"]).exits(0);
        assert!(begun.err.contains("seen: DATABASE_URL in .env"), "{begun:?}");
        assert!(begun.err.contains(&format!("limbeck stamp --from {tool}")), "{begun:?}");
        fs::write(project.path("schema.sql"), run(&["inspect"]).exits(0).out).unwrap();
        let taken = run(&["stamp", "--from", tool]).exits(0);
        assert!(taken.err.contains(&format!("that {tool} left at {version}")), "{taken:?}");
        run(&["check"]).exits(0);
        run(&["check", "--replay"]).exits(0);
        if tool == "alembic" {
            assert!(run(&["current"]).exits(0).out.contains("ae1027a6acf4 (head)"));
        }
        let again = run(&["stamp", "--from", tool]).exits(2);
        assert!(again.err.contains("there are revisions already"), "{again:?}");
        let schema = fs::read_to_string(project.path("schema.sql")).unwrap();
        fs::write(project.path("schema.sql"), schema + "\nCREATE TABLE more (id INTEGER PRIMARY KEY);")
            .unwrap();
        let next = run(&["revision", "--autogenerate", "-m", "more"]).exits(0);
        assert!(next.err.contains("+ table more") && !next.err.contains("users"), "{next:?}");
        run(&["upgrade", "head"]).exits(0);
        let name = session.text("SELECT name AS value FROM users").unwrap();
        assert_eq!(name.as_deref(), Some("Ada"), "{tool}");
    }
}

#[test]
fn nothing_is_taken_over_where_nothing_was_left() {
    let project = Throwaway::new();
    let mut session = project.session();
    session.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)").unwrap();
    let fails = |tool: &str, wanted: &str| {
        let error = project.limbeck(&["--url", "sqlite:app.db", "stamp", "--from", tool]).exits(2).err;
        assert!(error.contains(wanted), "{error}");
    };
    fails("flyway", "there are alembic, diesel, sqlx, refinery, sea-orm");
    fails("sqlx", "no table `_sqlx_migrations`");
    session
        .execute("CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, success BOOLEAN NOT NULL)")
        .unwrap();
    fails("sqlx", "nothing has run");
    session.execute("INSERT INTO _sqlx_migrations VALUES (1, 1), (2, 0)").unwrap();
    fails("sqlx", "2 has begun and not ended");
    assert!(!project.path("migrations").exists(), "nothing is written");
}

#[test]
fn init_leaves_the_directory_of_another_tool_alone() {
    let project = Throwaway::new();
    project.write("diesel.toml", "[print_schema]\nfile = \"src/schema.rs\"\n");
    project.write("migrations/2024-01-01-000000_one/up.sql", "");
    project.write(".env", "DATABASE_URL=postgres://localhost/shop\n");
    let begun = project.limbeck(&["init"]).exits(0);
    assert!(begun.err.contains("seen: migrations of diesel in migrations\n"), "{begun:?}");
    assert_eq!(
        fs::read_to_string(project.path("limbeck.toml")).unwrap(),
        "[limbeck]\nexclude = [\"__diesel_schema_migrations\"]\nmigrations = \"limbeck\"\nmodels = [\"diesel:diesel.toml\"]\nurl = \"${DATABASE_URL}\"\n"
    );
    assert!(project.path("limbeck/versions").is_dir());
}
