use proptest::prelude::*;

use super::*;

fn only(text: &str) -> Token<'_> {
    let tokens = tokens(Family::Sqlite, text);
    assert_eq!(tokens.len(), 1, "{tokens:?}");
    tokens[0]
}

#[test]
fn names_lose_their_quotes_whatever_the_style() {
    for (text, name) in [
        ("users", "users"),
        ("\"a \"\"b\"\"\"", "a \"b\""),
        ("`a``b`", "a`b"),
        ("[a \"b]", "a \"b"),
        ("\"\"", ""),
        ("größe", "größe"),
    ] {
        assert_eq!(name_of(&only(text)).as_deref(), Some(name), "{text}");
    }
}

#[test]
fn what_is_no_name_has_none() {
    for text in ["'users'", "12", "?1", "\"open", "[open", "+", "x'00'"] {
        assert_eq!(name_of(&only(text)), None, "{text}");
    }
}

#[test]
fn strings_have_a_value() {
    assert_eq!(string_value(Family::Sqlite, &only("'it''s'")).as_deref(), Some("it's"));
    assert_eq!(string_value(Family::Sqlite, &only("''")).as_deref(), Some(""));
    assert_eq!(string_value(Family::Sqlite, &only("\"it\"")), None);
    assert_eq!(string_value(Family::Sqlite, &only("'open")), None);
}

#[test]
fn blanks_and_comments_are_not_significant() {
    let text = "a -- b\n /* c */ d";
    let words: Vec<&str> = significant(Family::Sqlite, text).iter().map(|token| token.text).collect();
    assert_eq!(words, ["a", "d"]);
}

#[test]
fn mentions_are_folded_names_outside_strings_and_comments() {
    let found = mentions(Family::Sqlite, "SELECT \"Name\", 'title' FROM [Users] -- email");
    assert_eq!(Vec::from_iter(found), ["from", "name", "select", "users"]);
}

proptest! {
    #[test]
    fn tokens_put_together_are_the_text(text in any::<String>()) {
        let mut at = 0;
        for token in tokens(Family::Sqlite, &text) {
            prop_assert_eq!(token.start, at);
            prop_assert!(!token.text.is_empty());
            at = token.end();
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn so_are_those_of_text_that_looks_like_sql(text in "[-a-exX0-9_'\"`\\[\\]/*$:@?#().;|<>=!~ \n\u{b}é\u{feff}]{0,40}") {
        let whole: String = tokens(Family::Sqlite, &text).iter().map(|token| token.text).collect();
        prop_assert_eq!(whole, text);
    }
}
