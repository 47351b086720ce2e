//! PostgreSQL's types, as `diesel print-schema` writes them.

use limbeck_schema::{Aspect, Body, Family, Loaded, Name};

use crate::{SourceFile, read_diesel};

fn read(text: &str) -> Loaded {
    read_diesel(&[SourceFile { path: "schema.rs".into(), text: text.to_owned() }], Family::Postgres)
}

fn sql_type(column: &str, definitions: &str) -> String {
    let loaded = read(&format!("{definitions} table! {{ t {{ id -> Int4, x -> {column} }} }}"));
    assert_eq!(loaded.diagnostics, [], "{column}");
    let table = loaded.schema.tables.into_iter().next().unwrap();
    table.columns.get(&Name::new("x").unwrap()).unwrap().sql_type.text.to_string()
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

/// The enumerations that the columns of a table are of, with their labels.
fn labels(columns: &str, definitions: &str) -> Vec<String> {
    let loaded = read(&format!("table! {{ t {{ id -> Int4, {columns} }} }} {definitions}"));
    assert_eq!(loaded.diagnostics, []);
    let said = |object: &limbeck_schema::Object| match &object.body {
        Body::Enum(labels) => format!("{}: {}", object.id, labels.join(" ")),
        _ => object.id.to_string(),
    };
    loaded.schema.objects.iter().map(said).collect()
}

#[test]
fn an_enumeration_has_the_labels_of_the_rust_enum() {
    let definitions = |derives: &str| {
        format!(
            "pub mod sql_types {{
                #[derive(SqlType)] #[diesel(postgres_type(name = \"mood\", schema = \"app\"))] pub struct Mood;
            }}
            {derives}"
        )
    };
    for (derives, expected) in [
        (
            "#[cfg_attr(feature = \"full\", derive(DbEnum))]
             #[cfg_attr(feature = \"full\", ExistingTypePath = \"crate::schema::sql_types::Mood\")]
             #[cfg_attr(feature = \"full\", DbValueStyle = \"verbatim\")]
             pub enum M { VeryHappy, #[db_rename = \"so-so\"] SoSo }",
            "app.mood: VeryHappy so-so",
        ),
        (
            "#[derive(DbEnum)] #[db_enum(existing_mapping_path = \"sql_types::Mood\", value_style = \"kebab-case\")]
             pub enum M { VeryHappy, #[db_enum(rename = \"So\")] SoSo }",
            "app.mood: very-happy So",
        ),
        (
            "#[derive(diesel::Enum)] #[diesel(sql_type = crate::schema::sql_types::Mood)]
             pub enum M { VeryHappy, #[diesel(rename = \"so\")] SoSo }",
            "app.mood: VeryHappy so",
        ),
        (
            "#[derive(diesel::Enum)] #[diesel(sql_type = Mood, rename_all = \"SCREAMING_SNAKE_CASE\")]
             pub enum M { VeryHappy }",
            "app.mood: VERY_HAPPY",
        ),
    ] {
        let definitions = definitions(derives);
        assert_eq!(labels("x -> Nullable<Array<Nullable<Mood>>>", &definitions), [expected], "{derives}");
        assert_eq!(labels("x -> Int4", &definitions), [""; 0], "no column is of that type");
    }
    let made_up = "#[derive(DbEnum)] enum UserRole { A } #[derive(DbEnum)] #[PgType = \"m\"] #[DieselType = \"Mo\"] enum Mood { B }";
    assert_eq!(labels("x -> UserRoleMapping, y -> Mo", made_up), ["user_role: a", "m: b"]);
}

#[test]
fn an_enum_that_says_no_labels_says_nothing() {
    for derives in [
        "#[derive(FromSqlRow)] #[diesel(sql_type = Mood)] enum M { A }",
        "#[derive(DbEnum)] #[ExistingTypePath = \"Mood\"] #[DbValueStyle = \"unheard of\"] enum M { A }",
        "#[derive(DbEnum)] #[ExistingTypePath = \"Mood\"] enum M { A, #[cfg(x)] B }",
    ] {
        let definitions = format!("#[diesel(postgres_type(name = \"mood\"))] struct Mood; {derives}");
        assert_eq!(labels("x -> Mood", &definitions), [""; 0], "{derives}");
        assert_eq!(sql_type("Mood", &definitions), "mood");
    }
}
