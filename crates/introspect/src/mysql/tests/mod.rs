//! On what servers print; and on real servers, as far as the environment names some.

mod live;
mod program;
mod shown;
mod view;

use std::env;

use limbeck_db::{DatabaseUrl, Session};
use limbeck_schema::{Column, Name, ObjectName, Table, View};

use super::{
    catalog::{Catalog, ColumnRow, SessionRow, TableRow},
    version_comment::resolved,
};
use crate::{Introspected, assemble, introspect, read as read_document};

/// The variables that name servers to test with.
const SERVERS: [&str; 3] =
    ["LIMBECK_TEST_MYSQL9_URL", "LIMBECK_TEST_MARIADB10_URL", "LIMBECK_TEST_MARIADB11_URL"];

/// Runs a script in an empty database of each server there is, and hands over what is read.
fn read(script: &str, test: impl Fn(&Introspected)) {
    on_each(|session| {
        session.run_script(script).unwrap();
        test(&introspect(session).unwrap());
    });
}

/// An empty database on each server there is. A test without any says so.
fn on_each(test: impl Fn(&mut Session)) {
    let urls: Vec<String> = SERVERS.iter().filter_map(|name| env::var(name).ok()).collect();
    if urls.is_empty() {
        eprintln!("SKIPPED: no MySQL or MariaDB server is named: set {}", SERVERS.join(" or "));
    }
    for url in urls {
        let url: DatabaseUrl = url.parse().unwrap();
        test(&mut Session::scratch_on(&url).unwrap());
    }
}

/// The same on servers of one maker.
fn on_each_of(mariadb: bool, test: impl Fn(&mut Session)) {
    on_each(|session| {
        if session.dialect().is_mariadb() == mariadb {
            test(session);
        }
    });
}

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn object_name(text: &str) -> ObjectName {
    ObjectName::plain(name(text))
}

fn table<'f>(found: &'f Introspected, name: &str) -> &'f Table {
    found.schema.tables.get(&object_name(name)).unwrap()
}

fn view<'f>(found: &'f Introspected, name: &str) -> &'f View {
    found.schema.views.get(&object_name(name)).unwrap()
}

fn column<'t>(table: &'t Table, name: &str) -> &'t Column {
    table.columns.get(&self::name(name)).unwrap()
}

/// What is told beside the schema.
fn told(found: &Introspected) -> Vec<&str> {
    found.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect()
}

/// A database `app` with nothing in it.
fn catalog() -> Catalog {
    let session = r#"{"database": "app", "folds": "0", "sql_mode": "STRICT_TRANS_TABLES"}"#;
    let session: SessionRow = serde_json::from_str(session).unwrap();
    Catalog { session: vec![session], ..Catalog::default() }
}

fn row(name: &str, kind: &str, shown: &str) -> TableRow {
    TableRow { name: name.to_owned(), kind: kind.to_owned(), collation: None, shown: Some(shown.to_owned()) }
}

fn column_row(holder: &str, name: &str) -> ColumnRow {
    ColumnRow {
        holder: holder.to_owned(),
        name: name.to_owned(),
        sql_type: "int".to_owned(),
        collation: None,
    }
}

#[test]
fn an_answer_that_is_none_is_an_error() {
    assert!(super::assemble("").is_err());
    assert!(super::assemble("{}").is_err());
    let nowhere = serde_json::to_string(&Catalog::default()).unwrap();
    assert!(super::assemble(&nowhere).unwrap_err().to_string().contains("session"));
}

#[test]
fn version_comments_are_text() {
    for (text, expected) in [
        ("a /*!80023 INVISIBLE */,", "a INVISIBLE,"),
        ("a /*M!100301 COMPRESSED*/ b", "a COMPRESSED b"),
        (
            "/*!50100 PARTITION BY KEY */ /*!50611 ALGORITHM = 1 */ /*!50100 (id)\nPARTITIONS 2 */",
            "PARTITION BY KEY ALGORITHM = 1 (id)\nPARTITIONS 2",
        ),
        ("/*!50100 COMMENT = 'a */ b\\' */' */ x", "COMMENT = 'a */ b\\' */' x"),
        ("'/*!1 a */' `/*!1` \"/*!\" /* plain */", "'/*!1 a */' `/*!1` \"/*!\" /* plain */"),
        ("2*/*!3 4*/5", "2*45"),
        ("'it''s' */", "'it''s' */"),
        ("`a\\` /*!1 b*/ 'open", "`a\\` b 'open"),
        ("/", "/"),
    ] {
        assert_eq!(resolved(text), expected, "{text}");
    }
}
