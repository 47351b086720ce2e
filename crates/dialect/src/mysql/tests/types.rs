use limbeck_schema::Expr;

use super::*;
use crate::mysql::types;

#[rustfmt::skip]
const SPELLINGS: [&str; 64] = [
    "INTEGER", "int", "int(11)", "int4", "int1", "int2", "int3", "int8", "middleint", "bool", "BOOLEAN",
    "tinyint", "tinyint(4)", "tinyint(1)", "tinyint unsigned", "smallint", "smallint unsigned", "mediumint",
    "mediumint unsigned", "int unsigned", "bigint", "bigint unsigned", "int zerofill", "int(5) zerofill",
    "dec", "numeric", "fixed(6,1)", "decimal(5)", "decimal ( 8 , 2 )", "real", "double precision", "double",
    "float4", "float8", "float", "float(20)", "float(30)", "float(7,2)", "char", "character(3)",
    "character varying(7)", "char varying(7)", "varcharacter(7)", "long varchar", "long", "long varbinary",
    "binary", "varbinary(3)", "bit", "bit(8)", "year", "year(4)", "date", "time", "datetime(0)",
    "datetime(3)", "timestamp(6) null", "enum('a','b''c')", "set('x', 'y')", "json", "tinytext",
    "mediumblob", "point", "geometry",
];

/// Every spelling has the key of what the server makes of it.
#[test]
fn types_are_what_the_server_prints() {
    for mut server in servers() {
        for said in SPELLINGS {
            server.execute(&format!("CREATE TABLE t (a {said})")).unwrap();
            let printed = "SELECT column_type AS value FROM information_schema.columns
                WHERE table_schema = database() AND table_name = 't'";
            let printed = server.text(printed).unwrap().unwrap();
            server.execute("DROP TABLE t").unwrap();
            let said = said.trim_end_matches(" null");
            let dialect = server.dialect();
            assert_eq!(
                types::key(said, dialect),
                types::key(&printed, dialect),
                "{said} | {printed} on {dialect}"
            );
        }
    }
}

#[test]
fn types_that_differ_never_share_a_key() {
    for (one, other) in [
        ("tinyint(1)", "tinyint"),
        ("int", "int unsigned"),
        ("int(5) zerofill", "int(6) zerofill"),
        ("decimal(10,2)", "decimal(10)"),
        ("float", "double"),
        ("enum('a','b')", "enum('b','a')"),
        ("enum('a')", "enum('A')"),
        ("varchar(5)", "varchar(6)"),
        ("datetime(3)", "datetime"),
        ("bit", "tinyint(1)"),
    ] {
        for dialect in [MYSQL, MARIADB] {
            assert_ne!(types::key(one, dialect), types::key(other, dialect), "{one} | {other}");
        }
    }
    assert_eq!(types::key("int(5)", MYSQL), "int");
    assert_eq!(types::key("int(5)", MARIADB), "int");
    assert_ne!(types::key("json", MYSQL), "longtext");
}

#[test]
fn kinds_are_what_a_rust_type_holds() {
    for (model, live) in [
        ("varchar(255)", "longtext"),
        ("varchar(255)", "enum('a')"),
        ("tinyint(1)", "tinyint(4)"),
        ("smallint", "tinyint(3) unsigned"),
        ("int", "smallint(5) unsigned"),
        ("bigint", "int(10) unsigned"),
        ("datetime", "timestamp(6)"),
        ("binary(16)", "uuid"),
        ("binary(16)", "char(36)"),
        ("blob", "varbinary(9)"),
        ("decimal(38,10)", "decimal(10,2)"),
        ("json", "longtext"),
        ("bigint unsigned", "bigint(20) unsigned"),
    ] {
        assert!(types::same_kind(model, live), "{model} | {live}");
    }
    for (model, live) in [
        ("tinyint(1)", "smallint"),
        ("bigint", "int"),
        ("bigint", "bigint unsigned"),
        ("bigint unsigned", "bigint"),
        ("int", "bigint"),
        ("float", "double"),
        ("varchar(255)", "blob"),
        ("date", "datetime"),
        ("binary(16)", "char(16)"),
    ] {
        assert!(!types::same_kind(model, live), "{model} | {live}");
    }
}

