use limbeck_schema::Family;
use proptest::prelude::*;

use crate::{
    TokenKind,
    TokenKind::{Blob, Comment, Number, Operator, Parameter, QuotedName, Space, String, Unknown, Word},
    folded_name, mentions, name_of, string_value, tokens,
};

fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
    tokens(Family::Mysql, text).iter().map(|token| (token.kind, token.text)).collect()
}

fn value(text: &str) -> Option<std::string::String> {
    let tokens = tokens(Family::Mysql, text);
    assert_eq!(tokens.len(), 1, "{text}: {tokens:?}");
    string_value(Family::Mysql, &tokens[0])
}

#[test]
fn numbers_and_names_that_look_like_them() {
    for text in ["0", "12", "1.5", "1.", ".5", "1e5", "1E-5", "1.5e+10"] {
        assert_eq!(kinds(text), [(Number, text)]);
    }
    for text in ["1a", "1e", "0X41", "0x4g", "0b12", "0x", "a$b", "größe", "_utf8mb4", "$a", "5_"] {
        assert_eq!(kinds(text), [(Word, text)]);
    }
    for text in ["0x4F", "0b01", "x'4f'", "X''", "b'01'"] {
        assert_eq!(kinds(text), [(Blob, text)]);
    }
    assert_eq!(kinds("1e+a"), [(Word, "1e"), (Operator, "+"), (Word, "a")]);
    assert_eq!(kinds("t.1a"), [(Word, "t"), (Operator, "."), (Word, "1a")]);
    assert_eq!(kinds("1..2"), [(Number, "1"), (Operator, ".."), (Number, "2")]);
    assert_eq!(kinds("x'4'"), [(Unknown, "x'4'")]);
    assert_eq!(kinds("b'2' "), [(Unknown, "b'2'"), (Space, " ")]);
}

#[test]
fn operators_are_as_long_as_they_can_be() {
    for text in ["<=>", "->>", "->", ":=", "||", "&&", "!=", "<>", "<=", ">=", "<<", ">>", "(", ";", "~", "{"]
    {
        assert_eq!(kinds(text), [(Operator, text)]);
    }
    assert_eq!(kinds("x:BEGIN"), [(Word, "x"), (Operator, ":"), (Word, "BEGIN")]);
    assert_eq!(kinds("2*/*c*/3"), [(Number, "2"), (Operator, "*"), (Comment, "/*c*/"), (Number, "3")]);
}

#[test]
fn comments_begin_where_mysql_begins_them() {
    assert_eq!(kinds("1--1"), [(Number, "1"), (Operator, "-"), (Operator, "-"), (Number, "1")]);
    assert_eq!(kinds("-- a\n#b"), [(Comment, "-- a"), (Space, "\n"), (Comment, "#b")]);
    assert_eq!(kinds("--\n"), [(Comment, "--\n".trim_end()), (Space, "\n")]);
    assert_eq!(kinds("--"), [(Comment, "--")]);
    assert_eq!(kinds("/*/ a */"), [(Comment, "/*/ a */")]);
    assert_eq!(kinds("/*+ hint */"), [(Comment, "/*+ hint */")]);
    assert_eq!(kinds("/* a"), [(Unknown, "/* a")]);
    let sandbox = "/*M!999999\\- enable the sandbox mode */";
    assert_eq!(kinds(sandbox), [(Comment, sandbox)]);
}

#[test]
fn what_other_versions_skip_is_text() {
    let opened = |text| kinds(text).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    assert_eq!(opened("/*!50100 a*/"), ["/*!50100", " ", "a", "*/"]);
    assert_eq!(opened("/*M!100301 COMPRESSED*/"), ["/*M!100301", " ", "COMPRESSED", "*/"]);
    assert_eq!(opened("/*!a '*/' */"), ["/*!", "a", " ", "'*/'", " ", "*/"]);
    assert_eq!(opened("/*!501 */"), ["/*!", "501", " ", "*/"]);
}

