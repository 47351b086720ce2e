//! PostgreSQL's types, as `diesel print-schema` writes them.

use limbeck_schema::{Aspect, Family, Loaded, Name};

use crate::{SourceFile, read_diesel};

fn read(text: &str) -> Loaded {
    read_diesel(&[SourceFile { path: "schema.rs".into(), text: text.to_owned() }], Family::Postgres)
}

fn sql_type(column: &str, definitions: &str) -> String {
    let loaded = read(&format!("{definitions} table! {{ t {{ id -> Int4, x -> {column} }} }}"));
    assert_eq!(loaded.diagnostics, [], "{column}");
    let table = loaded.schema.tables.into_iter().next().unwrap();
    table.columns.get(&Name::new("x").unwrap()).unwrap().sql_type.text.clone()
}

#[test]
fn types_of_every_kind() {
    for (ident, declared) in [
        ("Bool", "boolean"),
        ("Nullable<Int8>", "bigint"),
        ("Float4", "real"),
        ("Double", "double precision"),
        ("Numeric", "numeric"),
        ("Varchar", "character varying"),
        ("Bpchar", "bpchar"),
        ("CChar", "\"char\""),
        ("Bytea", "bytea"),
        ("Timestamptz", "timestamp with time zone"),
        ("Time", "time without time zone"),
        ("Jsonb", "jsonb"),
        ("Uuid", "uuid"),
        ("MacAddr", "macaddr"),
        ("Macaddr8", "macaddr8"),
        ("PgLsn", "pg_lsn"),
        ("Citext", "citext"),
        ("Ltree", "ltree"),
        ("Array<Nullable<Text>>", "text[]"),
        ("Nullable<Array<Array<Int4>>>", "integer[]"),
        ("Range<Timestamptz>", "tstzrange"),
        ("Multirange<Int4>", "int4multirange"),
        ("Daterange", "daterange"),
        ("Serial", "serial"),
    ] {
        assert_eq!(sql_type(ident, ""), declared, "{ident}");
    }
}

#[test]
fn a_length_is_part_of_the_type() {
    let loaded = read(
        "table! { t (id) { id -> Int4, #[max_length = 255] a -> Nullable<Varchar>, #[max_length = 3] b -> Bpchar,
         #[max_length = 9] c -> Array<Nullable<Varchar>>, } }",
    );
    let table = loaded.schema.tables.iter().next().unwrap();
    let types: Vec<&str> = table.columns.iter().map(|column| column.sql_type.text.as_str()).collect();
    assert_eq!(types, ["integer", "character varying(255)", "bpchar(3)", "character varying(9)[]"]);
    assert!(loaded.coverage.of(&table.name).covers(Aspect::TypeName));
    assert!(!loaded.coverage.objects && !loaded.coverage.of(&table.name).covers(Aspect::ExactType));
}

#[test]
fn types_that_the_sources_define_have_the_name_they_say() {
    let definitions = "pub mod sql_types {
        #[derive(diesel::query_builder::QueryId, diesel::sql_types::SqlType)]
        #[diesel(postgres_type(name = \"user_role\"))] pub struct UserRole;
        #[derive(diesel::sql_types::SqlType)]
        #[diesel(postgres_type(name = \"Mood\", schema = \"app\"))] pub struct Mood;
        #[diesel(postgres_type(name = \"date_kind\"))] pub struct Date;
    }";
    assert_eq!(sql_type("crate::schema::sql_types::UserRole", definitions), "user_role");
    assert_eq!(sql_type("Nullable<Array<Nullable<Mood>>>", definitions), "app.\"Mood\"[]");
    assert_eq!(sql_type("super::sql_types::Date", definitions), "date_kind");
    assert_eq!(sql_type("diesel::sql_types::Date", definitions), "date");
}

#[test]
fn a_type_nobody_defines_is_called_as_print_schema_would_have_it() {
    let loaded = read("table! { app.users { id -> Int4, role -> UserRole } }");
    let table = loaded.schema.tables.iter().next().unwrap();
    assert_eq!(table.name.to_string(), "app.users");
    assert_eq!(table.columns.iter().nth(1).unwrap().sql_type.text, "user_role");
    assert_eq!(
        loaded.diagnostics[0].message,
        "`UserRole` is no type that Diesel has on PostgreSQL: column `role` is declared as `user_role`"
    );
}

#[test]
fn a_key_that_counts_has_an_identity() {
    let loaded = read("table! { t { #[auto_increment] id -> BigInt } }");
    let id = loaded.schema.tables.iter().next().unwrap().columns.iter().next().unwrap().clone();
    assert_eq!((id.sql_type.text.as_str(), id.identity.is_some()), ("bigint", true));
}
