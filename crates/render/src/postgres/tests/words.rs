//! The words themselves.

use limbeck_plan::{Hazard, ObjectAction, Op, Step, TableAction, ViewAction};
use limbeck_schema::{
    Body, Column, Extension, Identity, Index, IndexPart, Kind, Pair, Sequence, Thing, Trigger, View,
};

use super::*;

#[test]
fn names_are_quoted_whatever_they_hold() {
    let mut weird = table(within("s\"s", "we\"ird"), &[not_null("a b", "integer")]);
    weird.options.parameters = map(&[("fillfactor", "70"), ("toast.autovacuum_enabled", "false")]);
    assert_eq!(
        word(&Op::CreateTable(weird)),
        "CREATE TABLE \"s\"\"s\".\"we\"\"ird\" (\n    \"a b\" integer NOT NULL\n) \
         WITH (fillfactor = 70, toast.autovacuum_enabled = 'false')"
    );
    let drop = Op::DropIndex { table: within("s", "t"), name: n("i\"x") };
    assert_eq!(word(&drop), "DROP INDEX \"s\".\"i\"\"x\"");
    assert_eq!(word(&Op::DropTable(within("s", "a\"b"))), "DROP TABLE \"s\".\"a\"\"b\"");
    let names = Pair::new(n("a\"b"), n("c\"d"));
    assert_eq!(
        word(&Op::RenameColumn { table: within("s", "t"), names }),
        "ALTER TABLE \"s\".\"t\" RENAME COLUMN \"a\"\"b\" TO \"c\"\"d\""
    );
}

#[test]
fn strings_keep_apostrophes_backslashes_and_lines() {
    let on = Thing::new(Kind::Table, o("t"));
    assert_eq!(word(&comment(on, "it's\na \\ b")), "COMMENT ON TABLE \"t\" IS 'it''s\na \\ b'");
}

#[test]
fn defaults_stand_bare_where_they_can() {
    let said = |text: &str| super::super::column::default(&expr(text));
    for bare in [
        "now()",
        "'x'::character varying",
        "'2020-01-01'::timestamp with time zone",
        "nextval('s'::regclass)",
        "(now() AT TIME ZONE 'utc'::text)",
        "ARRAY[1 IS NULL]",
        "-1",
        "1 + 2",
    ] {
        assert_eq!(said(bare), format!("DEFAULT {bare}"));
    }
    for open in ["now() AT TIME ZONE 'utc'", "true AND false", "NOT true", "1 IN (2)", "'a' COLLATE \"C\""] {
        assert_eq!(said(open), format!("DEFAULT ({open})"));
    }
}

#[test]
fn index_terms_get_the_parentheses_they_need() {
    let said = |part: IndexPart| {
        let index = Index { unique: true, ..index("i", &[part]) };
        word(&Op::CreateIndex { table: o("t"), index })
            .trim_start_matches("CREATE UNIQUE INDEX \"i\" ON \"t\" ")
            .to_owned()
    };
    assert_eq!(said(by("a")), "(\"a\")");
    assert_eq!(said(over("lower(a)")), "(lower(a))");
    assert_eq!(said(over("x.\"F\"(a, (b))")), "(x.\"F\"(a, (b)))");
    assert_eq!(said(over("(a + 1)")), "((a + 1))");
    assert_eq!(said(over("a + 1")), "((a + 1))");
    assert_eq!(said(over("(a) + (b)")), "(((a) + (b)))");
    assert_eq!(said(over("lower(a) || lower(b)")), "((lower(a) || lower(b)))");
    assert_eq!(said(over("row(a)")), "((row(a)))");
}

#[test]
fn a_sequence_says_only_what_is_not_implied() {
    let said = |sequence: Sequence| word(&object(Kind::Sequence, o("s"), Body::Sequence(sequence)));
    assert_eq!(said(Sequence::over("bigint")), "CREATE SEQUENCE \"s\"");
    assert_eq!(said(Sequence::over("smallint")), "CREATE SEQUENCE \"s\" AS smallint");
    let from =
        |start, increment, min, max| Sequence { start, increment, min, max, ..Sequence::over("bigint") };
    assert_eq!(said(from(-1, -1, i64::MIN, -1)), "CREATE SEQUENCE \"s\" INCREMENT BY -1");
    assert_eq!(said(from(10, 1, 10, i64::MAX)), "CREATE SEQUENCE \"s\" MINVALUE 10");
    assert_eq!(
        said(from(7, -2, 0, 9)),
        "CREATE SEQUENCE \"s\" INCREMENT BY -2 MINVALUE 0 MAXVALUE 9 START WITH 7"
    );
}

#[test]
fn a_sequence_says_what_does_not_follow_its_type() {
    let said = |before: Sequence, after: Sequence| {
        let id = Thing::new(Kind::Sequence, o("s"));
        words(&change(&id, ObjectAction::SetSequence(Pair::new(before, after))))
    };
    let (small, big) = (Sequence::over("integer"), Sequence::over("bigint"));
    assert_eq!(said(small.clone(), big.clone()), ["ALTER SEQUENCE \"s\" AS bigint"]);
    let kept = Sequence { max: small.max, ..big.clone() };
    assert_eq!(said(small.clone(), kept), ["ALTER SEQUENCE \"s\" AS bigint MAXVALUE 2147483647"]);
    let other = Sequence { cycle: true, cache: 5, ..small.clone() };
    assert_eq!(said(small.clone(), other), ["ALTER SEQUENCE \"s\" CACHE 5 CYCLE"]);
    let unlogged = Sequence { unlogged: true, ..small.clone() };
    assert_eq!(said(small.clone(), unlogged), ["ALTER SEQUENCE \"s\" SET UNLOGGED"]);
    assert_eq!(said(small.clone(), small), [""; 0]);
    let identity = |always, sequence| Identity { always, sequence_name: None, sequence };
    let pair = Pair::new(identity(false, Sequence::over("integer")), identity(true, big));
    assert_eq!(
        words(&alter(&o("t"), TableAction::SetIdentity(n("c"), pair))),
        ["ALTER TABLE \"t\" ALTER COLUMN \"c\" SET GENERATED ALWAYS"]
    );
}

