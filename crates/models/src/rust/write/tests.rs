//! What is written is read back as it was.

use limbeck_schema::{
    Action, Body, Check, Column, Deferral, Expr, Family, ForeignKey, Generated, Index, IndexPart, IndexTerm,
    KeyName, KeyPart, Kind, Name, Object, ObjectName, PrimaryKey, Schema, Sequence, Table, Thing, Trigger,
    Unique,
};

use super::write_rust;
use crate::{SourceFile, Written, read_rust};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn column(called: &str, sql_type: &str) -> Column {
    Column { nullable: false, ..Column::new(name(called), sql_type) }
}

/// A table with everything that a struct can say.
fn whole() -> Table {
    let mut table = Table::new(ObjectName { namespace: Some(name("app")), name: name("odd-table") });
    table.options.comment = Some("says \"hello\"\nand more".to_owned());
    let default =
        Column { default: Some(Expr::new("'it''s'::text")), ..column("type", "character varying(20)") };
    let generated = Generated { expr: Expr::new("lower(type)"), stored: true };
    let computed = Column { generated: Some(generated), nullable: true, ..Column::new(name("a b"), "text") };
    let sorted = Column { collation: Some(ObjectName::plain(name("C"))), ..column("unique", "text[]") };
    let said = Column { comment: Some("a day".to_owned()), ..column("type_", "date") };
    for column in [column("id", "bigint"), default, computed, sorted, said] {
        table.columns.add(column).unwrap();
    }
    table.primary_key = Some(PrimaryKey::over([name("type_"), name("id")]));
    table.uniques.add(Unique {
        name: KeyName::Given(name("u")),
        parts: vec![KeyPart::plain(name("unique")), KeyPart::plain(name("type"))],
        ..Unique::over([])
    });
    let parts = vec![
        IndexPart { descending: true, ..IndexPart::plain(IndexTerm::Column(name("type"))) },
        IndexPart::plain(IndexTerm::Column(name("unique"))),
        IndexPart::plain(IndexTerm::Expr(Expr::new("lower(type)"))),
    ];
    let predicate = Some(Expr::new("id > 0"));
    table.indexes.add(Index { unique: true, predicate, ..Index::new(name("i x"), parts) }).unwrap();
    table.checks.add(Check { name: KeyName::Given(name("c")), ..Check::new(Expr::new("id > 0")) });
    let other = ObjectName { namespace: Some(name("app")), name: name("other") };
    table.foreign_keys.add(ForeignKey {
        name: KeyName::Given(name("f")),
        on_delete: Action::SetNull,
        on_update: Action::Cascade,
        deferral: Deferral::InitiallyDeferred,
        ..ForeignKey::new(vec![name("id"), name("type")], other, vec![name("x"), name("y z")])
    });
    let plain = ObjectName::plain(name("plain"));
    table.foreign_keys.add(ForeignKey::new(vec![name("id")], plain, vec![name("id")]));
    table
}

fn written(table: Table, family: Family) -> Written {
    let mut schema = Schema::default();
    schema.tables.add(table).unwrap();
    write_rust(&schema, family)
}

fn back(written: &Written, family: Family) -> Table {
    let file = SourceFile { path: "models.rs".into(), text: written.text.clone() };
    let loaded = read_rust(&[file], family);
    assert_eq!(loaded.diagnostics, [], "{}", written.text);
    loaded.schema.tables.into_iter().next().unwrap()
}

#[test]
fn everything_a_struct_can_say_comes_back() {
    let written = written(whole(), Family::Postgres);
    assert_eq!(written.unsaid, []);
    assert_eq!(back(&written, Family::Postgres), whole(), "{}", written.text);
}

#[test]
fn a_key_that_counts_and_the_options_of_sqlite_come_back() {
    let mut table = Table::new(ObjectName::plain(name("t")));
    table.columns.add(column("id", "INTEGER")).unwrap();
    table.primary_key = Some(PrimaryKey { autoincrement: true, ..PrimaryKey::over([name("id")]) });
    (table.options.strict, table.options.without_rowid) = (true, true);
    assert_eq!(back(&written(table.clone(), Family::Sqlite), Family::Sqlite), table);
    table.primary_key = None;
    assert_eq!(back(&written(table.clone(), Family::Sqlite), Family::Sqlite), table);
}

