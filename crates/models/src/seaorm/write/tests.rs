#![allow(clippy::unwrap_used, reason = "what a test does not expect must stop it")]

use limbeck_schema::{
    Action, Check, Column, Expr, Family, ForeignKey, Index, IndexPart, IndexTerm, KeyName, Name, Object,
    ObjectName, PrimaryKey, Schema, Table, Thing, Unique,
};

use super::*;
use crate::{SourceFile, read_sea_orm};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn schema() -> Schema {
    let mut team = Table::new(ObjectName::plain(name("team")));
    team.columns.add(Column { nullable: false, ..Column::new(name("id"), "bigint") }).unwrap();
    team.primary_key = Some(PrimaryKey::over([name("id")]));
    let mut table = Table::new(ObjectName::plain(name("odd-table")));
    let columns = [
        ("id", "integer"),
        ("teamId", "bigint"),
        ("type", "character varying(20)"),
        ("a b", "numeric(8,2)"),
        ("a_b", "mood"),
        ("point", "geometry(Point,4326)"),
        ("note", "text"),
        ("2fa", "boolean"),
    ];
    for (column, sql_type) in columns {
        table
            .columns
            .add(Column { nullable: column != "id", ..Column::new(name(column), sql_type) })
            .unwrap();
    }
    table.columns.get_mut(&name("type")).unwrap().default = Some(Expr::new("'it''s'::character varying"));
    table.primary_key = Some(PrimaryKey::over([name("id")]));
    table.uniques.add(Unique::over([name("type")]));
    let parts = ["type", "note"].map(|column| IndexPart::plain(IndexTerm::Column(name(column)))).to_vec();
    table.indexes.add(Index { unique: true, ..Index::new(name("both"), parts.clone()) }).unwrap();
    table.indexes.add(Index::new(name("plain"), parts)).unwrap();
    table.checks.add(Check::new(Expr::new("id > 0\nand true")));
    let key = ForeignKey::new(vec![name("teamId")], team.name.clone(), vec![name("id")]);
    table.foreign_keys.add(ForeignKey {
        on_delete: Action::SetNull,
        name: KeyName::Given(name("leads")),
        ..key
    });
    let mut schema = Schema::default();
    let mood = Thing::new(Kind::Enum, ObjectName::plain(name("mood")));
    let labels = Body::Enum(vec!["so so".to_owned(), "it's".to_owned()]);
    schema.objects.add(Object { id: mood, body: labels }).unwrap();
    schema.tables.add(team).unwrap();
    schema.tables.add(table).unwrap();
    schema
}

#[test]
fn what_is_written_is_read_back() {
    let written = write_sea_orm(&schema(), Family::Postgres);
    let file = SourceFile { path: "src/entity.rs".into(), text: written.text.clone() };
    let loaded = read_sea_orm(&[file], Family::Postgres);
    assert!(loaded.diagnostics.is_empty(), "{:?}\n{}", loaded.diagnostics, written.text);
    let schema = schema();
    for (read, there) in loaded.schema.tables.iter().zip(schema.tables.iter()) {
        assert_eq!(read.name, there.name);
        let types = |table: &Table| -> Vec<String> {
            let bare = |column: &Column| {
                format!("{} {} {}", column.name, column.sql_type.text.replace(", ", ","), column.nullable)
            };
            table.columns.iter().map(bare).collect()
        };
        assert_eq!(types(read), types(there), "{}", written.text);
        assert_eq!(read.foreign_keys, there.foreign_keys);
        assert_eq!(read.uniques, there.uniques);
    }
    assert_eq!(loaded.schema.objects, schema.objects);
}

#[test]
fn what_cannot_be_said_is_told_and_written_beside() {
    let written = write_sea_orm(&schema(), Family::Postgres);
    let told: Vec<&str> = written.unsaid.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "the index `plain` of table `odd-table` cannot be said by an entity",
            "the check (id > 0\nand true) of table `odd-table` cannot be said by an entity"
        ]
    );
    assert!(written.text.contains("    // Not said here: the check (id > 0 and true).\n"));
}
