use limbeck_schema::{Action, Check, IndexTerm, KeyName, Table, Validity};

use super::{column, name, object_name};
use crate::mysql::{rewrite, shown, version_comment::resolved};

/// What MySQL 9.7 prints.
const MYSQL: &str = r"CREATE TABLE `p` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT COMMENT 'it''s \\ x',
  `a` int(5) unsigned zerofill DEFAULT NULL,
  `b` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'it''s',
  `d` decimal(10,2) unsigned NOT NULL DEFAULT '5.00',
  `e` enum('a','b''c,)') NOT NULL DEFAULT 'a',
  `g` timestamp(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  `i` bit(8) DEFAULT b'101',
  `k` int GENERATED ALWAYS AS ((`a` + 1)) STORED NOT NULL COMMENT 'x',
  `l` int GENERATED ALWAYS AS ((`a` + 2)) VIRTUAL /*!80023 INVISIBLE */,
  `m` geometry NOT NULL /*!80003 SRID 4326 */,
  `o` int /*!50606 STORAGE DISK */ /*!50606 COLUMN_FORMAT FIXED */ DEFAULT NULL,
  `u` text DEFAULT (_utf8mb4'xx'),
  `w``x` int DEFAULT ((1 + 2)),
  `y` int NOT SECONDARY DEFAULT NULL,
  PRIMARY KEY (`id`) USING BTREE COMMENT 'pk',
  UNIQUE KEY `u1` (`b`(5),`a` DESC) COMMENT 'idx',
  SPATIAL KEY `sp` (`m`),
  KEY `hh` (`a`) /*!80000 INVISIBLE */,
  KEY `fl` ((lower(`b`)) DESC,((`a` + 1))),
  FULLTEXT KEY `ft` (`u`) COMMENT 'hu' /*!50100 WITH PARSER `ngram` */ ,
  CONSTRAINT `fk x` FOREIGN KEY (`a`, `b`) REFERENCES `par` (`a`, `b`) ON DELETE SET NULL ON UPDATE RESTRICT,
  CONSTRAINT `far` FOREIGN KEY (`a`) REFERENCES `other`.`t` (`id`) ON DELETE CASCADE,
  CONSTRAINT `ck` CHECK (((length(`e`) > 1) and (`b` <> _utf8mb4'x\\n'))),
  CONSTRAINT `p_chk_1` CHECK ((`a` > 0)) /*!80016 NOT ENFORCED */
) /*!50100 TABLESPACE `innodb_system` */ ENGINE=InnoDB AUTO_INCREMENT=77 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci MIN_ROWS=5 ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8 COMMENT='it''s\n' SECONDARY_ENGINE=rapid
/*!50100 PARTITION BY RANGE (year(`d`))
SUBPARTITION BY HASH (`id`)
SUBPARTITIONS 2
(PARTITION p0 VALUES LESS THAN (2020) MAX_ROWS = 10 COMMENT = 'a */ b' ENGINE = InnoDB,
 PARTITION p1 VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */";

/// What MariaDB 11.8 prints.
const MARIADB: &str = r"CREATE TABLE `m` (
  `a` varchar(1000) /*M!100301 COMPRESSED*/ DEFAULT NULL,
  `c` inet6 DEFAULT '::1',
  `d` uuid DEFAULT uuid(),
  `e` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`e`)),
  `g` int(11) DEFAULT 3 INVISIBLE COMMENT 'c' CHECK (`g` in (1,2)),
  `h` int(11) DEFAULT (1 + 2),
  `i` bigint(20) DEFAULT nextval(`app`.`sq`),
  `j` text DEFAULT 'it\'s',
  `l` datetime DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  `n` int(11) DEFAULT NULL WITHOUT SYSTEM VERSIONING,
  `q` point REF_SYSTEM_ID=4326 DEFAULT NULL,
  `s` timestamp(6) GENERATED ALWAYS AS ROW START,
  `x` int(11) DEFAULT -5,
  `z` binary(3) DEFAULT x'610063',
  PERIOD FOR SYSTEM_TIME (`s`, `t`),
  UNIQUE KEY `o` (`a`,`app` WITHOUT OVERLAPS),
  KEY `k` (`a`) KEY_BLOCK_SIZE=8 IGNORED,
  VECTOR KEY `vi` (`v`) `m`='8' `distance`='cosine',
  UNIQUE KEY `bl` (`bl`) USING HASH,
  CONSTRAINT `named2` FOREIGN KEY (`a`) REFERENCES `app`.`m12` (`a`) ON UPDATE NO ACTION,
  CONSTRAINT `CONSTRAINT_1` CHECK (`a` <> 5 or `b` = 1)
) ENGINE=Aria DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci PAGE_CHECKSUM=1 DATA DIRECTORY='/tmp/' `page_compressed`='1' WITH SYSTEM VERSIONING
 PARTITION BY RANGE  COLUMNS(`d`,`id`)
(PARTITION `p0` VALUES LESS THAN ('2020-01-01',MAXVALUE) ENGINE = Aria)";

