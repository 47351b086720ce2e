//! What is written says the same when it is read.

use limbeck_schema::{
    Body, Column, Family, ForeignKey, Kind, Name, Object, ObjectName, PrimaryKey, Schema, Table, Thing,
};

use super::write_diesel;
use crate::{SourceFile, Written, read_diesel};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

/// A table with a key `id` and the columns.
fn table(namespace: Option<&str>, called: &str, columns: &[(&str, &str)]) -> Table {
    let named = ObjectName { namespace: namespace.map(name), name: name(called) };
    let mut table = Table::new(named);
    for (column, sql_type) in columns {
        table
            .columns
            .add(Column { nullable: *column != "id", ..Column::new(name(column), *sql_type) })
            .unwrap();
    }
    table.primary_key = Some(PrimaryKey::over([name("id")]));
    table
}

fn schema(tables: impl IntoIterator<Item = Table>) -> Schema {
    let mut schema = Schema::default();
    tables.into_iter().for_each(|table| schema.tables.add(table).unwrap());
    schema
}

/// Columns as `table.column TYPE NULL?` once they are read back.
fn back(written: &Written, family: Family) -> Vec<String> {
    let file = SourceFile { path: "schema.rs".into(), text: written.text.clone() };
    let loaded = read_diesel(&[file], family);
    assert_eq!(loaded.diagnostics, [], "{}", written.text);
    let of_table = |table: &Table| {
        let of_column = |column: &Column| {
            let null = if column.nullable { " NULL" } else { "" };
            format!("{}.{} {}{null}", table.name, column.name, column.sql_type)
        };
        table.columns.iter().map(of_column).collect::<Vec<_>>()
    };
    loaded.schema.tables.iter().flat_map(of_table).collect()
}

#[test]
fn postgres_types_come_back() {
    let types = [
        "integer",
        "character varying(20)",
        "character varying",
        "bpchar",
        "\"char\"",
        "text[]",
        "character varying(9)[]",
        "timestamp with time zone",
        "jsonb",
        "tstzrange",
        "mood",
        "app.\"Mood\"[]",
        "date_kind",
        "tsvector",
    ];
    let columns: Vec<(String, &str)> =
        types.iter().enumerate().map(|(at, text)| (format!("c{at}"), *text)).collect();
    let columns: Vec<(&str, &str)> = columns.iter().map(|(column, text)| (column.as_str(), *text)).collect();
    let mut schema = schema([table(None, "t", &[&[("id", "bigint")], &columns[..]].concat())]);
    let mood = Thing::new(Kind::Enum, ObjectName::plain(name("mood")));
    schema.objects.put(Object { id: mood, body: Body::Enum(vec!["happy".into(), "so-so".into()]) });
    let written = write_diesel(&schema, Family::Postgres);
    assert!(written.unsaid.is_empty());
    assert!(written.text.contains("/// 'happy', 'so-so'\n"), "{}", written.text);
    let said = back(&written, Family::Postgres);
    let types: Vec<String> =
        types.iter().enumerate().map(|(at, text)| format!("t.c{at} {text} NULL")).collect();
    assert_eq!(said[1..], types);
}

#[test]
fn mysql_types_come_back() {
    let given = [
        ("a", "tinyint(1)", "tinyint(1)"),
        ("b", "int(10) unsigned", "int unsigned"),
        ("c", "varchar(20)", "varchar(20)"),
        ("d", "enum('x','it''s')", "enum"),
        ("e", "set('x')", "set"),
        ("f", "mediumint(9)", "int"),
        ("g", "decimal(10,2)", "decimal"),
        ("h", "point", "point"),
    ];
    let columns: Vec<(&str, &str)> = given.iter().map(|(column, text, _)| (*column, *text)).collect();
    let schema = schema([table(None, "t", &[&[("id", "bigint(20)")], &columns[..]].concat())]);
    let written = write_diesel(&schema, Family::Mysql);
    assert!(written.text.contains("pub struct TDEnum;"), "{}", written.text);
    let wanted: Vec<String> =
        given.iter().map(|(column, _, back)| format!("t.{column} {back} NULL")).collect();
    assert_eq!(back(&written, Family::Mysql)[1..], wanted);
}

#[test]
fn odd_names_come_back() {
    let odd = ["type", "a-b", "a_b", "a b", "1st", "table", "t", "ключ", "self", "__x", "q\"q", "q"];
    let columns: Vec<(&str, &str)> = odd.iter().map(|column| (*column, "TEXT")).collect();
    let tables = [
        table(None, "t", &[&[("id", "INTEGER")], &columns[..]].concat()),
        table(None, "my-t", &[("id", "INTEGER")]),
        table(None, "my_t", &[("id", "INTEGER")]),
        table(Some("app"), "my_t", &[("id", "INTEGER")]),
    ];
    let written = write_diesel(&schema(tables), Family::Sqlite);
    let mut wanted: Vec<String> = odd.iter().map(|column| format!("t.{column} TEXT NULL")).collect();
    wanted.insert(0, "t.id INTEGER".to_owned());
    wanted.extend(["my-t.id INTEGER", "my_t.id INTEGER", "app.my_t.id INTEGER"].map(str::to_owned));
    assert_eq!(back(&written, Family::Sqlite), wanted);
}

#[test]
fn what_cannot_be_said_is_told() {
    let mut keyless = table(None, "keyless", &[("id", "integer")]);
    keyless.primary_key = None;
    let odd = table(Some("my schema"), "t", &[("id", "integer")]);
    let written = write_diesel(&schema([keyless.clone(), odd]), Family::Postgres);
    let told: Vec<&str> = written.unsaid.iter().map(|told| told.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "table `keyless` cannot be said by `table!`: it has no primary key",
            "table `my schema.t` cannot be said by `table!`: the name of its schema is no name in Rust",
        ]
    );
    let written = write_diesel(&schema([keyless]), Family::Sqlite);
    assert_eq!(back(&written, Family::Sqlite), ["keyless.rowid INTEGER", "keyless.id INTEGER"]);
    let strange =
        write_diesel(&schema([table(None, "t", &[("id", "INTEGER"), ("x", "UUID")])]), Family::Sqlite);
    assert_eq!(
        strange.unsaid[0].message,
        "column `t.x` is of the type `UUID`, for which Diesel has none: it is written as `Text`"
    );
}

#[test]
fn joins_are_those_of_one_key_to_one_key() {
    let referring = |called: &str, keys: &[(&str, &str)]| {
        let columns: Vec<(&str, &str)> = keys.iter().map(|(column, _)| (*column, "integer")).collect();
        let mut table = table(None, called, &[&[("id", "integer")], &columns[..]].concat());
        for (column, to) in keys {
            let key = ForeignKey::new(vec![name(column)], ObjectName::plain(name(to)), vec![name("id")]);
            table.foreign_keys.add(key);
        }
        table
    };
    let tables = [
        referring("a", &[("b_id", "b"), ("self_id", "a")]),
        referring("b", &[]),
        referring("c", &[("x", "d"), ("y", "d")]),
        referring("d", &[]),
        referring("e", &[("x", "f")]),
        table(None, "f", &[("id", "bigint")]),
    ];
    let text = write_diesel(&schema(tables), Family::Postgres).text;
    assert_eq!(text.matches("joinable!").collect::<Vec<_>>().len(), 1);
    assert!(text.contains("diesel::joinable!(a -> b (b_id));"));
    assert!(text.ends_with("diesel::allow_tables_to_appear_in_same_query!(\n    a,\n    b,\n);\n"));
}
