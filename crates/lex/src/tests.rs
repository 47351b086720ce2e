use limbeck_schema::Family;
use proptest::prelude::*;

use super::{
    Position, TokenKind, mentions, name_of, position, significant, statements, string_value, tokens,
};

const LITE: Family = Family::Sqlite;

fn split(script: &str) -> Vec<&str> {
    statements(LITE, script).unwrap().into_iter().map(|statement| statement.text).collect()
}

fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
    significant(LITE, text).into_iter().map(|token| (token.kind, token.text)).collect()
}

#[test]
fn every_kind_of_token() {
    use TokenKind::*;
    assert_eq!(
        kinds("a \"b\"\"c\" [d e] `f` 'g''h' x'00' 0x1F 1.5e-3 .5 ?1 :n @v $w || ->> <> ; -- end"),
        [
            (Word, "a"),
            (QuotedName, "\"b\"\"c\""),
            (QuotedName, "[d e]"),
            (QuotedName, "`f`"),
            (String, "'g''h'"),
            (Blob, "x'00'"),
            (Number, "0x1F"),
            (Number, "1.5e-3"),
            (Number, ".5"),
            (Parameter, "?1"),
            (Parameter, ":n"),
            (Parameter, "@v"),
            (Parameter, "$w"),
            (Operator, "||"),
            (Operator, "->>"),
            (Operator, "<>"),
            (Operator, ";"),
        ]
    );
}

#[test]
fn names_lose_their_quotes() {
    let names = |text| significant(LITE, text).iter().filter_map(name_of).collect::<Vec<_>>();
    assert_eq!(names("a \"b\"\"c\" [d]]"), ["a", "b\"c", "d"]);
    assert_eq!(string_value(LITE, &significant(LITE, "'it''s'")[0]).unwrap(), "it's");
    assert!(mentions(LITE, "SELECT \"Ab\" FROM t -- c").contains("ab"));
}

#[test]
fn semicolons_in_strings_and_comments_end_nothing() {
    assert_eq!(split("select ';' ; /* ; */ select 2 -- ;\n; ;"), ["select ';'", "/* ; */ select 2"]);
}

#[test]
fn a_trigger_ends_where_its_body_does() {
    let trigger =
        "create temp trigger g after insert on t begin\n  select case when 1 then 2 end;\n  select 3; end";
    let explained = format!("explain {trigger}");
    assert_eq!(split(&format!("{trigger};select 1")), [trigger, "select 1"]);
    assert_eq!(split(trigger), [trigger]);
    assert_eq!(split(&format!("{explained}; select 1")), [explained.as_str(), "select 1"]);
}

#[test]
fn begin_and_end_of_a_transaction_are_statements() {
    assert_eq!(split("begin; select 1; end; select 2"), ["begin", "select 1", "end", "select 2"]);
}

#[test]
fn what_is_never_closed_is_said_with_its_place() {
    let error = statements(LITE, "select 1;\nselect 'abc").unwrap_err();
    assert_eq!((error.start, error.to_string().as_str()), (17, "this string is never closed"));
}

#[test]
fn positions_count_characters() {
    assert_eq!(position("aé\nü☃x", 9), Position { line: 2, column: 3 });
    assert_eq!(position("aé\nü☃x", 8), Position { line: 2, column: 2 }, "inside a character");
    assert_eq!(position("ab", 99), Position { line: 1, column: 3 });
}

proptest! {
    #[test]
    fn tokens_put_together_are_the_text(text in any::<String>()) {
        let joined: String = tokens(LITE, &text).iter().map(|token| token.text).collect();
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn statements_stand_in_the_script_in_order(script in "[a-z;'\"\\[\\]` \n*/-]{0,80}|(create trigger|begin|end|;|case| |'){0,20}") {
        let mut from = 0;
        for statement in statements(LITE, &script).unwrap_or_default() {
            prop_assert!(statement.start >= from);
            prop_assert!(script[statement.start..].starts_with(statement.text));
            prop_assert!(!statement.text.trim().is_empty());
            from = statement.start + statement.text.len();
        }
    }
}
