//! MySQL's columns for Rust types.

use limbeck_schema::{Aspect, Family, Loaded};

use crate::{SourceFile, read_rust};

fn read(text: &str) -> Loaded {
    read_rust(&[SourceFile { path: "models.rs".into(), text: text.to_owned() }], Family::Mysql)
}

#[test]
fn columns_from_rust_types() {
    let loaded = read(
        "#[derive(limbeck::Model)]
        struct T {
            #[limbeck(auto_increment)] id: i64,
            name: String,
            int: Option<i32>,
            tiny: i8,
            small: i16,
            byte: u8,
            word: u16,
            long: u32,
            huge: u64,
            ratio: f32,
            exact: f64,
            price: rust_decimal::Decimal,
            on: bool,
            raw: Vec<u8>,
            born: chrono::NaiveDate,
            at: chrono::DateTime<chrono::Utc>,
            local: chrono::NaiveDateTime,
            clock: chrono::NaiveTime,
            uid: uuid::Uuid,
            meta: serde_json::Value,
        }",
    );
    assert_eq!(loaded.diagnostics, []);
    let table = loaded.schema.tables.iter().next().unwrap();
    let types: Vec<String> =
        table.columns.iter().map(|column| format!("{} {}", column.name, column.sql_type)).collect();
    assert_eq!(
        types,
        [
            "id bigint",
            "name varchar(255)",
            "int int",
            "tiny tinyint",
            "small smallint",
            "byte tinyint unsigned",
            "word smallint unsigned",
            "long int unsigned",
            "huge bigint unsigned",
            "ratio float",
            "exact double",
            "price decimal(38,10)",
            "on tinyint(1)",
            "raw blob",
            "born date",
            "at timestamp",
            "local datetime",
            "clock time",
            "uid binary(16)",
            "meta json",
        ]
    );
    assert!(table.primary_key.as_ref().unwrap().autoincrement);
    assert!(table.columns.iter().all(|column| column.identity.is_none()));
}

#[test]
fn there_are_no_arrays() {
    let loaded = read("#[derive(limbeck::Model)] struct T { id: i32, tags: Vec<String> }");
    assert_eq!(loaded.diagnostics[0].message, "MySQL has no arrays");
}

#[test]
fn what_a_struct_has_no_words_for_is_uncovered() {
    let loaded = read("#[derive(limbeck::Model)] struct T { id: i32 }");
    let coverage = loaded.coverage.tables.values().next().unwrap();
    for aspect in [Aspect::Collation, Aspect::Identity, Aspect::Detail, Aspect::Options, Aspect::KeyDetail] {
        assert!(!coverage.covers(aspect), "{aspect:?}");
    }
    assert!(coverage.covers(Aspect::Comment) && coverage.covers(Aspect::Index));
}