#[test]
fn a_name_leaves_out_details_that_are_not_written() {
    for (model, live) in [
        ("varchar", "varchar(20)"),
        ("varchar(20)", "varchar(20)"),
        ("decimal", "decimal(10,2)"),
        ("int", "int(11)"),
        ("tinyint(1)", "tinyint(4)"),
        ("enum", "enum('a','b')"),
        ("enum(5)", "enum('a','b')"),
        ("enum('b','a')", "enum('a','b')"),
        ("datetime", "datetime(6)"),
        ("int unsigned", "int(10) unsigned"),
        ("int", "mediumint"),
        ("binary", "blob"),
    ] {
        assert!(types::same_name(model, live), "{model} | {live}");
    }
    for (model, live) in
        [("varchar(20)", "varchar(21)"), ("text", "longtext"), ("int", "int unsigned"), ("set", "enum('a')")]
    {
        assert!(!types::same_name(model, live), "{model} | {live}");
    }
}

#[test]
fn a_text_column_that_names_no_collation_has_the_tables() {
    let mut table = columns(&[("a", "varchar(9)"), ("b", "int"), ("c", "text")]);
    table.options.parameters.insert("COLLATE".to_owned(), "utf8mb4_bin".to_owned());
    table.columns.get_mut(&name("c")).unwrap().collation = Some(object("Latin1_bin"));
    let keys: Vec<Option<String>> = judged(table, MYSQL)
        .columns
        .iter()
        .map(|column| column.collation.as_ref().map(|collation| collation.name.key().to_owned()))
        .collect();
    assert_eq!(keys, [Some("utf8mb4_bin".to_owned()), None, Some("latin1_bin".to_owned())]);
}

fn default_key(sql_type: &str, text: &str) -> Option<String> {
    let mut table = columns(&[("a", sql_type)]);
    table.columns.get_mut(&name("a")).unwrap().default = Some(Expr::new(text));
    judged(table, MYSQL).columns.into_iter().next().unwrap().default.map(|default| default.key.into())
}

#[test]
fn defaults_are_what_is_stored() {
    for (sql_type, one, other) in [
        ("int", "'5'", "5"),
        ("int", "-1", "'-1'"),
        ("tinyint(1)", "TRUE", "'1'"),
        ("decimal(6,2)", "5", "'5.00'"),
        ("bit(8)", "b'00000101'", "b'101'"),
        ("bit(8)", "5", "b'101'"),
        ("varchar(9)", "'it''s'", "'it\\'s'"),
        ("varchar(9)", "\"x\"", "'x'"),
        ("varchar(9)", "5", "'5'"),
        ("datetime", "now()", "CURRENT_TIMESTAMP"),
        ("datetime", "localtime", "current_timestamp()"),
        ("datetime(3)", "NOW(3)", "current_timestamp(3)"),
        ("varchar(36)", "(UUID())", "uuid()"),
        ("int", "-0", "0"),
    ] {
        assert_eq!(default_key(sql_type, one), default_key(sql_type, other), "{one} | {other}");
    }
    for (sql_type, one, other) in [
        ("varchar(9)", "'a'", "'A'"),
        ("varchar(9)", "'5.0'", "'5'"),
        ("varchar(9)", "'now()'", "now()"),
        ("datetime(3)", "now(3)", "now()"),
        ("int", "1", "-1"),
        ("double", "1e3", "1"),
    ] {
        assert_ne!(default_key(sql_type, one), default_key(sql_type, other), "{one} | {other}");
    }
    assert_eq!(default_key("int", "null"), None);
}
