//! Tables changed, as both servers took it (MySQL 9.7, MariaDB 10.11 and 11.8).

use std::slice;

use limbeck_plan::{Clause, Definition, Position};
use limbeck_schema::{Check, ForeignKey, Pair, PrimaryKey, TableOptions, Validity};

use super::*;

fn alter(clauses: &[Clause]) -> Op {
    Op::AlterTogether { table: o("t"), clauses: clauses.to_vec() }
}

fn alone(column: Column) -> Definition {
    Definition { column, checks: Vec::new() }
}

fn options(before: &[(&str, &str)], after: &[(&str, &str)]) -> Clause {
    let of = |pairs| TableOptions { parameters: map(pairs), ..TableOptions::default() };
    Clause::SetOptions(Box::new(Pair::new(of(before), of(after))))
}

#[test]
fn one_statement_says_it_all() {
    let check = Check { column: Some(n("j")), ..Check::new(expr("json_valid(`j`)")) };
    let json = Definition { column: column("j", "longtext"), checks: vec![check] };
    let clauses = [
        Clause::DropForeignKey(n("f")),
        Clause::DropCheck(n("c")),
        Clause::DropIndex(n("k")),
        Clause::DropPrimaryKey,
        Clause::DropColumn(n("gone")),
        Clause::RenameColumn(Pair::new(n("old"), n("new"))),
        Clause::AddColumn(alone(not_null("id", "int")), Position::First),
        Clause::AddColumn(json, Position::After(n("id"))),
        Clause::AddColumn(alone(column("z", "int")), Position::Last),
        Clause::RedefineColumn(alone(not_null("n", "bigint")), None),
        Clause::RedefineColumn(alone(column("m", "int")), Some(Position::After(n("n")))),
        Clause::AddPrimaryKey(PrimaryKey::over([n("id")])),
        Clause::AddIndex(Index { unique: true, ..index("u", &[by("z")]) }),
        Clause::RenameIndex(Pair::new(n("k1"), n("k2"))),
        Clause::AddCheck(Check { name: given("d"), ..Check::new(expr("`z` > 0")) }),
        Clause::AddForeignKey(ForeignKey {
            name: given("g"),
            ..ForeignKey::new(vec![n("z")], o("p"), vec![n("id")])
        }),
    ];
    let expected = "\
ALTER TABLE `t`
    DROP FOREIGN KEY `f`,
    DROP CONSTRAINT `c`,
    DROP KEY `k`,
    DROP PRIMARY KEY,
    DROP COLUMN `gone`,
    RENAME COLUMN `old` TO `new`,
    ADD COLUMN `id` int NOT NULL FIRST,
    ADD COLUMN `j` longtext CHECK (json_valid(`j`)) AFTER `id`,
    ADD COLUMN `z` int,
    MODIFY COLUMN `n` bigint NOT NULL,
    MODIFY COLUMN `m` int AFTER `n`,
    ADD PRIMARY KEY (`id`),
    ADD UNIQUE KEY `u` (`z`),
    RENAME INDEX `k1` TO `k2`,
    ADD CONSTRAINT `d` CHECK (`z` > 0),
    ADD CONSTRAINT `g` FOREIGN KEY (`z`) REFERENCES `p` (`id`)";
    assert_eq!(word(&alter(&clauses), MARIADB), expected);
}

#[test]
fn the_servers_have_words_of_their_own() {
    let both =
        |clause: Clause| [MYSQL, MARIADB].map(|dialect| word(&alter(slice::from_ref(&clause)), dialect));
    let head = |rest: &str| format!("ALTER TABLE `t` {rest}");
    assert_eq!(both(Clause::DropCheck(n("c"))), [head("DROP CHECK `c`"), head("DROP CONSTRAINT `c`")]);
    let used = |used| both(Clause::SetIndexUsed(n("k"), used));
    assert_eq!(used(true), [head("ALTER INDEX `k` VISIBLE"), head("ALTER INDEX `k` NOT IGNORED")]);
    assert_eq!(used(false), [head("ALTER INDEX `k` INVISIBLE"), head("ALTER INDEX `k` IGNORED")]);
    let enforced = |on| word(&alter(&[Clause::SetEnforced(n("c"), on)]), MYSQL);
    assert_eq!(enforced(true), head("ALTER CHECK `c` ENFORCED"));
    assert_eq!(enforced(false), head("ALTER CHECK `c` NOT ENFORCED"));
    let meant = Check { name: given("c"), validity: Validity::NotEnforced, ..Check::new(expr("1")) };
    let added = word(&alter(&[Clause::AddCheck(meant)]), MYSQL);
    assert_eq!(added, head("ADD CONSTRAINT `c` CHECK (1) NOT ENFORCED"));
}

