use proptest::prelude::*;

use super::*;

fn texts(script: &str) -> Vec<&str> {
    statements(Family::Sqlite, script).unwrap().iter().map(|statement| statement.text).collect()
}

#[test]
fn statements_end_at_semicolons_outside_quotes_and_comments() {
    let script = "INSERT INTO t VALUES (';', \";\", `;`, [;]) /* ; */ -- ;\n ; SELECT 2";
    assert_eq!(texts(script), ["INSERT INTO t VALUES (';', \";\", `;`, [;])", "SELECT 2"]);
}

#[test]
fn comments_in_front_belong_to_the_statement() {
    let script = "\n-- people\n/* who */ CREATE TABLE people (id);\n\n-- the end\n";
    assert_eq!(texts(script), ["-- people\n/* who */ CREATE TABLE people (id)"]);
    let found = statements(Family::Sqlite, script).unwrap();
    assert_eq!((found[0].start, &script[found[0].end()..=found[0].end()]), (1, ";"));
}

#[test]
fn nothing_is_no_statement() {
    assert_eq!(texts(""), Vec::<&str>::new());
    assert_eq!(texts(" ;; /* a */ ; -- b"), Vec::<&str>::new());
}

#[test]
fn a_trigger_ends_behind_its_own_end() {
    let trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN \
                   UPDATE a SET b = CASE WHEN b THEN 1 ELSE 2 END; /* ; */ DELETE FROM c; -- x\n END";
    assert_eq!(texts(&format!("{trigger}; SELECT 1;")), [trigger, "SELECT 1"]);
    assert_eq!(texts(trigger), [trigger]);
    let temporary = trigger.replace("CREATE", "create /* a */ temporary");
    assert_eq!(texts(&format!("{temporary};SELECT 1")), [temporary.as_str(), "SELECT 1"]);
    let explained = format!("EXPLAIN QUERY PLAN {trigger}");
    assert_eq!(texts(&format!("{explained};SELECT 1")), [explained.as_str(), "SELECT 1"]);
}

#[test]
fn an_end_that_does_not_follow_a_semicolon_ends_no_trigger() {
    let trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 1; END";
    assert_eq!(texts(&format!("{trigger};SELECT 3")), [trigger, "SELECT 3"]);
}

#[test]
fn other_statements_end_at_the_first_semicolon() {
    assert_eq!(texts("BEGIN; SELECT 1; END; COMMIT"), ["BEGIN", "SELECT 1", "END", "COMMIT"]);
    assert_eq!(texts("CREATE TABLE trigger_log (a); SELECT 1"), ["CREATE TABLE trigger_log (a)", "SELECT 1"]);
    assert_eq!(texts("CREATE TABLE \"trigger\" (a); END"), ["CREATE TABLE \"trigger\" (a)", "END"]);
}

#[test]
fn an_open_comment_is_a_comment_to_the_end() {
    assert_eq!(texts("SELECT 1; /* SELECT 2;"), ["SELECT 1"]);
}

#[test]
fn an_open_quote_is_an_error_with_its_place() {
    for (script, start, what) in [
        ("SELECT 1; SELECT 'a; SELECT 2", 17, "string"),
        ("SELECT \"a;", 7, "quoted name"),
        ("SELECT [a;", 7, "quoted name"),
        ("SELECT x'0a;", 7, "blob"),
    ] {
        assert_eq!(statements(Family::Sqlite, script), Err(Unterminated { start, what }), "{script}");
    }
    assert_eq!(Unterminated { start: 7, what: "string" }.to_string(), "this string is never closed");
}

#[test]
fn a_blob_that_is_wrong_but_closed_is_left_to_the_database() {
    assert_eq!(texts("SELECT x'0'"), ["SELECT x'0'"]);
}

fn in_order(script: &str) -> Result<(), TestCaseError> {
    let mut at = 0;
    for statement in statements(Family::Sqlite, script).unwrap_or_default() {
        prop_assert!(statement.start >= at);
        prop_assert_eq!(&script[statement.start..statement.end()], statement.text);
        prop_assert!(!statement.text.is_empty());
        at = statement.end();
    }
    Ok(())
}

proptest! {
    #[test]
    fn statements_lie_in_the_script_in_order(script in any::<String>()) {
        in_order(&script)?;
    }

    #[test]
    fn so_do_those_of_scripts_of_fragments(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "CREATE ", "TEMP ", "TRIGGER ", "END", ";", " ", "--\n", "/*", "*/", "'", "\"", "a ", "EXPLAIN ", "é",
            ]),
            0..30,
        )
    ) {
        in_order(&pieces.concat())?;
    }
}
