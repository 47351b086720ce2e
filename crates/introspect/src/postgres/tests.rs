//! On real servers, as far as the environment names some.

mod column;
mod constraint;
mod dependencies;
mod index;
mod object;
mod routine;
mod said;
mod session;
mod table;
mod view;

use std::env;

use limbeck_db::{DatabaseUrl, Session};
use limbeck_schema::{Body, Kind, Name, Object, ObjectName, Table, Thing};

use super::{document, expression::bare, names::sequence_of};
use crate::{Introspected, introspect};

/// The variables that name servers to test with.
const SERVERS: [&str; 3] =
    ["LIMBECK_TEST_POSTGRES15_URL", "LIMBECK_TEST_POSTGRES17_URL", "LIMBECK_TEST_POSTGRES18_URL"];

/// Runs a script in an empty database of each server there is, and hands over what is read.
fn read(script: &str, test: impl Fn(&Introspected)) {
    since(0, script, test);
}

/// The same on servers of that version and later.
fn since(major: u32, script: &str, test: impl Fn(&Introspected)) {
    on_each(|session| {
        if session.dialect().version.major >= major {
            session.run_script(script).unwrap();
            test(&introspect(session).unwrap());
        }
    });
}

/// An empty database on each server there is. A test without any says so.
fn on_each(test: impl Fn(&mut Session)) {
    let urls: Vec<String> = SERVERS.iter().filter_map(|name| env::var(name).ok()).collect();
    if urls.is_empty() {
        eprintln!("SKIPPED: no PostgreSQL server is named: set {}", SERVERS.join(" or "));
    }
    for url in urls {
        let url: DatabaseUrl = url.parse().unwrap();
        test(&mut Session::scratch_on(&url).unwrap());
    }
}

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

/// `name` or `namespace.name`.
fn object_name(text: &str) -> ObjectName {
    match text.split_once('.') {
        Some((namespace, text)) => ObjectName { namespace: Some(name(namespace)), name: name(text) },
        None => ObjectName::plain(name(text)),
    }
}

fn table<'f>(found: &'f Introspected, name: &str) -> &'f Table {
    found.schema.tables.get(&object_name(name)).unwrap()
}

fn object<'f>(found: &'f Introspected, kind: Kind, name: &str) -> &'f Object {
    let mut objects = found.schema.objects.iter();
    objects.find(|object| object.id.kind == kind && said(&object.id) == name).unwrap()
}

fn statement<'f>(found: &'f Introspected, kind: Kind, name: &str) -> &'f str {
    let Body::Statement(statement) = &object(found, kind, name).body else { panic!("{name}") };
    &statement.text
}

fn said(thing: &Thing) -> String {
    thing.to_string()
}

fn texts(names: &[Name]) -> Vec<&str> {
    names.iter().map(Name::as_str).collect()
}

/// What is told beside the schema.
fn told(found: &Introspected) -> Vec<&str> {
    found.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect()
}

#[test]
fn parentheses_around_the_whole_go() {
    for (text, expected) in [
        ("(a > 0)", "a > 0"),
        ("((a + 1))", "a + 1"),
        ("(a) + (b)", "(a) + (b)"),
        ("(a = ')'::text)", "a = ')'::text"),
        ("(a = E'\\\\)'::text) OR (b)", "(a = E'\\\\)'::text) OR (b)"),
        ("(\")\" > 1)", "\")\" > 1"),
        ("lower(a)", "lower(a)"),
        ("(", "("),
        ("()", ""),
        ("'(x)'::text", "'(x)'::text"),
    ] {
        assert_eq!(bare(text).text, expected, "{text}");
    }
}

#[test]
fn names_of_sequences_are_made_up_as_the_server_does() {
    on_each(|session| {
        let long = "t".repeat(63);
        for (table, column) in [
            ("t", "id"),
            (long.as_str(), "id"),
            (long.as_str(), long.as_str()),
            ("größe_größe_größe_größe_größe_größe", "größe_größe_größe_größe_größe"),
            ("t", long.as_str()),
        ] {
            session
                .execute(&format!("CREATE TABLE \"{table}\" (\"{column}\" int GENERATED ALWAYS AS IDENTITY)"))
                .unwrap();
            let made_up = "SELECT relname::text AS value FROM pg_class WHERE relkind = 'S'";
            let made_up = session.text(made_up).unwrap().unwrap();
            assert_eq!(sequence_of(&name(table), &name(column)), made_up);
            session.execute(&format!("DROP TABLE \"{table}\"")).unwrap();
        }
    });
}

#[test]
fn an_answer_that_is_none_is_an_error() {
    assert!(super::assemble("").is_err());
    assert!(super::assemble("{}").is_err());
    assert!(!document().contains("/* parts */"));
}