#[test]
fn what_a_struct_cannot_say_is_told() {
    let mut table = whole();
    table.triggers.add(Trigger::new(name("log"), Expr::new("CREATE TRIGGER log"))).unwrap();
    table.indexes.get_mut(&name("i x")).unwrap().only = true;
    let told: Vec<String> =
        written(table, Family::Mysql).unsaid.into_iter().map(|told| told.message).collect();
    assert_eq!(
        told,
        [
            "the trigger `log` of table `app.odd-table` cannot be said by a struct",
            "that the partitions have no part in the index `i x` of table `app.odd-table` cannot be said by a struct",
        ]
    );
}

/// A schema with that table, on PostgreSQL with enumerations under those names.
fn with_enums(table: Table, enums: &[(&str, Option<&str>, &[&str])]) -> Schema {
    let mut schema = Schema::default();
    schema.tables.add(table).unwrap();
    for (called, namespace, labels) in enums {
        let id = ObjectName { namespace: namespace.map(name), name: name(called) };
        let labels = labels.iter().map(|label| (*label).to_owned()).collect();
        let object = Object { id: Thing::new(Kind::Enum, id), body: Body::Enum(labels) };
        schema.objects.add(object).unwrap();
    }
    schema
}

#[test]
fn enumerations_come_back() {
    let mut table = Table::new(ObjectName::plain(name("state")));
    let default = Column { default: Some(Expr::new("'b'::state")), ..column("a", "state") };
    let odd = Column { default: Some(Expr::new("'it''s'::\"odd one\"")), ..column("b", "\"odd one\"[]") };
    for column in [default, odd, column("c", "app.state"), column("d", "self")] {
        table.columns.add(column).unwrap();
    }
    let schema = with_enums(
        table,
        &[
            ("self", None, &["Self", "self"]),
            ("state", None, &["a", "b"]),
            ("odd one", None, &["", "it's", "\"", "1", "é", "ü", "two words", "a_b", "a-b", "\\"]),
            ("state", Some("app"), &["IN_PROGRESS", "DONE2"]),
            ("string", None, &["Verbatim", "AsItIs"]),
        ],
    );
    let written = write_rust(&schema, Family::Postgres);
    assert_eq!(written.unsaid, []);
    assert!(syn::parse_file(&written.text).is_ok(), "{}", written.text);
    let file = SourceFile { path: "models.rs".into(), text: written.text.clone() };
    let loaded = read_rust(&[file], Family::Postgres);
    assert_eq!(loaded.diagnostics, [], "{}", written.text);
    assert_eq!(loaded.schema.objects, schema.objects, "{}", written.text);
    let types = |schema: &Schema| -> Vec<String> {
        let table = schema.tables.iter().next().unwrap();
        table.columns.iter().map(|column| column.sql_type.text.to_string()).collect()
    };
    assert_eq!(types(&loaded.schema), types(&schema), "{}", written.text);
    assert!(
        written.text.contains("default = State_::B") && written.text.contains("enum String_"),
        "{}",
        written.text
    );
}

#[test]
fn enumerations_inside_of_columns_come_back() {
    let mut table = Table::new(ObjectName::plain(name("t")));
    let default = Column { default: Some(Expr::new("'y'")), ..column("flag", "enum('y','n')") };
    let others = [
        column("Kind", "enum('a''b','','x\\y')"),
        column("kind", "enum('A','B')"),
        column("kinds", "set('a','b')"),
        column("t", "enum('a b','c-d')"),
    ];
    for column in others.into_iter().chain([default]) {
        table.columns.add(column).unwrap();
    }
    let written = written(table.clone(), Family::Mysql);
    assert!(syn::parse_file(&written.text).is_ok(), "{}", written.text);
    assert_eq!(back(&written, Family::Mysql), table, "{}", written.text);
    assert_eq!(written.text.matches("derive(SqlEnum)").count(), 3, "{}", written.text);
    assert!(written.text.contains("default = Flag::Y"), "{}", written.text);
}