#[test]
fn variables_are_parameters() {
    for text in ["?", "@a", "@a.b", "@`a b`", "@'a b'", "@\"a\"", "@@sql_mode", "@127.0.0.1"] {
        assert_eq!(kinds(text), [(Parameter, text)]);
    }
    assert_eq!(kinds("@@global.a"), [(Parameter, "@@global"), (Operator, "."), (Word, "a")]);
    assert_eq!(kinds("@ a"), [(Operator, "@"), (Space, " "), (Word, "a")]);
    assert_eq!(kinds("@'a"), [(Unknown, "@'a")]);
}

#[test]
fn strings_end_where_mysql_ends_them() {
    assert_eq!(kinds("_utf8mb4'a'N'b'"), [(Word, "_utf8mb4"), (String, "'a'"), (Word, "N"), (String, "'b'")]);
    assert_eq!(
        kinds("'a\\'b' \"c\"\"\\\"\""),
        [(String, "'a\\'b'"), (Space, " "), (String, "\"c\"\"\\\"\"")]
    );
    assert_eq!(kinds("`a\\`b"), [(QuotedName, "`a\\`"), (Word, "b")]);
    assert_eq!(kinds("'a\\"), [(Unknown, "'a\\")]);
    assert_eq!(kinds("$a$;'$a$"), [(String, "$a$;'$a$")]);
}

#[test]
fn strings_have_a_value() {
    for (text, expected) in [
        ("'it''s \"\"'", "it's \"\""),
        ("\"it's \"\"a\"\"\"", "it's \"a\""),
        ("'\\0\\'\\\"\\b\\n\\r\\t\\Z\\\\\\q'", "\0'\"\u{8}\n\r\t\u{1a}\\q"),
        ("'\\%\\_'", "\\%\\_"),
        ("''", ""),
        ("'\\é\\''", "é'"),
        ("$$it's\\n$$", "it's\\n"),
        ("$a$ $$ $a$", " $$ "),
    ] {
        assert_eq!(value(text).as_deref(), Some(expected), "{text}");
    }
    for text in ["a", "`a`", "x'41'", "'open"] {
        assert_eq!(value(text), None, "{text}");
    }
}

#[test]
fn all_names_are_folded() {
    let folded = |text| folded_name(Family::Mysql, &tokens(Family::Mysql, text)[0]);
    assert_eq!(folded("UsersÄ").as_deref(), Some("usersä"));
    assert_eq!(folded("`A``B`").as_deref(), Some("a`b"));
    assert_eq!(folded("\"a\""), None);
    let found = mentions(Family::Mysql, "SELECT `Name`, \"title\", /*!50100 Age */ FROM Users # email");
    assert_eq!(Vec::from_iter(found), ["age", "from", "name", "select", "users"]);
}

proptest! {
    #[test]
    fn tokens_put_together_are_the_text(text in any::<std::string::String>()) {
        let whole: std::string::String = tokens(Family::Mysql, &text).iter().map(|token| token.text).collect();
        prop_assert_eq!(whole, text);
    }

    #[test]
    fn so_are_those_of_text_that_looks_like_sql(text in "[a-exXMN0-9_'\"`\\\\/*$:@?#().;|<>=!+~ \n\u{b}é\u{feff}-]{0,40}") {
        let tokens = tokens(Family::Mysql, &text);
        for token in &tokens {
            prop_assert!(!token.text.is_empty());
            let _ = (string_value(Family::Mysql, token), name_of(token));
        }
        mentions(Family::Mysql, &text);
        prop_assert_eq!(tokens.iter().map(|token| token.text).collect::<std::string::String>(), text);
    }

    #[test]
    fn what_is_quoted_is_read_back(text in ".{0,20}") {
        let escaped = text.replace('\\', "\\\\");
        prop_assert_eq!(value(&format!("'{}'", escaped.replace('\'', "''"))), Some(text.clone()));
        prop_assert_eq!(value(&format!("\"{}\"", escaped.replace('"', "\\\""))), Some(text.clone()));
        let name = format!("`{}`", text.replace('`', "``"));
        prop_assert_eq!(name_of(&tokens(Family::Mysql, &name)[0]), Some(text));
    }
}
