mod mysql;
mod postgres;

use limbeck_schema::{Diagnostic, Family, Loaded, Name, ObjectName, Severity, Table};
use proptest::prelude::*;

use crate::{SourceFile, read_diesel};

fn read(text: &str) -> Loaded {
    read_diesel(&[SourceFile { path: "schema.rs".into(), text: text.to_owned() }], Family::Sqlite)
}

fn clean(text: &str) -> Loaded {
    let loaded = read(text);
    assert_eq!(loaded.diagnostics, []);
    loaded
}

fn only(loaded: &Loaded) -> &Table {
    assert_eq!(loaded.schema.tables.len(), 1);
    loaded.schema.tables.iter().next().unwrap()
}

/// `name TYPE NULL?` of every column, and the key.
fn said(table: &Table) -> (Vec<String>, Vec<String>) {
    let column = |column: &limbeck_schema::Column| {
        format!("{} {}{}", column.name, column.sql_type, if column.nullable { " NULL" } else { "" })
    };
    let key = table.primary_key.iter().flat_map(|key| key.parts.iter().map(|part| part.column.to_string()));
    (table.columns.iter().map(column).collect(), key.collect())
}

fn pointed(diagnostic: &Diagnostic) -> &str {
    let span = diagnostic.span.as_ref().unwrap();
    &span.source[span.range.clone()]
}

#[test]
fn a_plain_table() {
    let loaded = clean(
        "// @generated automatically by Diesel CLI.
        diesel::table! {
            /// Representation of the `users` table.
            users (id) {
                id -> Integer,
                /// The name.
                name -> Nullable<Text>,
                #[max_length = 20]
                code -> VarChar,
            }
        }
        diesel::joinable!(posts -> users (user_id));
        diesel::allow_tables_to_appear_in_same_query!(posts, users,);",
    );
    assert_eq!(
        said(only(&loaded)),
        (vec!["id INTEGER".into(), "name TEXT NULL".into(), "code VARCHAR(20)".into()], vec!["id".into()])
    );
    assert!(loaded.coverage.of(&only(&loaded).name).aspects.is_empty());
    assert!(loaded.coverage.absent_tables && !loaded.coverage.views && !loaded.coverage.keyless_tables);
}

#[test]
fn every_path_and_module_is_read() {
    let loaded = clean(
        "table! { a { id -> Integer } }
        ::diesel::table! { b { id -> Integer, } }
        pub mod inner { #[cfg(feature = \"x\")] pub mod deep { crate::diesel::table!(c { id -> Integer }); } }
        #[cfg(test)] mod tests { table! { d { id -> Integer } } }
        fn local() { table! { e { id -> Integer } } }",
    );
    let names: Vec<String> = loaded.schema.tables.iter().map(|table| table.name.to_string()).collect();
    assert_eq!(names, ["a", "b", "c"]);
}

#[test]
fn names_are_those_of_the_database() {
    let loaded = clean(
        "table! {
            use diesel::sql_types::*;
            #[cfg(unix)] use super::sql_types::Mood;
            #[sql_name = \"r#type\"]
            r#type_ (r#match, other_) {
                r#match -> Integer,
                #[sql_name = \"other col\"]
                other_ -> diesel::sql_types::BigInt,
            }
        }",
    );
    let table = only(&loaded);
    assert_eq!(table.name.to_string(), "type");
    let columns = vec!["match INTEGER".to_owned(), "other col BIGINT".to_owned()];
    assert_eq!(said(table), (columns, vec!["match".into(), "other col".into()]));
}

#[test]
fn a_schema_is_kept_and_not_said_twice() {
    let loaded = clean(
        "pub mod auth { table! { #[sql_name = \"auth.self\"] auth.self_ (id) { id -> Integer } } }
         table! { other.plain (id) { id -> Integer } }",
    );
    let names: Vec<String> = loaded.schema.tables.iter().map(|table| table.name.to_string()).collect();
    assert_eq!(names, ["auth.self", "other.plain"]);
}

#[test]
fn a_big_sole_key_is_the_rowid() {
    assert_eq!(said(only(&clean("table! { t { id -> BigInt } }"))).0, ["id INTEGER"]);
    assert_eq!(
        said(only(&clean("table! { t (a, b) { a -> BigInt, b -> BigInt } }"))).0,
        ["a BIGINT", "b BIGINT"]
    );
}

#[test]
fn a_view_is_no_table() {
    let loaded = clean("diesel::view! { adults { id -> Integer, name -> Text } }");
    assert_eq!((loaded.schema.tables.len(), loaded.schema.unmanaged.len()), (0, 1));
}

#[test]
fn types_of_every_kind() {
    for (ident, declared) in [
        ("Bool", "BOOLEAN"),
        ("Boolean", "BOOLEAN"),
        ("SmallInt", "SMALLINT"),
        ("Nullable<Nullable<Int4>>", "INTEGER"),
        ("diesel::sql_types::Double", "DOUBLE"),
        ("Float", "FLOAT"),
        ("Numeric", "NUMERIC"),
        ("Binary", "BLOB"),
        ("Date", "DATE"),
        ("Time", "TIME"),
        ("Timestamp", "TIMESTAMP"),
        ("TimestamptzSqlite", "TEXT"),
        ("Jsonb", "BLOB"),
        ("Unsigned<BigInt>", "BIGINT UNSIGNED"),
    ] {
        let loaded = clean(&format!("table! {{ t {{ id -> Integer, x -> {ident} }} }}"));
        let column = only(&loaded).columns.get(&Name::new("x").unwrap()).unwrap().clone();
        assert_eq!(column.sql_type.text, declared, "{ident}");
    }
}