#[test]
fn options_that_go_are_set_back() {
    let before = [
        ("ENGINE", "InnoDB"),
        ("COLLATE", "latin1_bin"),
        ("ROW_FORMAT", "COMPRESSED"),
        ("KEY_BLOCK_SIZE", "8"),
        ("STATS_PERSISTENT", "1"),
        ("COMPRESSION", "'zlib'"),
        ("MAX_ROWS", "5"),
        ("DATA DIRECTORY", "'/data'"),
    ];
    let after = [("ENGINE", "InnoDB"), ("COLLATE", "utf8mb4_bin"), ("MAX_ROWS", "6")];
    let expected = "\
ALTER TABLE `t`
    DEFAULT COLLATE=utf8mb4_bin,
    MAX_ROWS=6,
    COMPRESSION='',
    KEY_BLOCK_SIZE=0,
    ROW_FORMAT=DEFAULT,
    STATS_PERSISTENT=DEFAULT";
    assert_eq!(word(&alter(&[options(&before, &after)]), MYSQL), expected);
    let engine = options(&[("ENGINE", "InnoDB")], &[("ENGINE", "Aria"), ("CHECKSUM", "1")]);
    assert_eq!(word(&alter(&[engine]), MARIADB), "ALTER TABLE `t`\n    ENGINE=Aria,\n    CHECKSUM=1");
    assert!(words(&alter(&[options(&before, &before)]), MYSQL).is_empty());
}

#[test]
fn versions_and_engines_of_mariadb() {
    let versioned = options(&[("`page_compressed`", "'1'")], &[("WITH SYSTEM VERSIONING", "")]);
    let expected = "ALTER TABLE `t`\n    `page_compressed`=DEFAULT,\n    ADD SYSTEM VERSIONING";
    assert_eq!(word(&alter(&[versioned]), MARIADB), expected);
    let plain = options(&[("WITH SYSTEM VERSIONING", "")], &[]);
    assert_eq!(word(&alter(&[plain]), MARIADB), "ALTER TABLE `t` DROP SYSTEM VERSIONING");
}

#[test]
fn comments_come_and_go() {
    let of =
        |text: Option<&str>| TableOptions { comment: text.map(str::to_owned), ..TableOptions::default() };
    let set = |before, after| {
        word(&alter(&[Clause::SetOptions(Box::new(Pair::new(of(before), of(after))))]), MYSQL)
    };
    assert_eq!(set(None, Some("it's")), "ALTER TABLE `t` COMMENT='it''s'");
    assert_eq!(set(Some("x"), None), "ALTER TABLE `t` COMMENT=''");
}

#[test]
fn partitions_end_a_statement() {
    let cut = Clause::PartitionBy(Some(expr("HASH (`id`) PARTITIONS 3")));
    assert_eq!(
        word(&alter(slice::from_ref(&cut)), MYSQL),
        "ALTER TABLE `t` PARTITION BY HASH (`id`) PARTITIONS 3"
    );
    let drop = || Clause::DropColumn(n("a"));
    let expected = "\
ALTER TABLE `t`
    DROP COLUMN `a`,
    DROP COLUMN `a`
    PARTITION BY HASH (`id`) PARTITIONS 3";
    assert_eq!(word(&alter(&[drop(), drop(), cut.clone()]), MYSQL), expected);
    let apart = words(&alter(&[Clause::PartitionBy(None), drop(), cut]), MYSQL);
    let expected = [
        "ALTER TABLE `t` REMOVE PARTITIONING",
        "ALTER TABLE `t`\n    DROP COLUMN `a`\n    PARTITION BY HASH (`id`) PARTITIONS 3",
    ];
    assert_eq!(apart, expected);
}

#[test]
fn some_partitions_take_a_statement_of_their_own() {
    let more = "PARTITION p1 VALUES LESS THAN (10)".to_owned();
    let added = words(&alter(&[Clause::DropColumn(n("a")), Clause::AddPartitions(more.clone())]), MARIADB);
    let expected = [
        "ALTER TABLE `t` DROP COLUMN `a`",
        "ALTER TABLE `t` ADD PARTITION (PARTITION p1 VALUES LESS THAN (10))",
    ];
    assert_eq!(added, expected);
    let cut = word(&alter(&[Clause::ReorganizePartitions(vec![n("pm"), n("px")], more)]), MYSQL);
    let expected =
        "ALTER TABLE `t` REORGANIZE PARTITION `pm`, `px` INTO (PARTITION p1 VALUES LESS THAN (10))";
    assert_eq!(cut, expected);
}