fn read(text: &str) -> Table {
    shown::table(object_name("t"), &resolved(text)).unwrap()
}

fn unmodelled(table: &Table) -> Vec<(&str, &str)> {
    table.unmodelled.iter().map(|clause| (clause.what.as_str(), clause.text.as_str())).collect()
}

fn default<'t>(table: &'t Table, name: &str) -> Option<&'t str> {
    column(table, name).default.as_ref().map(|default| default.text.as_str())
}

#[test]
fn columns_of_mysql() {
    let table = read(MYSQL);
    assert_eq!(unmodelled(&table), []);
    let types: Vec<&str> = table.columns.iter().map(|column| column.sql_type.text.as_str()).collect();
    assert_eq!(
        types,
        [
            "bigint unsigned",
            "int(5) unsigned zerofill",
            "varchar(20)",
            "decimal(10,2) unsigned",
            "enum('a','b''c,)')",
            "timestamp(3)",
            "bit(8)",
            "int",
            "int",
            "geometry",
            "int",
            "text",
            "int",
            "int"
        ]
    );
    let id = column(&table, "id");
    assert!(id.auto_increment && !id.nullable && !id.invisible);
    assert_eq!(id.comment.as_deref(), Some("it's \\ x"));
    assert_eq!(default(&table, "a"), None);
    assert_eq!(default(&table, "b"), Some("'it''s'"));
    assert_eq!(default(&table, "i"), Some("b'101'"));
    assert_eq!(default(&table, "u"), Some("_utf8mb4'xx'"));
    assert_eq!(default(&table, "w`x"), Some("1 + 2"));
    assert_eq!(default(&table, "g"), Some("CURRENT_TIMESTAMP(3)"));
    assert_eq!(column(&table, "g").on_update.as_ref().unwrap().text, "CURRENT_TIMESTAMP(3)");
    let computed = column(&table, "k").generated.as_ref().unwrap();
    assert_eq!((computed.expr.text.as_str(), computed.stored), ("`a` + 1", true));
    let computed = column(&table, "l");
    assert!(computed.invisible && !computed.generated.as_ref().unwrap().stored);
    assert_eq!(column(&table, "m").options["SRID"], "4326");
    assert_eq!(column(&table, "o").options["STORAGE"], "DISK");
    assert_eq!(column(&table, "o").options["COLUMN_FORMAT"], "FIXED");
    assert_eq!(column(&table, "y").options["NOT SECONDARY"], "");
}

#[test]
fn keys_of_mysql() {
    let table = read(MYSQL);
    let key = table.primary_key.as_ref().unwrap();
    assert_eq!((key.parameters["USING"].as_str(), key.parameters["COMMENT"].as_str()), ("BTREE", "'pk'"));
    let index = |text: &str| table.indexes.get(&name(text)).unwrap();
    assert!(index("u1").unique && !index("hh").unique);
    assert_eq!(index("u1").parts[0].length, Some(5));
    assert!(index("u1").parts[1].descending);
    assert_eq!(index("u1").parameters["COMMENT"], "'idx'");
    assert_eq!(index("sp").method.as_deref(), Some("SPATIAL"));
    assert_eq!(index("ft").parameters["WITH PARSER"], "`ngram`");
    assert_eq!(index("hh").parameters["INVISIBLE"], "");
    let IndexTerm::Expr(lower) = &index("fl").parts[0].term else { panic!() };
    let IndexTerm::Expr(sum) = &index("fl").parts[1].term else { panic!() };
    assert_eq!((lower.text.as_str(), sum.text.as_str()), ("lower(`b`)", "`a` + 1"));
    assert!(index("fl").parts[0].descending);
}

#[test]
fn constraints_of_mysql() {
    let table = read(MYSQL);
    let keys: Vec<_> = table.foreign_keys.iter().collect();
    assert_eq!(keys[0].name, KeyName::Given(name("fk x")));
    assert_eq!((keys[0].on_delete, keys[0].on_update), (Action::SetNull, Action::Restrict));
    assert_eq!(keys[0].referenced.text, [name("a"), name("b")]);
    assert_eq!(keys[1].references.to_string(), "other.t");
    assert_eq!((keys[1].on_delete, keys[1].on_update), (Action::Cascade, Action::NoAction));
    let checks: Vec<&Check> = table.checks.iter().collect();
    assert_eq!(checks[0].expr.text, r"(length(`e`) > 1) and (`b` <> _utf8mb4'x\\n')");
    assert_eq!((checks[0].validity, checks[1].validity), (Validity::Valid, Validity::NotEnforced));
    assert_eq!(checks[1].name, KeyName::Given(name("p_chk_1")));
}

