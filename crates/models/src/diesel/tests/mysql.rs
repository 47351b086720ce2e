//! MySQL's types, as `diesel print-schema` writes them.

use limbeck_schema::{Aspect, Family, Loaded, Name};

use crate::{SourceFile, read_diesel};

fn read(text: &str) -> Loaded {
    read_diesel(&[SourceFile { path: "schema.rs".into(), text: text.to_owned() }], Family::Mysql)
}

fn sql_type(column: &str, definitions: &str) -> String {
    let loaded = read(&format!("{definitions} table! {{ t {{ id -> Integer, {column} }} }}"));
    assert_eq!(loaded.diagnostics, [], "{column}");
    let table = loaded.schema.tables.into_iter().next().unwrap();
    table.columns.get(&Name::new("x").unwrap()).unwrap().sql_type.text.to_string()
}

#[test]
fn types_of_every_kind() {
    for (ident, declared) in [
        ("Bool", "tinyint(1)"),
        ("Tinyint", "tinyint"),
        ("Smallint", "smallint"),
        ("Nullable<Integer>", "int"),
        ("Bigint", "bigint"),
        ("Unsigned<Bigint>", "bigint unsigned"),
        ("Nullable<Unsigned<Integer>>", "int unsigned"),
        ("Float", "float"),
        ("Double", "double"),
        ("Decimal", "decimal"),
        ("Longtext", "longtext"),
        ("Mediumblob", "mediumblob"),
        ("Bit", "bit"),
        ("Date", "date"),
        ("Datetime", "datetime"),
        ("Timestamp", "timestamp"),
        ("Json", "json"),
    ] {
        assert_eq!(sql_type(&format!("x -> {ident}"), ""), declared, "{ident}");
    }
    for (ident, declared) in [
        ("Varchar", "varchar(20)"),
        ("Char", "char(20)"),
        ("Varbinary", "varbinary(20)"),
        ("Binary", "binary(20)"),
    ] {
        assert_eq!(sql_type(&format!("#[max_length = 20] x -> {ident}"), ""), declared);
    }
}

#[test]
fn an_enum_is_one_whatever_its_members() {
    let definitions = "pub mod sql_types {
        #[derive(diesel::query_builder::QueryId, diesel::sql_types::SqlType)]
        #[diesel(mysql_type(name = \"Enum\"))] pub struct UsersRoleEnum;
        #[diesel(mysql_type(name = \"Set\"))] pub struct UsersFlags;
        #[diesel(postgres_type(name = \"other\"))] pub struct Elsewhere;
    }";
    assert_eq!(sql_type("x -> super::sql_types::UsersRoleEnum", definitions), "enum");
    assert_eq!(sql_type("x -> Nullable<UsersFlags>", definitions), "set");
    for (name, declared) in [("Mediumint", "mediumint"), ("UnsignedLong", "int unsigned"), ("Blob", "point")]
    {
        let definition = format!("#[diesel(mysql_type(name = \"{name}\"))] pub struct Point;");
        assert_eq!(sql_type("x -> Point", &definition), declared);
    }
    let undefined = read("table! { t { id -> Integer, x -> UsersFlagsSet, y -> Geometry } }");
    let table = undefined.schema.tables.iter().next().unwrap();
    let types: Vec<&str> = table.columns.iter().map(|column| column.sql_type.text.as_str()).collect();
    assert_eq!(types, ["int", "set", "geometry"]);
    assert_eq!(undefined.diagnostics.len(), 2);
}

#[test]
fn labels_are_those_of_the_rust_enum() {
    let definitions = "pub mod sql_types {
        #[derive(diesel::sql_types::SqlType)] #[diesel(mysql_type(name = \"Enum\"))] pub struct TRoleEnum;
    }
    #[derive(Debug, diesel_derive_enum::DbEnum)]
    #[ExistingTypePath = \"crate::schema::sql_types::TRoleEnum\"]
    enum Role { SuperUser, #[db_rename = \"it's\"] Guest }
    #[derive(DbEnum)] enum Mood { Happy, Sad }";
    for ident in ["super::sql_types::TRoleEnum", "Nullable<TRoleEnum>"] {
        assert_eq!(sql_type(&format!("x -> {ident}"), definitions), "enum('super_user','it''s')");
    }
    let longest = sql_type("#[max_length = 10] x -> MoodMapping", definitions);
    assert_eq!(longest, "enum('happy','sad')");
    let escaped = definitions.replace("it's", "a\\\\b");
    assert_eq!(sql_type("x -> TRoleEnum", &escaped), "enum");
}

#[test]
fn the_names_of_types_are_said_and_nothing_else() {
    let loaded = read("table! { t { #[auto_increment] id -> Unsigned<Bigint> } }");
    let table = loaded.schema.tables.iter().next().unwrap();
    assert!(table.primary_key.as_ref().unwrap().autoincrement);
    let coverage = loaded.coverage.of(&table.name);
    assert_eq!(coverage.aspects.iter().collect::<Vec<_>>(), [Aspect::TypeName]);
}
