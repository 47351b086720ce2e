use limbeck_db::Session;
use limbeck_schema::Schema;

use super::{assemble, column, introspect, on_each, on_each_of, read, read_document, table, told, view};
use crate::Introspected;

/// Understood by every server.
const COMMON: &str = r"
CREATE TABLE p (
  id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY COMMENT 'it''s \\ x', a int(5) zerofill,
  b varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'it''s', c text COLLATE utf8mb4_bin,
  d decimal(10,2) unsigned NOT NULL DEFAULT 5, e enum('a','b''c') NOT NULL DEFAULT 'a', f set('x','y'),
  g timestamp(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  h datetime DEFAULT '2020-01-01', i bit(8) DEFAULT b'101', j json, k int GENERATED ALWAYS AS (a+1) STORED,
  l int GENERATED ALWAYS AS (a+2) VIRTUAL, m point NOT NULL, n varbinary(10) DEFAULT 'ab\0',
  o tinyint(1) DEFAULT 1, q year, r double DEFAULT -1e3, s float(7,2), t char(3) NOT NULL,
  u text DEFAULT ('x\ny'), v int DEFAULT 3 INVISIBLE, w char(36) DEFAULT (uuid()),
  CHECK (a > 0), CONSTRAINT ck CHECK (length(t) > 1 and b <> 'x\\n'),
  UNIQUE KEY u1 (b(5), a DESC) COMMENT 'idx', KEY (c(10)), FULLTEXT KEY ft (c), SPATIAL KEY sp (m),
  KEY hh (a) USING BTREE
) ENGINE=InnoDB COMMENT='tab' ROW_FORMAT=DYNAMIC STATS_PERSISTENT=1;
CREATE TABLE `c ``d` (
  id int PRIMARY KEY, pid bigint unsigned, pid2 bigint unsigned, x int CHECK (x > 1),
  FOREIGN KEY (pid) REFERENCES p (id) ON DELETE CASCADE,
  CONSTRAINT named FOREIGN KEY (pid2) REFERENCES p(id) ON UPDATE SET NULL ON DELETE NO ACTION
) COLLATE utf8mb4_bin;
CREATE TABLE pt (id int, d date)
  PARTITION BY RANGE (year(d)) SUBPARTITION BY HASH(id) SUBPARTITIONS 2
  (PARTITION p0 VALUES LESS THAN (2020), PARTITION p1 VALUES LESS THAN MAXVALUE COMMENT 'it''s */');
CREATE TABLE ph (id int) PARTITION BY LINEAR KEY ALGORITHM = 1 (id) PARTITIONS 4;
CREATE FUNCTION f(x int) RETURNS int DETERMINISTIC RETURN x+1;
CREATE PROCEDURE pr(IN x int) COMMENT 'x' SQL SECURITY INVOKER BEGIN SELECT 1; SELECT f(x); END;
CREATE VIEW z AS SELECT id, b AS bb, f(a) AS called FROM p WHERE a > 1 WITH CHECK OPTION;
CREATE ALGORITHM=TEMPTABLE SQL SECURITY INVOKER VIEW y (one, two) AS
  SELECT z.id, 'with check option' FROM z LEFT JOIN (p JOIN pt ON pt.id = p.id) ON p.id = z.id;
CREATE TRIGGER tr BEFORE INSERT ON p FOR EACH ROW SET NEW.a = 1;
CREATE TRIGGER tq BEFORE INSERT ON p FOR EACH ROW SET NEW.a = 2;
CREATE TRIGGER `t 1` BEFORE INSERT ON p FOR EACH ROW PRECEDES tr BEGIN SET NEW.a = 3; END;
CREATE EVENT ev ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DISABLE DO SELECT 1;
INSERT INTO p (m, t, a, b) VALUES (ST_GeomFromText('POINT(0 0)'), 'abc', 1, 'b')";

/// MySQL alone.
const MYSQL: &str = "
CREATE TABLE own (
  id int, x int CHECK (x > 0) NOT ENFORCED, g geometry NOT NULL SRID 4326, t text, s varchar(9) COLUMN_FORMAT FIXED,
  KEY fx ((id + 1)), KEY fl ((lower(s)) DESC), KEY inv (x) INVISIBLE, FULLTEXT KEY ft (t) WITH PARSER ngram,
  SPATIAL KEY sp (g)
) COMPRESSION='zlib' AUTOEXTEND_SIZE=4M;
CREATE TABLE space (id int) TABLESPACE innodb_system;
SET sql_generate_invisible_primary_key = 1;
CREATE TABLE hidden (a int);
SET sql_generate_invisible_primary_key = 0";

/// MariaDB alone.
const MARIADB: &str = "
CREATE SEQUENCE sq START WITH 5;
CREATE TABLE own (
  a varchar(1000) COMPRESSED, c inet6 DEFAULT '::1', d uuid DEFAULT uuid(), g int CHECK (g IN (1, 2)),
  h bigint DEFAULT (NEXT VALUE FOR sq), i int DEFAULT (g + 1), KEY k (g) IGNORED, KEY k2 (h) KEY_BLOCK_SIZE=8,
  long_one text, UNIQUE KEY l (long_one) USING HASH
) PAGE_COMPRESSED=1;
CREATE TABLE history (a int, n int WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING;
CREATE TABLE aria (a int) ENGINE=Aria TRANSACTIONAL=1;
CREATE TABLE inline_key (a bigint unsigned REFERENCES p (id))";

fn own(session: &Session) -> &'static str {
    if session.dialect().is_mariadb() { MARIADB } else { MYSQL }
}

fn fill(session: &mut Session) -> Introspected {
    session.run_script(COMMON).unwrap();
    session.run_script(own(session)).unwrap();
    introspect(session).unwrap()
}

#[test]
fn an_empty_database_holds_nothing() {
    read("", |found| {
        assert_eq!(found.schema, Schema::default());
        assert_eq!(told(found), [""; 0]);
        assert_eq!(found.statements, [""; 0]);
        assert_eq!(found.schema.unmanaged.len(), 0);
    });
}

#[test]
fn everything_is_understood() {
    on_each(|session| {
        let found = fill(session);
        assert_eq!(told(&found), [""; 0]);
        let p = table(&found, "p");
        assert_eq!(column(p, "id").comment.as_deref(), Some("it's \\ x"));
        let collation = |name: &str| column(p, name).collation.as_ref().map(ToString::to_string);
        assert_eq!(collation("b").as_deref(), Some("latin1_bin"));
        assert_eq!(collation("c").as_deref(), Some("utf8mb4_bin"));
        assert_eq!(collation("t").as_ref(), p.options.parameters.get("COLLATE"));
        assert_eq!(collation("id"), None);
        assert_eq!(p.options.parameters["ENGINE"], "InnoDB");
        assert_eq!(p.options.comment.as_deref(), Some("tab"));
        let triggers: Vec<&str> = p.triggers.iter().map(|trigger| trigger.name.as_str()).collect();
        assert_eq!(triggers, ["t 1", "tr", "tq"]);
        let last = p.triggers.iter().next_back().unwrap();
        assert!(last.definition.text.ends_with("FOLLOWS `tr` SET NEW.a = 2"), "{}", last.definition.text);
        let view = view(&found, "z");
        assert_eq!(view.options["CHECK OPTION"], "CASCADED");
        assert!(view.definition.text.contains("`f`("), "{}", view.definition.text);
        assert!(!view.definition.text.contains("`.`f`"), "{}", view.definition.text);
        let needs: Vec<String> =
            found.schema.dependencies.iter().map(|(on, needed)| format!("{on} {needed}")).collect();
        assert_eq!(needs, ["y p", "y pt", "y z", "z f()", "z p"].map(str::to_owned), "{needs:?}");
        assert!(found.statements.iter().all(|statement| !statement.contains("DEFINER=")));
        let counter = |statement: &String| statement.contains("AUTO_INCREMENT=");
        assert!(!found.statements.iter().any(counter), "{:?}", found.statements);
    });
}

#[test]
fn the_statements_make_the_same_schema() {
    on_each(|session| {
        let found = fill(session);
        session.clear().unwrap();
        assert_eq!(introspect(session).unwrap().schema, Schema::default());
        for statement in &found.statements {
            session.execute(statement).unwrap_or_else(|error| panic!("{statement}: {error}"));
        }
        let again = introspect(session).unwrap();
        assert_eq!(again.statements, found.statements);
        assert_eq!(again.schema, found.schema);
        assert_eq!(again.schema.unmanaged, found.schema.unmanaged);
    });
}

#[test]
fn settings_of_the_session_neither_matter_nor_change() {
    on_each(|session| {
        let found = fill(session);
        session.execute("SET sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES', sql_quote_show_create = 0").unwrap();
        let mode = "SELECT concat(@@sql_mode, @@sql_quote_show_create) AS value";
        let before = session.text(mode).unwrap();
        let odd = introspect(session).unwrap();
        assert_eq!(odd.schema, found.schema);
        assert_eq!(odd.statements, found.statements);
        assert_eq!(session.text(mode).unwrap(), before);
        // A column named like a function, a view over nothing: what fails sets all back too.
        session.execute("CREATE TEMPORARY TABLE pt (a int)").unwrap();
        let hidden = introspect(session).unwrap();
        assert!(told(&hidden).contains(&"a temporary table of the session hides table `pt`"));
        assert_eq!(session.text(mode).unwrap(), before);
    });
}

#[test]
fn the_document_alone_makes_the_schema_in_a_fixed_number_of_round_trips() {
    on_each(|session| {
        let mut trips = Vec::new();
        for script in
            ["", "CREATE TABLE a (x int)", "CREATE TABLE b (x int); CREATE VIEW v AS SELECT x FROM b"]
        {
            session.run_script(script).unwrap();
            let before = session.round_trips();
            let document = read_document(session).unwrap();
            trips.push(session.round_trips() - before);
            let read = assemble(&document, session.dialect()).unwrap();
            assert_eq!(read.schema, introspect(session).unwrap().schema);
        }
        assert!(trips.iter().all(|trips| *trips == 2), "{trips:?}");
    });
}

#[test]
fn broken_views_are_read() {
    read("CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; DROP TABLE t", |found| {
        assert_eq!(told(found), ["view `v` cannot be used: something it shows is gone"]);
        assert_eq!(view(found, "v").definition.text, "select `t`.`a` AS `a` from `t`");
    });
}

#[test]
fn history_and_periods_are_told() {
    on_each_of(true, |session| {
        session
            .run_script(
                "CREATE TABLE t (a int, f date, t date, PERIOD FOR app (f, t), \
                 UNIQUE KEY k (a, app WITHOUT OVERLAPS));
                 CREATE TABLE h (a int, s timestamp(6) GENERATED ALWAYS AS ROW START, \
                 e timestamp(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (s, e)) WITH SYSTEM VERSIONING",
            )
            .unwrap();
        let found = introspect(session).unwrap();
        assert_eq!(found.diagnostics.len(), 3, "{:?}", told(&found));
        assert_eq!(table(&found, "h").options.parameters["WITH SYSTEM VERSIONING"], "");
    });
}
