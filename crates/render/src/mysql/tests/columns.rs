//! Columns, as both servers took them (MySQL 9.7, MariaDB 10.11 and 11.8).

use limbeck_schema::{Check, Dialect};

use super::{super::column::definition, *};

fn said(column: &Column, dialect: Dialect) -> String {
    definition(column, [], dialect)
}

fn default(sql_type: &str, text: &str, dialect: Dialect) -> String {
    let said = said(&Column { default: Some(expr(text)), ..column("a", sql_type) }, dialect);
    said.split_once(" DEFAULT ").unwrap().1.to_owned()
}

#[test]
fn all_that_can_be_said_of_a_column() {
    let all = Column {
        collation: Some(o("utf8mb4_bin")),
        default: Some(expr("'it''s'")),
        invisible: true,
        comment: Some("it's\na \\ b".to_owned()),
        options: map(&[("COLUMN_FORMAT", "FIXED")]),
        ..not_null("a`b", "varchar(10)")
    };
    let expected = "`a``b` varchar(10) COLLATE utf8mb4_bin NOT NULL DEFAULT 'it''s' INVISIBLE \
                    COLUMN_FORMAT FIXED COMMENT 'it''s\\na \\\\ b'";
    assert_eq!(said(&all, MYSQL), expected);
    let id = Column { auto_increment: true, ..not_null("id", "bigint unsigned") };
    assert_eq!(said(&id, MARIADB), "`id` bigint unsigned NOT NULL AUTO_INCREMENT");
}

#[test]
fn only_timestamps_say_that_they_take_null() {
    let now = || Some(expr("CURRENT_TIMESTAMP(3)"));
    let at = Column { default: now(), on_update: now(), ..column("at", "timestamp(3)") };
    let expected = "`at` timestamp(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)";
    assert_eq!(said(&at, MYSQL), expected);
    assert_eq!(said(&at, MARIADB), expected);
    assert_eq!(said(&column("a", "datetime"), MYSQL), "`a` datetime");
}

#[test]
fn only_mysql_says_of_a_generated_column_whether_it_takes_null() {
    let at = Column { generated: generated("`a` + 1", true), ..column("b", "timestamp") };
    assert_eq!(said(&at, MYSQL), "`b` timestamp GENERATED ALWAYS AS (`a` + 1) STORED NULL");
    assert_eq!(said(&at, MARIADB), "`b` timestamp GENERATED ALWAYS AS (`a` + 1) STORED");
    let twice = Column {
        collation: Some(o("latin1_bin")),
        generated: generated("(`a` * (2))", false),
        ..not_null("b", "char(3)")
    };
    let expected = "`b` char(3) COLLATE latin1_bin GENERATED ALWAYS AS (`a` * (2)) VIRTUAL NOT NULL";
    assert_eq!(said(&twice, MYSQL), expected);
}

#[test]
fn a_constant_stands_bare_and_what_is_computed_between_parentheses() {
    for bare in ["'x'", "-5", "1.5", "NULL", "TRUE", "b'101'", "x'41'", "_utf8mb4'x'"] {
        for dialect in [MYSQL, MARIADB] {
            assert_eq!(default("varchar(40)", bare, dialect), bare);
        }
    }
    assert_eq!(default("varchar(40)", "uuid()", MYSQL), "(uuid())");
    assert_eq!(default("date", "(curdate())", MYSQL), "(curdate())");
    assert_eq!(default("int", "(1) + (2)", MYSQL), "((1) + (2))");
    assert_eq!(default("text", "'a'", MYSQL), "('a')");
    assert_eq!(default("json", "NULL", MYSQL), "NULL");
    assert_eq!(default("vector(1)", "x'0000803f'", MYSQL), "(x'0000803f')");
    assert_eq!(default("text", "'a'", MARIADB), "'a'");
    assert_eq!(default("varchar(40)", "uuid()", MARIADB), "uuid()");
    assert_eq!(default("date", "CURRENT_DATE", MARIADB), "CURRENT_DATE");
    assert_eq!(default("int", "1 + 2", MARIADB), "(1 + 2)");
    assert_eq!(default("int", "not(1)", MARIADB), "(not(1))");
    assert_eq!(default("int", "f(1) + f(2)", MARIADB), "(f(1) + f(2))");
}

#[test]
fn the_current_time_stands_bare_only_for_dates_with_a_time() {
    assert_eq!(default("datetime(3)", "CURRENT_TIMESTAMP(3)", MYSQL), "CURRENT_TIMESTAMP(3)");
    assert_eq!(default("TIMESTAMP", "current_timestamp", MYSQL), "current_timestamp");
    assert_eq!(default("varchar(40)", "CURRENT_TIMESTAMP", MYSQL), "(CURRENT_TIMESTAMP)");
    assert_eq!(default("datetime", "now()", MYSQL), "(now())");
    assert_eq!(
        default("datetime", "current_timestamp() + interval 1 day", MYSQL),
        "(current_timestamp() + interval 1 day)"
    );
    assert_eq!(default("datetime", "current_timestamp()", MARIADB), "current_timestamp()");
}

#[test]
fn the_checks_of_a_column_end_it() {
    let json = Column {
        collation: Some(o("utf8mb4_bin")),
        comment: Some("x".to_owned()),
        ..column("j", "longtext")
    };
    let check = Check { column: Some(n("j")), ..Check::new(expr("json_valid(`j`)")) };
    let expected = "`j` longtext COLLATE utf8mb4_bin COMMENT 'x' CHECK (json_valid(`j`))";
    assert_eq!(definition(&json, [&check], MARIADB), expected);
}

#[test]
fn attributes_of_the_type_stand_behind_it_and_others_behind_the_rest() {
    let small = Column {
        collation: Some(o("utf8mb4_bin")),
        default: Some(expr("'x'")),
        options: map(&[("COMPRESSED", ""), ("WITHOUT SYSTEM VERSIONING", "")]),
        ..not_null("a", "text")
    };
    let expected = "`a` text COMPRESSED COLLATE utf8mb4_bin NOT NULL DEFAULT 'x' WITHOUT SYSTEM VERSIONING";
    assert_eq!(said(&small, MARIADB), expected);
    let place = Column { options: map(&[("SRID", "4326")]), ..not_null("p", "point") };
    assert_eq!(said(&place, MYSQL), "`p` point NOT NULL SRID 4326");
    let from = Column {
        options: map(&[("GENERATED ALWAYS AS ROW START", "")]),
        invisible: true,
        ..not_null("f", "timestamp(6)")
    };
    assert_eq!(said(&from, MARIADB), "`f` timestamp(6) GENERATED ALWAYS AS ROW START INVISIBLE");
}
