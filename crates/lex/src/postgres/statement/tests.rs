use limbeck_schema::Family;
use proptest::prelude::*;

use crate::{Unterminated, statements};

fn texts(script: &str) -> Vec<&str> {
    statements(Family::Postgres, script).unwrap().iter().map(|statement| statement.text).collect()
}

#[test]
fn quotes_and_comments_hold_no_end() {
    let script = "SELECT ';', \";\", $$;$$, $a$;$$;$a$, E'\\';' /* ; /* ; */ ; */; SELECT 2";
    assert_eq!(texts(script), [script.strip_suffix(" /* ; /* ; */ ; */; SELECT 2").unwrap(), "SELECT 2"]);
}

#[test]
fn bodies_of_routines_are_whole() {
    let function = "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC
        SELECT CASE WHEN a > 0 THEN CASE a WHEN 1 THEN 2 END ELSE t.end END AS end FROM t; SELECT 2;
      END";
    let plpgsql = "create procedure p() language plpgsql as $$ begin if true then null; end if; end $$";
    assert_eq!(texts(&format!("{function}; {plpgsql};select 1")), [function, plpgsql, "select 1"]);
    let quoted = "CREATE FUNCTION \"begin\"(begin int) RETURNS int RETURN 1";
    assert_eq!(texts(&format!("{quoted}; SELECT 1")), [quoted, "SELECT 1"]);
}

#[test]
fn rules_of_several_statements_are_whole() {
    let rule = "CREATE RULE r AS ON INSERT TO v DO INSTEAD (INSERT INTO a VALUES (1); DELETE FROM b)";
    assert_eq!(texts(&format!("{rule}; SELECT 1")), [rule, "SELECT 1"]);
}

#[test]
fn transactions_are_statements() {
    assert_eq!(texts("BEGIN; SELECT 1; END; COMMIT"), ["BEGIN", "SELECT 1", "END", "COMMIT"]);
    assert_eq!(texts("BEGIN ATOMIC; SELECT 1"), ["BEGIN ATOMIC", "SELECT 1"]);
}

#[test]
fn a_command_of_psql_is_a_line_of_its_own() {
    assert_eq!(
        texts("\\restrict a\nSELECT 1;\n\\connect b\n\nSELECT 2"),
        ["SELECT 1", "\\connect b", "SELECT 2"]
    );
}

#[test]
fn what_is_never_closed_is_said_with_its_place() {
    for (script, what) in [
        ("SELECT 'a;", "string"),
        ("SELECT E'a\\';", "string"),
        ("SELECT U&\"a;", "quoted name"),
        ("SELECT $a$;", "dollar-quoted string"),
        ("SELECT /* /* */;", "comment"),
        ("SELECT b'01;", "bit string"),
    ] {
        assert_eq!(statements(Family::Postgres, script), Err(Unterminated { start: 7, what }), "{script}");
    }
    assert_eq!(texts("SELECT $"), ["SELECT $"]);
}

proptest! {
    #[test]
    fn statements_lie_in_the_script_in_order(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "CREATE ", "OR ", "REPLACE ", "FUNCTION ", "BEGIN ", "ATOMIC ", "CASE ", "END ", ";", " ", "--\n",
                "/*", "*/", "'", "\"", "$$", "$a$", "(", ")", "\\x\n", "é",
            ]),
            0..30,
        )
    ) {
        let script = pieces.concat();
        let mut at = 0;
        for statement in statements(Family::Postgres, &script).unwrap_or_default() {
            prop_assert!(statement.start >= at);
            prop_assert_eq!(&script[statement.start..statement.end()], statement.text);
            prop_assert!(!statement.text.is_empty());
            at = statement.end();
        }
    }
}
