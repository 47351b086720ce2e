mod kill;

use super::{
    effect::Effect,
    piece::{Piece, pieces},
    replay::Replay,
};

#[test]
fn statements_are_known_by_what_they_leave_behind() {
    let of = |effect: Effect, statements: &[&str]| {
        for statement in statements {
            assert_eq!(Effect::of(statement), effect, "{statement}");
        }
    };
    of(
        Effect::Session,
        &["SET @a = 1", "/*!40101 SET NAMES utf8 */", "use x", "prepare s from 'select 1'", "DROP PREPARE s"],
    );
    of(
        Effect::Rows,
        &[
            "-- a\ninsert into t values (1)",
            "(SELECT 1) UNION (SELECT 2)",
            "WITH a AS (SELECT 1) DELETE FROM t",
            "SET STATEMENT max_statement_time = 1 FOR UPDATE t SET a = 1",
            "DO 1",
            "ANALYZE UPDATE t SET a = a + 1",
        ],
    );
    of(
        Effect::Repeatable,
        &[
            "TRUNCATE t",
            "ANALYZE TABLE t",
            "CREATE OR REPLACE VIEW v AS SELECT 1",
            "CREATE TABLE IF NOT EXISTS t (a int)",
            "DROP TABLE IF EXISTS t",
            "CREATE TEMPORARY TABLE t (a int)",
            "GRANT SELECT ON t TO u",
        ],
    );
    of(
        Effect::Definition,
        &[
            "CREATE TABLE t (a int)",
            "CREATE ALGORITHM = MERGE DEFINER = `u`@`%` SQL SECURITY INVOKER VIEW v AS SELECT 1",
            "CREATE UNIQUE INDEX i ON t (a)",
            "ALTER TABLE t ADD COLUMN IF NOT EXISTS a int, ADD b int",
            "RENAME TABLE a TO b",
            "CREATE DEFINER = u@localhost PROCEDURE p() IF 1 THEN SELECT 1; END IF",
            "DROP DATABASE x",
        ],
    );
    of(
        Effect::Unknown,
        &[
            "CALL p()",
            "EXECUTE s",
            "CREATE USER u",
            "DROP ROLE r",
            "ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u",
            "CREATE FUNCTION f RETURNS STRING SONAME 'f.so'",
            "CREATE SPATIAL REFERENCE SYSTEM 1 NAME 'x'",
            "BEGIN NOT ATOMIC CREATE TABLE t (a int); END",
            "REVOKE SELECT ON t FROM u",
        ],
    );
}

#[test]
fn hashes_know_statements_and_not_their_comments() {
    let hashes = |section: &str| pieces(section).into_iter().map(|piece| piece.hash).collect::<Vec<_>>();
    let first = hashes("create table a (x int); insert into a values (1)");
    assert_eq!(first, hashes("-- why\ncreate  table a (x int) ;\n/* rows */ insert into a values (1);"));
    let second = hashes("create table a (x int); insert into a values (2)");
    assert_eq!((&first[0], first[1] == second[1]), (&second[0], false));
    assert_ne!(hashes("select 1 ; select 2")[1], hashes("select 0; select 2")[1]);
}

fn split(script: &str) -> (Vec<Piece<'_>>, Vec<Piece<'_>>) {
    let mut all = pieces(script);
    let at = all.iter().position(|piece| piece.text.text == "DO 0").unwrap();
    let rest = all.split_off(at + 1);
    all.pop();
    (all, rest)
}

#[test]
fn what_a_session_was_told_is_said_again_unless_it_was_asked_what_has_changed() {
    let again = |script: &str, expected: &[&str], needed: Option<(usize, &str)>| {
        let (done, rest) = split(script);
        let replay = Replay::of(&done);
        assert_eq!(replay.again, expected, "{script}");
        let found = replay.needed(&rest);
        assert_eq!(found.as_ref().map(|(at, name)| (*at, &**name)), needed, "{script}");
    };
    again(
        "SET sql_mode = concat(@@sql_mode, ''); CREATE TABLE a (x int); DO 0; DROP TABLE a",
        &["SET sql_mode = concat(@@sql_mode, '')"],
        None,
    );
    let set = "SET @sql = (SELECT IF(count(*) > 0, 'DO 1', 'DO 2') FROM t)";
    let prepare = "PREPARE s FROM @sql";
    again(&format!("{set}; {prepare}; DO 0; EXECUTE s"), &[set, prepare], None);
    again(&format!("{set}; {prepare}; DROP TABLE t; DO 0; EXECUTE s"), &[], Some((0, "s")));
    again(
        &format!("{set}; {prepare}; EXECUTE s; DEALLOCATE PREPARE s; DO 0; {set}; {prepare}; EXECUTE s"),
        &[],
        None,
    );
    again(
        "INSERT INTO p VALUES (); SET @id = LAST_INSERT_ID(); DO 0; INSERT INTO c VALUES (@ID)",
        &[],
        Some((0, "@id")),
    );
    again(
        "INSERT INTO p VALUES (); DO 0; DO 1; INSERT INTO c VALUES (last_insert_id())",
        &[],
        Some((1, "last_insert_id")),
    );
    again(
        "INSERT INTO p VALUES (); DO 0; INSERT INTO p VALUES (); INSERT INTO c VALUES (last_insert_id())",
        &[],
        None,
    );
    again("SELECT max(id) INTO @id FROM p; DO 0; SET @id = @id + 1", &[], Some((0, "@id")));
    again(
        "SET @n = 1; SET @m = @n + 1; INSERT INTO t VALUES (@m); DO 0; INSERT INTO t VALUES (@m)",
        &["SET @n = 1", "SET @m = @n + 1"],
        None,
    );
    again(
        "CREATE TEMPORARY TABLE IF NOT EXISTS d.old AS SELECT 1; DO 0; DO 1; INSERT INTO t SELECT * FROM `OLD`",
        &[],
        Some((1, "old")),
    );
    again("CALL p(@out); DO 0; SET @out = 1; DO @out", &[], None);
}