#[test]
fn an_unknown_type_stays_itself_and_is_told() {
    let loaded = read("table! { t { id -> Integer, mood -> Nullable<crate::sql_types::Mood> } }");
    assert_eq!(said(only(&loaded)).0[1], "mood Mood NULL");
    let [told] = loaded.diagnostics.as_slice() else { panic!("{:?}", loaded.diagnostics) };
    assert_eq!(told.severity, Severity::Warning);
    assert_eq!(pointed(told), "Nullable<crate::sql_types::Mood>");
}

#[test]
fn a_type_of_the_project_is_what_it_is_stored_as() {
    let loaded = clean(
        "#[diesel(sqlite_type(name = \"Long\"))] struct Money;
         #[derive(DbEnum)] enum Mood { Happy }
         table! { t { id -> Integer, price -> Money, mood -> MoodMapping } }",
    );
    assert_eq!(said(only(&loaded)).0[1..], ["price BIGINT", "mood TEXT"]);
}

#[test]
fn one_broken_table_does_not_hide_the_others() {
    let loaded =
        read("\u{feff}// é\ntable! { a { id = Integer } }\ntable! { b { id -> Integer } }\ntable! {}\n");
    assert_eq!(only(&loaded).name.to_string(), "b");
    let places: Vec<&str> = loaded.diagnostics.iter().map(pointed).collect();
    assert_eq!(places, ["=", "table"]);
    assert!(loaded.diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Error));
    assert!(loaded.diagnostics[0].message.starts_with("this `table!` cannot be read: "));
}

#[test]
fn what_is_no_rust_is_an_error_at_its_place() {
    for (text, place) in [("fn f( {}\n", "{}"), ("struct }", "}"), ("let 'a\u{301} = \"", "\"")] {
        let loaded = read(text);
        assert_eq!(loaded.diagnostics[0].severity, Severity::Error, "{text}");
        assert!(loaded.diagnostics[0].span.is_some(), "{text} {place}");
    }
    let deep = format!("const X: i32 = {}1{};", "(".repeat(5000), ")".repeat(5000));
    assert_eq!(read(&deep).diagnostics[0].message, "brackets nest too deeply to be read");
}

#[test]
fn keys_must_be_columns() {
    let message = |text: &str| read(text).diagnostics[0].message.clone();
    assert_eq!(
        message("table! { t { a -> Integer } }"),
        "table `t` has no column `id`, and no primary key is named"
    );
    assert_eq!(
        message("table! { t (b) { a -> Integer } }"),
        "the primary key of `t` names `b`, which is none of its columns"
    );
}

#[test]
fn what_comes_twice() {
    let twice = read("table! { t { id -> Integer } }\ntable! { t { id -> Text } }");
    assert_eq!(twice.diagnostics[0].message, "table `t` is declared twice");
    assert_eq!(twice.diagnostics[0].span.as_ref().unwrap().range, 40..41);

    let variants = read(
        "#[cfg(a)] table! { t { id -> Integer } }
         #[cfg(b)] table! { t { id -> Text } }
         table! { u { id -> Integer, #[cfg(a)] x -> Text, #[cfg(b)] x -> Integer } }",
    );
    assert_eq!(variants.schema.tables.len(), 2);
    assert!(variants.diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning));
    assert_eq!(variants.diagnostics.len(), 2);

    let again = clean("mod a { table! { t { id -> Integer } } } mod b { table! { t { id -> Integer } } }");
    assert_eq!(again.schema.tables.len(), 1, "sections of diesel.toml may print one table twice");

    let columns = read("table! { t { id -> Integer, id -> Integer } }");
    assert_eq!(columns.diagnostics[0].message, "column `id` of table `t` is declared twice");
}

#[test]
fn a_table_in_another_macro_is_told() {
    let loaded = read("cfg_if::cfg_if! { if #[cfg(x)] { table! { t { id -> Integer } } } }");
    assert_eq!(
        loaded.diagnostics[0].message,
        "a `table!` inside `cfg_if!` cannot be read without expanding it"
    );
    assert_eq!(pointed(&loaded.diagnostics[0]), "table");
}

#[test]
fn nothing_found_drops_nothing() {
    let loaded = read("pub struct User;");
    assert_eq!(loaded.diagnostics[0].severity, Severity::Warning);
    assert!(!loaded.coverage.absent_tables);
}

#[test]
fn a_shebang_moves_no_place() {
    let loaded = read("#!/usr/bin/env run\ntable! { t { id -> Strange } }");
    assert_eq!(pointed(&loaded.diagnostics[0]), "Strange");
}

#[test]
fn files_make_one_schema() {
    let file = |name: &str| SourceFile {
        path: format!("{name}.rs").into(),
        text: format!("table! {{ {name} {{ id -> Integer }} }}"),
    };
    let loaded = read_diesel(&[file("a"), file("b")], Family::Sqlite);
    assert!(loaded.schema.tables.contains(&ObjectName::plain(Name::new("b").unwrap())));
    assert_eq!(loaded.schema.tables.len(), 2);
}

proptest! {
    #[test]
    fn never_panics(text in "\\PC{0,200}") {
        read(&text);
    }

    #[test]
    fn never_panics_on_what_is_nearly_a_table(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "table", "!", "{", "}", "users", "(", ")", "id", "->", "Integer", "Nullable", "<", ">", ",",
                "#[sql_name = \"\"]", "#[max_length = 9]", ".", "r#type", "use x;", "/// é\n", "\"", "mod m",
            ]),
            0..40,
        ),
    ) {
        read(&format!("table! {{ {} }}", words.join(" ")));
        read(&words.join(" "));
    }
}
