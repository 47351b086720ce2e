use limbeck_schema::{Body, Kind, Severity};

use super::{catalog, column_row, row, table, told};
use crate::mysql::{
    catalog::{Catalog, EventRow, RoutineRow, TriggerRow},
    schema,
};

fn with_table(name: &str) -> Catalog {
    let mut catalog = catalog();
    catalog.tables.push(row(name, "BASE TABLE", &format!("CREATE TABLE `{name}` (`id` int)")));
    catalog.columns.push(column_row(name, "id"));
    catalog
}

fn trigger(name: &str, event: &str, position: &str, shown: Option<&str>) -> TriggerRow {
    TriggerRow {
        name: name.to_owned(),
        holder: "t".to_owned(),
        timing: "BEFORE".to_owned(),
        event: event.to_owned(),
        position: position.to_owned(),
        sql_mode: String::new(),
        shown: shown.map(str::to_owned),
    }
}

fn routine(name: &str, kind: &str, sql_mode: &str, shown: Option<&str>) -> RoutineRow {
    RoutineRow {
        name: name.to_owned(),
        kind: kind.to_owned(),
        sql_mode: sql_mode.to_owned(),
        shown: shown.map(str::to_owned),
    }
}

#[test]
fn triggers_say_whom_they_follow() {
    let mut catalog = with_table("t");
    catalog.triggers = vec![
        trigger(
            "t 10",
            "INSERT",
            "10",
            Some(
                "CREATE DEFINER=`a`@`%` TRIGGER `t 10` BEFORE INSERT ON `t` FOR EACH ROW SET NEW.id = app.f(10)",
            ),
        ),
        // As MariaDB prints it.
        trigger(
            "t`2",
            "INSERT",
            "2",
            Some(
                "CREATE DEFINER=`trigger`@`%` trigger app.`t``2`  before insert on `app` . t for each row  set NEW.id = 2",
            ),
        ),
        trigger(
            "u",
            "UPDATE",
            "1",
            Some("CREATE DEFINER=`a`@`%` TRIGGER u BEFORE UPDATE ON app.t FOR EACH ROW BEGIN END"),
        ),
        trigger(
            "t1",
            "INSERT",
            "1",
            Some("CREATE DEFINER=`a`@`%` TRIGGER `t1` BEFORE INSERT ON `t` FOR EACH ROW SET NEW.id = 1"),
        ),
    ];
    catalog.sort();
    let found = schema::assemble(&catalog).unwrap();
    assert_eq!(told(&found), [""; 0]);
    let texts: Vec<&str> =
        table(&found, "t").triggers.iter().map(|trigger| trigger.definition.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "CREATE TRIGGER `t1` BEFORE INSERT ON `t` FOR EACH ROW SET NEW.id = 1",
            "CREATE trigger `t``2`  before insert on t for each row FOLLOWS `t1` set NEW.id = 2",
            "CREATE TRIGGER `t 10` BEFORE INSERT ON `t` FOR EACH ROW FOLLOWS `t``2` SET NEW.id = app.f(10)",
            "CREATE TRIGGER u BEFORE UPDATE ON t FOR EACH ROW BEGIN END",
        ]
    );
    assert_eq!(found.statements[2..6], texts);
}

