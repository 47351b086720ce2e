use super::*;
use crate::postgres::types::{key, kind, same_name};

/// Spellings that the server takes for columns.
const SPELLINGS: [&str; 68] = [
    "int",
    "int4",
    "INTEGER",
    "pg_catalog.int4",
    "\"int4\"",
    "int2",
    "smallint",
    "int8",
    "bigint",
    "float",
    "float(24)",
    "float(25)",
    "float4",
    "real",
    "float8",
    "double precision",
    "bool",
    "boolean",
    "numeric",
    "decimal",
    "dec(5)",
    "numeric( 10 , 2 )",
    "varchar",
    "varchar(10)",
    "character varying(10)",
    "char varying",
    "national character varying(3)",
    "char",
    "char(3)",
    "character",
    "nchar(4)",
    "bpchar",
    "bpchar(5)",
    "pg_catalog.bpchar",
    "\"char\"",
    "pg_catalog.char",
    "text",
    "name",
    "bit",
    "bit(3)",
    "\"bit\"",
    "bit varying",
    "varbit(4)",
    "timestamp",
    "timestamp(3)",
    "timestamp (3) without time zone",
    "timestamptz",
    "timestamptz(2)",
    "timestamp(2) with time zone",
    "time",
    "time(1)",
    "timetz",
    "time with time zone",
    "date",
    "interval",
    "interval(3)",
    "interval day to second(3)",
    "interval year",
    "interval second(2)",
    "uuid",
    "jsonb",
    "bytea",
    "int[]",
    "_int4",
    "int[3][3]",
    "integer array",
    "varchar(5)[]",
    "_text",
];

#[test]
fn types_are_spelled_as_the_server_spells_them() {
    for mut session in servers() {
        session.execute("CREATE TEMP TABLE every_type (a int)").unwrap();
        for spelling in SPELLINGS {
            session.execute(&format!("ALTER TABLE every_type ADD COLUMN b {spelling}")).unwrap();
            let printed = text(
                &mut session,
                "SELECT format_type(atttypid, atttypmod) FROM pg_attribute
                 WHERE attrelid = 'every_type'::regclass AND attname = 'b'",
            );
            session.execute("ALTER TABLE every_type DROP COLUMN b").unwrap();
            assert_eq!(key(spelling), printed, "{spelling}");
            assert_eq!(key(&printed), printed, "{spelling}");
        }
    }
}

#[test]
fn types_that_nobody_knows_keep_their_name() {
    for (one, other) in [
        ("Mood", "mood"),
        ("\"mood\"", "mood"),
        ("app . Mood", "app.mood"),
        ("vector( 3 )", "vector(3)"),
        ("geometry(Point, 4326)", "geometry(Point,4326)"),
        ("mood[]", "mood[4]"),
        ("SETOF  int", "setof int"),
    ] {
        assert_eq!(key(one), key(other), "{one} | {other}");
    }
    for (one, other) in [
        ("\"Mood\"", "mood"),
        ("\"int\"", "int"),
        ("\"integer\"", "integer"),
        ("geometry(Point)", "geometry(point)"),
        ("app.int4", "int4"),
        ("_mood", "mood[]"),
        ("char", "\"char\""),
        ("bit", "\"bit\""),
        ("timestamp", "timestamptz"),
        ("varchar(5)", "varchar(6)"),
    ] {
        assert_ne!(key(one), key(other), "{one} | {other}");
    }
}

#[test]
fn kinds_are_what_a_rust_type_can_hold() {
    for (one, other) in [
        ("text", "character varying(20)"),
        ("json", "jsonb"),
        ("numeric(10,2)", "numeric"),
        ("text[]", "varchar(3)[]"),
    ] {
        assert_eq!(kind(one), kind(other));
    }
    assert_ne!(kind("timestamp"), kind("timestamptz"));
    assert_ne!(kind("integer"), kind("bigint"));
}

#[test]
fn diesel_knows_names_and_lengths() {
    assert!(same_name("numeric", "numeric(10,2)"));
    assert!(same_name("character varying", "character varying(20)"));
    assert!(same_name("timestamp without time zone", "timestamp(3) without time zone"));
    assert!(same_name("bpchar(3)", "character(3)"));
    assert!(!same_name("character varying(30)", "character varying(20)"));
    assert!(!same_name("text", "character varying"));
    assert!(!same_name("integer", "integer[]"));
}

#[test]
fn serial_is_what_the_server_makes_of_it() {
    let canonical = schema([columns(&[("id", "serial"), ("n", "int")])]);
    let table = canonical.schema().tables.get(&object("t")).unwrap();
    let id = table.columns.get(&name("id")).unwrap();
    assert_eq!((id.sql_type.text.as_str(), id.nullable), ("integer", false));
    assert_eq!(id.default.as_ref().unwrap().text, "nextval('t_id_seq'::regclass)");
    assert_eq!(canonical.schema().objects.iter().next().unwrap().id.to_string(), "t_id_seq");
}
