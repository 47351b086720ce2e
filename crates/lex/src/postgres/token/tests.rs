use limbeck_schema::Family;
use proptest::prelude::*;

use crate::{
    TokenKind,
    TokenKind::{Blob, Comment, Number, Operator, Parameter, Space, Unknown, Word},
    folded_name, mentions, name_of, string_value, tokens,
};

fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
    tokens(Family::Postgres, text).iter().map(|token| (token.kind, token.text)).collect()
}

fn value(text: &str) -> Option<String> {
    let tokens = tokens(Family::Postgres, text);
    assert_eq!(tokens.len(), 1, "{text}: {tokens:?}");
    string_value(Family::Postgres, &tokens[0]).or_else(|| name_of(&tokens[0]))
}

#[test]
fn numbers_are_whole() {
    for text in ["0", "12", "1_000", "1.5", "1.", ".5", "1e5", "1E-5", "1.5e+10", "0x1F", "0b_01", "0o17"] {
        assert_eq!(kinds(text), [(Number, text)]);
    }
    assert_eq!(kinds("12abc"), [(Unknown, "12abc")]);
    assert_eq!(kinds("1_"), [(Unknown, "1_")]);
    assert_eq!(kinds("1e"), [(Unknown, "1e")]);
    assert_eq!(kinds("1..2"), [(Number, "1"), (Operator, ".."), (Number, "2")]);
}

#[test]
fn operators_end_before_comments_and_signs() {
    for text in ["::", ":=", "=>", "<>", "||", "->>", "#>>", "@>", "!~~*", "?|", "@-", "<->", "&&"] {
        assert_eq!(kinds(text), [(Operator, text)]);
    }
    assert_eq!(kinds("=-1"), [(Operator, "="), (Operator, "-"), (Number, "1")]);
    assert_eq!(kinds("*/*a*/"), [(Operator, "*"), (Comment, "/*a*/")]);
    assert_eq!(kinds("+--a"), [(Operator, "+"), (Comment, "--a")]);
    assert_eq!(kinds("a[1]"), [(Word, "a"), (Operator, "["), (Number, "1"), (Operator, "]")]);
    assert_eq!(kinds("a::b"), [(Word, "a"), (Operator, "::"), (Word, "b")]);
}

#[test]
fn strings_of_every_kind_have_a_value() {
    for (text, expected) in [
        ("'it''s \\'", "it's \\"),
        ("E'it\\'s\\n\\x41\\101\\u00e9\\U0001F600\\q'", "it's\nAAé\u{1f600}q"),
        ("e'\\xc3\\xa9'", "é"),
        ("'a'\n -- more\n 'b'", "ab"),
        ("E'a\\''\n'\\'b'", "a''b"),
        ("U&'d\\0061t\\+000061\\\\'", "data\\"),
        ("U&'\\D83D\\DE00'", "\u{1f600}"),
        ("u&'d!0061t''!!' UESCAPE '!'", "dat'!"),
        ("U&'uescape '''", "uescape '"),
        ("$$it's$$", "it's"),
        ("$a1$ $$ $a$ $a1$", " $$ $a$ "),
        ("\"A\"\"b\"", "A\"b"),
        ("U&\"d\\0061t\\0061\"", "data"),
    ] {
        assert_eq!(value(text).as_deref(), Some(expected), "{text}");
    }
    for text in ["E'\\u00'", "U&'\\00'", "U&'\\D83D'", "E'\\xff'", "E'\\0'"] {
        assert_eq!(value(text), None, "{text}");
    }
}

#[test]
fn strings_end_where_postgres_ends_them() {
    assert_eq!(kinds("'a' 'b'"), [(TokenKind::String, "'a'"), (Space, " "), (TokenKind::String, "'b'")]);
    assert_eq!(kinds("'a\\'b"), [(TokenKind::String, "'a\\'"), (Word, "b")]);
    assert_eq!(kinds("B'01'x'ff'"), [(Blob, "B'01'"), (Blob, "x'ff'")]);
    assert_eq!(kinds("e 'a'"), [(Word, "e"), (Space, " "), (TokenKind::String, "'a'")]);
    assert_eq!(kinds("a$$b$$"), [(Word, "a$$b$$")]);
    assert_eq!(kinds("$1$2"), [(Parameter, "$1"), (Parameter, "$2")]);
    assert_eq!(kinds("$a"), [(Unknown, "$"), (Word, "a")]);
    assert_eq!(kinds("$a$ $b$"), [(Unknown, "$a$ $b$")]);
}

#[test]
fn comments_nest() {
    assert_eq!(kinds("/* /* */ */a"), [(Comment, "/* /* */ */"), (Word, "a")]);
    assert_eq!(kinds("/*/*/*/**/*/ b"), [(Unknown, "/*/*/*/**/*/ b")]);
    assert_eq!(kinds("--a\rb"), [(Comment, "--a"), (Space, "\r"), (Word, "b")]);
}

#[test]
fn commands_of_psql_are_no_sql() {
    assert_eq!(kinds("\\connect a;b\n"), [(Unknown, "\\connect a;b"), (Space, "\n")]);
    assert_eq!(kinds("\\restrict xyz\n"), [(Comment, "\\restrict xyz"), (Space, "\n")]);
}

#[test]
fn bare_words_are_folded_and_quoted_names_are_not() {
    let folded = |text| folded_name(Family::Postgres, &tokens(Family::Postgres, text)[0]);
    assert_eq!(folded("UsersÄ").as_deref(), Some("usersÄ"));
    assert_eq!(folded("\"Users\"").as_deref(), Some("Users"));
    let found =
        mentions(Family::Postgres, "SELECT \"Name\", 'title', $f$ SELECT Age $f$ FROM Users -- email");
    assert_eq!(Vec::from_iter(found), ["Name", "age", "from", "select", "users"]);
}

proptest! {
    #[test]
    fn tokens_put_together_are_the_text(text in any::<String>()) {
        let whole: String = tokens(Family::Postgres, &text).iter().map(|token| token.text).collect();
        prop_assert_eq!(whole, text);
    }

    #[test]
    fn so_are_those_of_text_that_looks_like_sql(text in "[a-exXuU&EbB0-9_'\"\\\\/*$:@?#().;|<>=!+~ \n\u{b}é\u{feff}-]{0,40}") {
        let tokens = tokens(Family::Postgres, &text);
        for token in &tokens {
            prop_assert!(!token.text.is_empty());
            let _ = (string_value(Family::Postgres, token), name_of(token));
        }
        mentions(Family::Postgres, &text);
        prop_assert_eq!(tokens.iter().map(|token| token.text).collect::<String>(), text);
    }

    #[test]
    fn what_is_quoted_is_read_back(text in "[^\0]{0,20}") {
        let string = format!("'{}'", text.replace('\'', "''"));
        prop_assert_eq!(value(&string), Some(text.clone()));
        let escaped = format!("E'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"));
        prop_assert_eq!(value(&escaped), Some(text.clone()));
        let unicode: String = text.chars().map(|c| format!("\\+{:06x}", u32::from(c))).collect();
        prop_assert_eq!(value(&format!("U&'{unicode}'")), Some(text.clone()));
        prop_assert_eq!(value(&format!("\"{}\"", text.replace('"', "\"\""))), Some(text));
    }
}