#[test]
fn routines_and_events_belong_to_nobody() {
    let mut catalog = catalog();
    catalog.routines = vec![
        routine(
            "f",
            "FUNCTION",
            "",
            Some(
                "CREATE DEFINER=`me`@`%` AGGREGATE FUNCTION `f`(x int) RETURNS int(11)\nreturn 'DEFINER=`x`@`y` SQL'",
            ),
        ),
        routine(
            "p",
            "PROCEDURE",
            "",
            Some("CREATE DEFINER=`me`@`%` PROCEDURE `p`()\n    SQL SECURITY INVOKER\nbegin end"),
        ),
        routine("pk", "PACKAGE", "", None),
        routine("pk", "PACKAGE BODY", "", None),
    ];
    let event = "CREATE DEFINER=`me`@`%` EVENT `e` ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' ON COMPLETION NOT PRESERVE ENABLE DO select 1";
    catalog.events =
        vec![EventRow { name: "e".to_owned(), sql_mode: String::new(), shown: Some(event.to_owned()) }];
    let found = schema::assemble(&catalog).unwrap();
    assert_eq!(told(&found), [""; 0]);
    assert_eq!(
        found.statements,
        [
            "SET foreign_key_checks = 0",
            "CREATE AGGREGATE FUNCTION `f`(x int) RETURNS int(11)\nreturn 'DEFINER=`x`@`y` SQL'",
            "CREATE PROCEDURE `p`()\n    SQL SECURITY INVOKER\nbegin end",
            &event.replace("DEFINER=`me`@`%` ", ""),
            "SET foreign_key_checks = 1",
        ]
    );
    let kinds: Vec<Kind> = found.schema.objects.iter().map(|object| object.id.kind).collect();
    assert_eq!(kinds, [Kind::Function, Kind::Procedure, Kind::Event]);
    let bodies: Vec<bool> =
        found.schema.objects.iter().map(|object| matches!(object.body, Body::Routine(_))).collect();
    assert_eq!(bodies, [true, true, false]);
    let left: Vec<String> = found.schema.unmanaged.iter().map(|thing| thing.name.to_string()).collect();
    assert_eq!(left, ["pk", "pk (package body)"]);
}

#[test]
fn what_is_hidden_is_an_error() {
    let mut catalog = catalog();
    catalog.routines = vec![routine("p", "PROCEDURE", "", None)];
    let found = schema::assemble(&catalog).unwrap();
    let [hidden] = found.diagnostics.as_slice() else { panic!("{:?}", found.diagnostics) };
    assert_eq!(hidden.severity, Severity::Error);
    assert_eq!(hidden.message, "procedure `p` cannot be read: the server hides its body");
    assert!(hidden.help.as_ref().unwrap().contains("SHOW_ROUTINE"));
}

#[test]
fn modes_that_change_the_meaning_are_told() {
    let mut catalog = catalog();
    let shown = Some("CREATE DEFINER=`me`@`%` PROCEDURE \"p\"() begin end");
    catalog.routines = vec![
        routine("p", "PROCEDURE", "STRICT_TRANS_TABLES,ANSI_QUOTES,PIPES_AS_CONCAT", shown),
        routine("q", "PROCEDURE", "NO_ZERO_DATE", shown),
    ];
    let found = schema::assemble(&catalog).unwrap();
    assert_eq!(
        told(&found),
        ["procedure `p` was made under another sql_mode than the session's: they differ in ANSI_QUOTES, \
             PIPES_AS_CONCAT, and made anew it may mean something else"]
    );
}

#[test]
fn sequences_are_left_alone_and_come_first() {
    let mut catalog = with_table("t");
    catalog.tables.insert(0, row("sq", "SEQUENCE", "CREATE SEQUENCE `sq` start with 5"));
    catalog.tables.push(row("x", "TEMPORARY", ""));
    catalog.tables[1].shown = Some("CREATE TABLE `t` (`id` int DEFAULT nextval(`app`.`sq`))".to_owned());
    let found = schema::assemble(&catalog).unwrap();
    assert_eq!(
        found.statements[1..3],
        ["CREATE SEQUENCE `sq` start with 5", "CREATE TABLE `t` (`id` int DEFAULT nextval(`sq`))"]
    );
    let left = found.schema.unmanaged.iter().next().unwrap();
    assert_eq!((left.kind.as_str(), found.schema.tables.len()), ("sequence", 1));
}

#[test]
fn disagreements_are_errors() {
    let mut catalog = with_table("t");
    catalog.columns[0].name = "other".to_owned();
    let found = schema::assemble(&catalog).unwrap();
    assert_eq!(told(&found), ["table `t` has other columns in its definition than in the catalog"]);
    catalog.columns[0].name = "ID".to_owned();
    assert_eq!(told(&schema::assemble(&catalog).unwrap()), [""; 0]);
    catalog.tables[0].shown = Some("CREATE TEMPORARY TABLE `t` (`id` int)".to_owned());
    let found = schema::assemble(&catalog).unwrap();
    assert_eq!(told(&found), ["a temporary table of the session hides table `t`"]);
    catalog.tables[0].shown = None;
    let found = schema::assemble(&catalog).unwrap();
    assert_eq!(table(&found, "t").unmodelled.len(), 1);
    assert_eq!(found.diagnostics[0].severity, Severity::Error);
}
