//! Tables, as both servers took them (MySQL 9.7, MariaDB 10.11 and 11.8).

use limbeck_schema::{Action, Check, ForeignKey, KeyPart, PrimaryKey, Unmodelled, Validity};

use super::*;
use crate::create_table;

fn constrained() -> Table {
    let columns = [not_null("id", "int"), not_null("name", "varchar(20)"), column("note", "text")];
    let mut all = table("t", &columns);
    let id = KeyPart { descending: true, ..KeyPart::plain(n("id")) };
    let name = KeyPart { length: Some(10), ..KeyPart::plain(n("name")) };
    all.primary_key = Some(PrimaryKey {
        parts: vec![name, id],
        parameters: map(&[("USING", "BTREE"), ("COMMENT", "'x'")]),
        ..PrimaryKey::over([])
    });
    all.indexes.add(Index { unique: true, ..index("u", &[by("id")]) }).unwrap();
    let short = IndexPart { length: Some(5), descending: true, ..by("note") };
    let parameters = map(&[("COMMENT", "'y'"), ("KEY_BLOCK_SIZE", "8"), ("USING", "BTREE")]);
    all.indexes.add(Index { parameters, ..index("k", &[by("id"), short]) }).unwrap();
    all.indexes.add(Index { method: Some("FULLTEXT".to_owned()), ..index("f", &[by("note")]) }).unwrap();
    all.checks.add(Check { name: given("c"), ..Check::new(expr("`id` > 0")) });
    all.foreign_keys.add(ForeignKey {
        name: given("t_ibfk_1"),
        on_delete: Action::Cascade,
        on_update: Action::SetNull,
        ..ForeignKey::new(vec![n("id")], o("p"), vec![n("id")])
    });
    all.options.parameters = map(&[
        ("COLLATE", "utf8mb4_bin"),
        ("ENGINE", "InnoDB"),
        ("ROW_FORMAT", "DYNAMIC"),
        ("AVG_ROW_LENGTH", "9"),
    ]);
    all.options.comment = Some("it's".to_owned());
    all
}

#[test]
fn a_table_is_laid_out_as_the_server_lays_it_out() {
    let expected = "\
CREATE TABLE `t` (
    `id` int NOT NULL,
    `name` varchar(20) NOT NULL,
    `note` text,
    PRIMARY KEY (`name`(10), `id` DESC) USING BTREE COMMENT 'x',
    UNIQUE KEY `u` (`id`),
    KEY `k` (`id`, `note`(5) DESC) USING BTREE COMMENT 'y' KEY_BLOCK_SIZE=8,
    FULLTEXT KEY `f` (`note`),
    CONSTRAINT `t_ibfk_1` FOREIGN KEY (`id`) REFERENCES `p` (`id`) ON DELETE CASCADE ON UPDATE SET NULL,
    CONSTRAINT `c` CHECK (`id` > 0)
) ENGINE=InnoDB COLLATE=utf8mb4_bin AVG_ROW_LENGTH=9 ROW_FORMAT=DYNAMIC COMMENT='it''s'";
    for dialect in [MYSQL, MARIADB] {
        assert_eq!(word(&Op::CreateTable(constrained()), dialect), expected);
        assert_eq!(create_table(&constrained(), dialect), expected);
    }
}

#[test]
fn what_only_mysql_has() {
    let mut all = table("t", &[column("a", "int"), column("c", "text")]);
    all.indexes
        .add(index("f", &[over("`a` + 1"), IndexPart { descending: true, ..over("(`a` * 2)") }]))
        .unwrap();
    all.indexes.add(Index { parameters: map(&[("INVISIBLE", "")]), ..index("i", &[by("a")]) }).unwrap();
    let ngram = Index {
        method: Some("FULLTEXT".to_owned()),
        parameters: map(&[("WITH PARSER", "`ngram`"), ("COMMENT", "'x'")]),
        ..index("n", &[by("c")])
    };
    all.indexes.add(ngram).unwrap();
    all.checks.add(Check {
        name: given("c"),
        validity: Validity::NotEnforced,
        ..Check::new(expr("(`a` > 0)"))
    });
    let expected = "\
CREATE TABLE `t` (
    `a` int,
    `c` text,
    KEY `f` ((`a` + 1), (`a` * 2) DESC),
    KEY `i` (`a`) INVISIBLE,
    FULLTEXT KEY `n` (`c`) COMMENT 'x' WITH PARSER `ngram`,
    CONSTRAINT `c` CHECK (`a` > 0) NOT ENFORCED
)";
    assert_eq!(create_table(&all, MYSQL), expected);
}

#[test]
fn what_only_mariadb_has() {
    let mut all = table("t", &[column("j", "longtext"), not_null("v", "vector(3)")]);
    all.checks.add(Check { column: Some(n("j")), ..Check::new(expr("json_valid(`j`)")) });
    all.checks.add(Check { name: given("CONSTRAINT_1"), ..Check::new(expr("`j` <> ''")) });
    let near = Index {
        method: Some("VECTOR".to_owned()),
        parameters: map(&[("`m`", "'8'"), ("IGNORED", "")]),
        ..index("v", &[by("v")])
    };
    all.indexes.add(near).unwrap();
    all.options.parameters =
        map(&[("ENGINE", "InnoDB"), ("`page_compressed`", "'1'"), ("WITH SYSTEM VERSIONING", "")]);
    all.options.comment = Some("x".to_owned());
    let expected = "\
CREATE TABLE `t` (
    `j` longtext CHECK (json_valid(`j`)),
    `v` vector(3) NOT NULL,
    VECTOR KEY `v` (`v`) IGNORED `m`='8',
    CONSTRAINT `CONSTRAINT_1` CHECK (`j` <> '')
) ENGINE=InnoDB `page_compressed`='1' COMMENT='x' WITH SYSTEM VERSIONING";
    assert_eq!(create_table(&all, MARIADB), expected);
}

#[test]
fn partitions_end_a_table_and_what_is_not_known_stands_with_its_keys() {
    let mut all = table("t", &[not_null("a", "int")]);
    all.options.parameters = map(&[("ENGINE", "InnoDB")]);
    all.options.partitioned_by = Some(expr("HASH (`a`) PARTITIONS 3"));
    all.unmodelled.add(Unmodelled { what: "clause".to_owned(), text: "PERIOD FOR x (`a`, `b`)".to_owned() });
    let expected = "\
CREATE TABLE `t` (
    `a` int NOT NULL,
    PERIOD FOR x (`a`, `b`)
) ENGINE=InnoDB
PARTITION BY HASH (`a`) PARTITIONS 3";
    assert_eq!(create_table(&all, MYSQL), expected);
}

#[test]
fn a_key_may_lead_to_another_database_and_to_columns_that_were_not_named() {
    let mut all = table("t", &[not_null("a", "int")]);
    let parent = ObjectName { namespace: Some(n("other")), name: n("p") };
    let mut key = ForeignKey { match_full: true, ..ForeignKey::new(vec![n("a")], parent, Vec::new()) };
    key.referenced = key.referenced.with_key(vec![n("id")]);
    all.foreign_keys.add(key);
    let expected = "\
CREATE TABLE `t` (
    `a` int NOT NULL,
    FOREIGN KEY (`a`) REFERENCES `other`.`p` (`id`)
)";
    assert_eq!(create_table(&all, MYSQL), expected);
}