#[test]
fn a_column_that_counts_by_its_own_sequence_is_serial() {
    let app = |called: &str| ObjectName { namespace: Some(name("app")), name: name(called) };
    let sequence = |called: &str, of: &str, start: i64| {
        let owned_by = Some((app("T"), name(of)));
        let body = Body::Sequence(Sequence { owned_by, start, ..Sequence::over("bigint") });
        Object { id: Thing::new(Kind::Sequence, app(called)), body }
    };
    let counted = |called: &str, sequence: &str| Column {
        default: Some(Expr::new(format!("nextval('app.{sequence}'::regclass)"))),
        ..column(called, "bigint")
    };
    let mut table = Table::new(app("T"));
    table.columns.add(counted("id", "\"T_id_seq\"")).unwrap();
    table.columns.add(counted("late", "\"T_late_seq\"")).unwrap();
    table.columns.add(counted("other", "numbers")).unwrap();
    let mut schema = Schema::default();
    schema.tables.add(table).unwrap();
    schema.objects.add(Object::namespace(name("app"))).unwrap();
    for object in
        [sequence("T_id_seq", "id", 1), sequence("T_late_seq", "late", 9), sequence("numbers", "other", 1)]
    {
        schema.objects.add(object).unwrap();
    }
    let written = write_rust(&schema, Family::Postgres);
    assert!(written.text.contains("#[limbeck(sql_type = \"bigserial\")]\n    pub id"), "{}", written.text);
    assert_eq!(written.text.matches("nextval").count(), 2, "{}", written.text);
    let told: Vec<&str> = written.unsaid.iter().map(|told| told.message.as_str()).collect();
    let unsaid = |name: &str| format!("the sequence `app.{name}` cannot be said by a struct");
    assert_eq!(told, [unsaid("T_late_seq"), unsaid("numbers")]);
}

#[test]
fn only_whole_numbers_have_no_sign_in_rust() {
    let mut table = Table::new(ObjectName::plain(name("t")));
    table.columns.add(column("a", "int unsigned")).unwrap();
    table.columns.add(column("b", "decimal(10,2) unsigned")).unwrap();
    let written = written(table, Family::Mysql).text;
    assert!(written.contains("a: u32,") && written.contains("b: bigdecimal::BigDecimal,"), "{written}");
}

#[test]
fn what_counts_is_written_so_that_it_compiles() {
    let counted = Column { auto_increment: true, ..column("id", "int") };
    for (key, said) in [(vec!["id"], "auto_increment"), (vec!["id", "a"], "mysql(auto_increment)")] {
        let mut table = Table::new(ObjectName::plain(name("t")));
        table.columns.add(counted.clone()).unwrap();
        table.columns.add(column("a", "int")).unwrap();
        table.primary_key = Some(PrimaryKey::over(key.into_iter().map(name)));
        let written = written(table, Family::Mysql).text;
        assert!(written.contains(&format!("#[limbeck(sql_type = \"int\", {said})]")), "{written}");
        let syn::Item::Struct(item) = syn::parse_file(&written).unwrap().items.pop().unwrap() else {
            panic!()
        };
        assert!(crate::rust::check(&item.into()).is_ok(), "{written}");
    }
}

#[test]
fn mariadbs_json_is_a_type() {
    let mut table = Table::new(ObjectName::plain(name("t")));
    table.columns.add(column("a", "longtext")).unwrap();
    table.columns.add(column("b", "longtext")).unwrap();
    let of = |called: &str, expr: &str| Check { column: Some(name(called)), ..Check::new(Expr::new(expr)) };
    table.checks.add(of("a", "json_valid(`a`)"));
    table.checks.add(of("b", "octet_length(`b`) > 3"));
    let written = written(table, Family::Mysql);
    assert!(written.text.contains("sql_type = \"json\")]\n    pub a: serde_json::Value"), "{}", written.text);
    assert!(written.text.contains("sql_type = \"longtext\")]\n    pub b"), "{}", written.text);
    let told: Vec<&str> = written.unsaid.iter().map(|told| told.message.as_str()).collect();
    assert_eq!(
        told,
        ["that `octet_length(`b`) > 3` is a part of a column of table `t` cannot be said by a struct"]
    );
}
