//! PostgreSQL's columns for Rust types.

use limbeck_schema::{Aspect, Family, Loaded};

use crate::{SourceFile, read_rust};

fn read(text: &str, family: Family) -> Loaded {
    read_rust(&[SourceFile { path: "models.rs".into(), text: text.to_owned() }], family)
}

#[test]
fn columns_from_rust_types() {
    let loaded = read(
        "#[derive(limbeck::Model)]
        struct T<'a> {
            #[limbeck(auto_increment)] id: i64,
            name: Cow<'a, str>,
            int: Option<i32>,
            ratio: f32,
            exact: f64,
            price: rust_decimal::Decimal,
            on: bool,
            raw: Vec<u8>,
            hash: [u8; 32],
            born: chrono::NaiveDate,
            at: chrono::DateTime<chrono::Utc>,
            local: chrono::NaiveDateTime,
            civil: jiff::civil::DateTime,
            instant: jiff::Timestamp,
            offset: time::OffsetDateTime,
            clock: chrono::NaiveTime,
            uid: uuid::Uuid,
            meta: serde_json::Value,
            tags: Vec<String>,
            grid: Option<Vec<Vec<Option<i32>>>>,
            blobs: Vec<Vec<u8>>,
        }",
        Family::Postgres,
    );
    assert_eq!(loaded.diagnostics, []);
    let table = loaded.schema.tables.iter().next().unwrap();
    let types: Vec<String> =
        table.columns.iter().map(|column| format!("{} {}", column.name, column.sql_type)).collect();
    assert_eq!(
        types,
        [
            "id bigint",
            "name text",
            "int integer",
            "ratio real",
            "exact double precision",
            "price numeric",
            "on boolean",
            "raw bytea",
            "hash bytea",
            "born date",
            "at timestamp with time zone",
            "local timestamp without time zone",
            "civil timestamp without time zone",
            "instant timestamp with time zone",
            "offset timestamp with time zone",
            "clock time without time zone",
            "uid uuid",
            "meta jsonb",
            "tags text[]",
            "grid integer[]",
            "blobs bytea[]",
        ]
    );
    let identity = table.columns.iter().next().unwrap().identity.clone().unwrap();
    assert_eq!((identity.always, identity.sequence.max), (false, i64::MAX));
}

#[test]
fn a_serial_counts_by_itself() {
    let loaded = read(
        "#[derive(limbeck::Model)] struct T { #[limbeck(auto_increment, sql_type = \"serial\")] id: i32 }",
        Family::Postgres,
    );
    let id = loaded.schema.tables.iter().next().unwrap().columns.iter().next().unwrap().clone();
    assert_eq!((id.sql_type.text.as_str(), id.identity), ("serial", None));
}

#[test]
fn there_are_no_arrays_on_sqlite() {
    let text = "#[derive(limbeck::Model)] struct T { id: i32, tags: Vec<String> }";
    assert_eq!(read(text, Family::Sqlite).diagnostics[0].message, "SQLite has no arrays");
    assert_eq!(read(text, Family::Postgres).diagnostics, []);
}

#[test]
fn what_a_struct_has_no_words_for_is_uncovered() {
    let loaded = read("#[derive(limbeck::Model)] struct T { id: i32 }", Family::Postgres);
    let coverage = loaded.coverage.tables.values().next().unwrap();
    for aspect in [Aspect::Identity, Aspect::Options] {
        assert!(!coverage.covers(aspect), "{aspect:?}");
    }
    for aspect in [Aspect::Comment, Aspect::Default, Aspect::Detail, Aspect::Exclusion, Aspect::KeyDetail] {
        assert!(coverage.covers(aspect), "{aspect:?}");
    }
}

#[test]
fn who_says_an_identity_says_how_columns_count() {
    let loaded = read(
        "#[derive(limbeck::Model)] struct T {
            #[limbeck(identity(always, increment = -2))] id: i16,
            #[limbeck(identity(name = \"s\", start = 10, min = -5, max = 99, cache = 3, cycle))] n: i64,
        }",
        Family::Postgres,
    );
    assert_eq!(loaded.diagnostics, []);
    assert!(loaded.coverage.tables.values().all(|coverage| coverage.covers(Aspect::Identity)));
    let table = loaded.schema.tables.iter().next().unwrap();
    let identities: Vec<_> = table.columns.iter().filter_map(|column| column.identity.clone()).collect();
    let down = &identities[0].sequence;
    assert!(identities[0].always && identities[0].sequence_name.is_none());
    assert_eq!((down.start, down.increment, down.min, down.max), (-1, -2, -32768, -1));
    let up = &identities[1].sequence;
    assert_eq!((up.start, up.min, up.max, up.cache, up.cycle), (10, -5, 99, 3, true));
    assert_eq!(identities[1].sequence_name.as_ref().unwrap().to_string(), "s");
}
