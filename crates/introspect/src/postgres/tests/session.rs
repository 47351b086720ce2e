use limbeck_db::Session;

use super::{on_each, table};
use crate::{assemble, introspect, read as read_document};

/// Settings that change how the server prints.
const ODD: &str = "SET search_path = elsewhere, public; SET quote_all_identifiers = on; \
    SET datestyle = 'German'; SET intervalstyle = 'sql_standard'; SET timezone = 'Asia/Kathmandu'; \
    SET bytea_output = 'escape'; SET extra_float_digits = -5";

const SETTINGS: [&str; 7] = [
    "search_path",
    "quote_all_identifiers",
    "datestyle",
    "intervalstyle",
    "timezone",
    "bytea_output",
    "extra_float_digits",
];

const SCRIPT: &str = "CREATE TABLE t (
    a timestamptz DEFAULT '2020-01-31 12:00+00', b interval DEFAULT '1 day 2:03', c bytea DEFAULT '\\x00ff',
    d float8 DEFAULT 0.1::float8, e date DEFAULT '2020-01-31')";

fn settings(session: &mut Session) -> Vec<String> {
    SETTINGS
        .iter()
        .map(|name| session.text(&format!("SELECT current_setting('{name}') AS value")).unwrap().unwrap())
        .collect()
}

#[test]
fn an_empty_database_holds_nothing() {
    on_each(|session| {
        let found = introspect(session).unwrap();
        assert_eq!(found.schema, limbeck_schema::Schema::default());
        assert_eq!(found.diagnostics, []);
        assert_eq!(found.schema.unmanaged.len(), 0);
        assert_eq!(found.schema.dependencies.iter().count(), 0);
    });
}

#[test]
fn settings_of_the_session_neither_matter_nor_change() {
    on_each(|session| {
        session.run_script(SCRIPT).unwrap();
        let found = introspect(session).unwrap();
        let defaults: Vec<&str> = table(&found, "t")
            .columns
            .iter()
            .map(|column| column.default.as_ref().unwrap().text.as_str())
            .collect();
        assert_eq!(
            defaults,
            [
                "'2020-01-31 12:00:00+00'::timestamp with time zone",
                "'1 day 02:03:00'::interval",
                "'\\x00ff'::bytea",
                "(0.1)::double precision",
                "'2020-01-31'::date",
            ]
        );
        session.run_script(ODD).unwrap();
        let before = settings(session);
        assert_eq!(introspect(session).unwrap().schema, found.schema);
        assert_eq!(settings(session), before);
        session.begin().unwrap();
        assert_eq!(introspect(session).unwrap().schema, found.schema);
        assert_eq!(settings(session), before);
        session.execute("COMMIT").unwrap();
        assert_eq!(settings(session), before);
    });
}

#[test]
fn a_transaction_is_read_and_left_open() {
    on_each(|session| {
        session.begin().unwrap();
        session.execute("CREATE TABLE t (a int)").unwrap();
        assert_eq!(introspect(session).unwrap().schema.tables.len(), 1);
        session.rollback();
        assert_eq!(introspect(session).unwrap().schema.tables.len(), 0);
    });
}

#[test]
fn names_are_said_as_seen_from_the_default_namespace() {
    on_each(|session| {
        session
            .run_script(
                "CREATE SCHEMA \"app two\"; SET search_path = \"app two\";
                 CREATE TYPE mood AS ENUM ('x'); CREATE TYPE public.mood AS ENUM ('y');
                 CREATE TABLE t (a mood, b public.mood DEFAULT 'y')",
            )
            .unwrap();
        let found = introspect(session).unwrap();
        let types = |found: &crate::Introspected, name: &str| -> Vec<String> {
            table(found, name).columns.iter().map(|column| column.sql_type.text.to_string()).collect()
        };
        assert_eq!(types(&found, "t"), ["mood", "public.mood"]);
        assert_eq!(found.schema.objects.len(), 2, "neither namespace is a thing");
        session.execute("SET search_path = public").unwrap();
        let found = introspect(session).unwrap();
        assert_eq!(types(&found, "app two.t"), ["\"app two\".mood", "mood"]);
        assert_eq!(found.schema.objects.len(), 3);
        session.execute("SET search_path = ''").unwrap();
        assert_eq!(types(&introspect(session).unwrap(), "app two.t"), ["\"app two\".mood", "public.mood"]);
    });
}

#[test]
fn temporary_things_are_not_seen_and_hide_nothing() {
    on_each(|session| {
        session
            .run_script(
                "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t;
                 CREATE TEMP TABLE t (x int, y int); CREATE TEMP VIEW w AS SELECT 1;
                 CREATE TEMP SEQUENCE s; CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            )
            .unwrap();
        let found = introspect(session).unwrap();
        assert_eq!(table(&found, "t").columns.len(), 1);
        let view = found.schema.views.iter().next().unwrap();
        assert!(view.definition.text.ends_with("FROM t"), "{}", view.definition.text);
        assert_eq!((found.schema.views.len(), found.schema.objects.len()), (1, 0));
    });
}

#[test]
fn the_document_alone_makes_the_schema_in_a_fixed_number_of_round_trips() {
    on_each(|session| {
        let mut trips = Vec::new();
        for script in ["", "CREATE TABLE a (x int)", "CREATE TABLE b (x int); CREATE TABLE c (x int)"] {
            session.run_script(script).unwrap();
            let before = session.round_trips();
            let document = read_document(session).unwrap();
            trips.push(session.round_trips() - before);
            let read = assemble(&document, session.dialect()).unwrap();
            assert_eq!(read.schema, introspect(session).unwrap().schema);
        }
        assert!(trips.iter().all(|trips| *trips == 3), "{trips:?}");
    });
}