#[test]
fn parameters_are_set_and_reset() {
    let pair = Pair::new(map(&[("a", "1"), ("b", "2"), ("toast.c", "x")]), map(&[("a", "1"), ("b", "3")]));
    assert_eq!(
        words(&alter(&o("t"), TableAction::SetParameters(pair.clone()))),
        ["ALTER TABLE \"t\" SET (b = 3)", "ALTER TABLE \"t\" RESET (toast.c)"]
    );
    let action = ViewAction::SetOptions(Pair::new(map(&[]), map(&[("check_option", "local")])));
    assert_eq!(
        words(&Op::AlterView { name: o("v"), materialized: false, action }),
        ["ALTER VIEW \"v\" SET (check_option = 'local')"]
    );
    assert_eq!(
        words(&alter(&o("t"), TableAction::SetColumnOptions(n("c"), pair.swap()))),
        ["ALTER TABLE \"t\" ALTER COLUMN \"c\" SET (b = 2, toast.c = 'x')",]
    );
}

#[test]
fn what_an_author_wrote_may_end_in_a_comment() {
    let view = View { options: map(&[("security_barrier", "true")]), ..view("v", "SELECT 1 AS a -- one") };
    assert_eq!(
        word(&Op::ReplaceView(view)),
        "CREATE OR REPLACE VIEW \"v\" WITH (security_barrier = 'true') AS\nSELECT 1 AS a -- one\n"
    );
    let mut checked = table(o("t"), &[Column::new(n("a"), "text")]);
    checked.checks.add(limbeck_schema::Check::new(expr("a <> '' -- not empty")));
    assert_eq!(
        word(&Op::CreateTable(checked)),
        "CREATE TABLE \"t\" (\n    \"a\" text,\n    CHECK (a <> '' -- not empty\n)\n)"
    );
}

#[test]
fn rights_are_given_and_taken() {
    let on = || Thing::part(Kind::Function, within("s", "f"), n("integer, text"));
    let plain = grant(on(), Some("R"), "EXECUTE");
    assert_eq!(
        word(&Op::Grant(plain.clone())),
        "GRANT EXECUTE ON FUNCTION \"s\".\"f\"(integer, text) TO \"R\""
    );
    assert_eq!(word(&Op::Revoke(plain)), "REVOKE EXECUTE ON FUNCTION \"s\".\"f\"(integer, text) FROM \"R\"");
    let revoked = Grant { revoked: true, ..grant(on(), None, "EXECUTE") };
    assert_eq!(
        word(&Op::Grant(revoked.clone())),
        "REVOKE EXECUTE ON FUNCTION \"s\".\"f\"(integer, text) FROM PUBLIC"
    );
    assert_eq!(word(&Op::Revoke(revoked)), "GRANT EXECUTE ON FUNCTION \"s\".\"f\"(integer, text) TO PUBLIC");
    let defaults = Thing::part(Kind::DefaultPrivileges, within("s", "owner"), n("TABLES"));
    let grant = Grant { grantable: true, ..grant(defaults, Some("r"), "SELECT") };
    assert_eq!(
        word(&Op::Grant(grant)),
        "ALTER DEFAULT PRIVILEGES FOR ROLE \"owner\" IN SCHEMA \"s\" GRANT SELECT ON TABLES TO \"r\" \
         WITH GRANT OPTION"
    );
}

#[test]
fn hazards_stand_above_the_first_statement() {
    let pair = Pair::new(map(&[("a", "1")]), map(&[("b", "3")]));
    let op = alter(&o("t"), TableAction::SetParameters(pair));
    let hazards = vec![Hazard { code: "XX100", name: "a-name", message: "slow".to_owned() }];
    let statements = super::super::statements(&Step { op, hazards });
    assert_eq!(statements[0].comments, ["hazard XX100 a-name: slow"]);
    assert_eq!(statements[1].comments, [""; 0]);
}

#[test]
fn a_thing_that_has_no_words_gets_none() {
    for kind in [Kind::Default, Kind::Cast, Kind::DefaultPrivileges, Kind::Column, Kind::Policy] {
        assert_eq!(words(&Op::DropObject(Thing::new(kind, o("x")))), [""; 0]);
    }
    assert_eq!(words(&Op::Grant(grant(Thing::new(Kind::Index, o("i")), None, "SELECT"))), [""; 0]);
    let trigger = Trigger::new(n("x"), Statement::new("CREATE TRIGGER x"));
    assert_eq!(words(&Op::CreateTrigger { on: o("t"), trigger }), ["CREATE TRIGGER x"]);
    let extension = Extension { namespace: Some(n("s")), version: None };
    assert_eq!(
        word(&object(Kind::Extension, o("uuid-ossp"), Body::Extension(extension))),
        "CREATE EXTENSION \"uuid-ossp\" SCHEMA \"s\""
    );
}
