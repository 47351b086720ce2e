use limbeck_schema::{Body, Kind, Object, Routine, Statement, Thing, View};

use super::*;
use crate::mysql::texts::{expr_key, statement_key};

#[test]
fn expressions_are_equal_when_their_tokens_are() {
    for (one, other) in [
        ("`A` > 0 and b<1", "((`a` > 0 AND B < 1)) -- why"),
        ("LOWER(`c`)", "lower ( c )"),
        ("c = \"it's\"", "c = 'it''s'"),
        ("json_valid(`u`)", "JSON_VALID(u) /* x */"),
    ] {
        assert_eq!(expr_key(one), expr_key(other), "{one} | {other}");
    }
    for (one, other) in [
        ("c = 'A'", "c = 'a'"),
        ("(a) + (b)", "a) + (b"),
        ("`order` > 0", "order > 0"),
        ("(a or b) and c", "a or b and c"),
        ("_binary'a'", "'a'"),
        ("_latin1'ä'", "_utf8mb4'ä'"),
        ("'a\\\\b'", "'a\\b'"),
    ] {
        assert_ne!(expr_key(one), expr_key(other), "{one} | {other}");
    }
}

#[test]
fn statements_keep_the_case_of_names() {
    assert_eq!(
        statement_key("SELECT `a` AS `x` FROM `Log` WHERE b = 'q';"),
        statement_key("select a as x\nfrom Log where b='q'")
    );
    assert_ne!(statement_key("select 1 from Log"), statement_key("select 1 from log"));
}

#[test]
fn views_and_routines_are_found_whatever_they_are_called() {
    let with = |routine: &str, text: &str| {
        let mut whole = Schema::default();
        whole.views.add(View::new(object("v"), Statement::new(text))).unwrap();
        let definition = Statement::new(format!("CREATE FUNCTION f() RETURNS int RETURN {text}"));
        let body = Body::Routine(Routine { signature: definition.clone(), definition });
        whole.objects.add(Object { id: Thing::new(Kind::Function, object(routine)), body }).unwrap();
        canonicalize(whole, MYSQL)
    };
    assert_eq!(with("F", "select 1"), with("f", "SELECT  1"));
    assert_ne!(with("f", "select 1"), with("f", "select 2"));
}