#[test]
fn options_of_mysql() {
    let options = read(MYSQL).options;
    assert_eq!(options.comment.as_deref(), Some("it's\n"));
    let parameters: Vec<String> =
        options.parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(
        parameters,
        [
            "COLLATE=utf8mb4_0900_ai_ci",
            "ENGINE=InnoDB",
            "KEY_BLOCK_SIZE=8",
            "MIN_ROWS=5",
            "ROW_FORMAT=COMPRESSED",
            "SECONDARY_ENGINE=rapid",
            "TABLESPACE=`innodb_system`"
        ]
    );
    assert_eq!(
        options.partitioned_by.unwrap().text,
        "RANGE (year(`d`)) SUBPARTITION BY HASH (`id`) SUBPARTITIONS 2 (PARTITION p0 VALUES LESS THAN (2020) \
         MAX_ROWS = 10 COMMENT = 'a */ b', PARTITION p1 VALUES LESS THAN MAXVALUE)"
    );
}

#[test]
fn what_mariadb_prints() {
    let table = read(MARIADB);
    assert_eq!(
        unmodelled(&table),
        [
            ("period", "PERIOD FOR SYSTEM_TIME (`s`, `t`)"),
            ("clause", "UNIQUE KEY `o` (`a`,`app` WITHOUT OVERLAPS)")
        ]
    );
    assert_eq!(column(&table, "a").options["COMPRESSED"], "");
    assert_eq!(column(&table, "n").options["WITHOUT SYSTEM VERSIONING"], "");
    assert_eq!(column(&table, "q").options["REF_SYSTEM_ID"], "=4326");
    assert_eq!(column(&table, "s").options["GENERATED ALWAYS AS ROW START"], "");
    for (name, expected) in [
        ("c", "'::1'"),
        ("d", "uuid()"),
        ("g", "3"),
        ("h", "1 + 2"),
        ("j", r"'it\'s'"),
        ("l", "current_timestamp()"),
        ("x", "-5"),
        ("z", "x'610063'"),
    ] {
        assert_eq!(default(&table, name), Some(expected), "{name}");
    }
    assert!(column(&table, "g").invisible);
    let checks: Vec<(Option<&str>, &str)> = table
        .checks
        .iter()
        .map(|check| (check.column.as_ref().map(|name| name.as_str()), check.expr.text.as_str()))
        .collect();
    assert_eq!(
        checks,
        [(Some("e"), "json_valid(`e`)"), (Some("g"), "`g` in (1,2)"), (None, "`a` <> 5 or `b` = 1")]
    );
    let index = |text: &str| table.indexes.get(&name(text)).unwrap();
    assert_eq!(index("k").parameters["IGNORED"], "");
    assert_eq!(index("k").parameters["KEY_BLOCK_SIZE"], "8");
    assert_eq!(index("vi").parameters["`distance`"], "='cosine'");
    assert_eq!(index("bl").parameters["USING"], "HASH");
    let options = &table.options;
    assert_eq!(options.parameters["DATA DIRECTORY"], "'/tmp/'");
    assert_eq!(options.parameters["`page_compressed`"], "'1'");
    assert_eq!(options.parameters["WITH SYSTEM VERSIONING"], "");
    assert_eq!(
        options.partitioned_by.as_ref().unwrap().text,
        "RANGE COLUMNS(`d`,`id`) (PARTITION `p0` VALUES LESS THAN ('2020-01-01',MAXVALUE))"
    );
}

#[test]
fn what_nobody_knows_is_kept() {
    let table = read(
        "CREATE TABLE `t` (`a` int NEW (1, 2) THING NOT NULL ODD, KEY `k` (`a`) SHINY, NEW `x` (`a`), \
         CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `p` (`a`) EVENTUALLY, CONSTRAINT `u` UNKNOWN) \
         ENGINE=InnoDB BRAND NEW=1 OLD",
    );
    assert!(!column(&table, "a").nullable);
    assert_eq!(
        unmodelled(&table),
        [
            ("column `a`", "NEW (1, 2) THING"),
            ("column `a`", "ODD"),
            ("index `k`", "SHINY"),
            ("clause", "NEW `x` (`a`)"),
            ("constraint `f`", "EVENTUALLY"),
            ("clause", "CONSTRAINT `u` UNKNOWN"),
            ("table option", "BRAND"),
            ("table option", "OLD"),
        ]
    );
    assert_eq!(table.options.parameters["NEW"], "1");
    assert!(shown::table(object_name("t"), "CREATE TEMPORARY TABLE `t` (`a` int)").is_none());
    assert!(shown::table(object_name("t"), "").is_none());
}

#[test]
fn the_counter_goes_with_the_rows() {
    for (text, expected) in [
        (
            "CREATE TABLE `t` (`a` int AUTO_INCREMENT) ENGINE=InnoDB AUTO_INCREMENT=7 COMMENT='AUTO_INCREMENT=7'",
            "CREATE TABLE `t` (`a` int AUTO_INCREMENT) ENGINE=InnoDB COMMENT='AUTO_INCREMENT=7'",
        ),
        ("CREATE TABLE `t` (`a` int) AUTO_INCREMENT=7", "CREATE TABLE `t` (`a` int)"),
        ("CREATE TABLE `t` (`a` int)", "CREATE TABLE `t` (`a` int)"),
        ("", ""),
    ] {
        assert_eq!(rewrite::without_counter(text), expected);
    }
}
