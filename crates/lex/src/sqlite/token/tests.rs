use limbeck_schema::Family;

use crate::{TokenKind::*, tokens};

fn kinds(text: &str) -> Vec<(crate::TokenKind, &str)> {
    tokens(Family::Sqlite, text).iter().map(|token| (token.kind, token.text)).collect()
}

#[test]
fn numbers_are_whole() {
    for text in ["0", "12", "1_000", "1.5", "1.", ".5", "1e5", "1E-5", "1.5e+10", "0x1F", "0xdead_beef"] {
        assert_eq!(kinds(text), [(Number, text)]);
    }
    assert_eq!(kinds("1e"), [(Unknown, "1e")]);
    assert_eq!(kinds("12abc"), [(Unknown, "12abc")]);
    assert_eq!(kinds("1..2"), [(Number, "1."), (Number, ".2")]);
    assert_eq!(kinds("a.b"), [(Word, "a"), (Operator, "."), (Word, "b")]);
}

#[test]
fn blobs_have_an_even_number_of_digits() {
    assert_eq!(kinds("x'00ff'"), [(Blob, "x'00ff'")]);
    assert_eq!(kinds("X''"), [(Blob, "X''")]);
    assert_eq!(kinds("x'0'"), [(Unknown, "x'0'")]);
    assert_eq!(kinds("x'zz';"), [(Unknown, "x'zz'"), (Operator, ";")]);
    assert_eq!(kinds("x'00"), [(Unknown, "x'00")]);
}

#[test]
fn operators_are_as_long_as_they_can_be() {
    for text in ["||", "<<", ">>", "<=", ">=", "<>", "!=", "==", "->", "->>", "=", "~", "%"] {
        assert_eq!(kinds(text), [(Operator, text)]);
    }
    assert_eq!(kinds("!^"), [(Unknown, "!"), (Unknown, "^")]);
}

#[test]
fn comments_run_to_where_sqlite_ends_them() {
    assert_eq!(kinds("--a\nb"), [(Comment, "--a"), (Space, "\n"), (Word, "b")]);
    assert_eq!(kinds("/* /* */b"), [(Comment, "/* /* */"), (Word, "b")]);
    assert_eq!(kinds("/*/ b */c"), [(Comment, "/*/ b */"), (Word, "c")]);
    assert_eq!(kinds("/* open"), [(Comment, "/* open")]);
    assert_eq!(kinds("/*"), [(Operator, "/"), (Operator, "*")]);
}

#[test]
fn words_hold_any_character_beyond_ascii() {
    assert_eq!(kinds("größe$1"), [(Word, "größe$1")]);
    assert_eq!(kinds("名前 _x"), [(Word, "名前"), (Space, " "), (Word, "_x")]);
}

#[test]
fn a_byte_order_mark_is_blank_at_the_start_of_a_token() {
    assert_eq!(kinds("\u{feff}SELECT"), [(Space, "\u{feff}"), (Word, "SELECT")]);
    assert_eq!(kinds("a\u{feff}"), [(Word, "a\u{feff}")]);
}

#[test]
fn a_vertical_tab_cannot_begin_blanks() {
    assert_eq!(kinds(" \u{b}"), [(Space, " \u{b}")]);
    assert_eq!(kinds("\u{b}a"), [(Unknown, "\u{b}"), (Word, "a")]);
}

#[test]
fn parameters_come_in_five_styles() {
    for text in ["?", "?12", ":a", "@a", "#a", "$a", "$a::b", "$a(b)"] {
        assert_eq!(kinds(text), [(Parameter, text)]);
    }
    assert_eq!(kinds("$"), [(Unknown, "$")]);
    assert_eq!(kinds("$a(b "), [(Unknown, "$a(b"), (Space, " ")]);
}

#[test]
fn an_open_quote_swallows_the_rest() {
    for text in ["'a;b", "\"a;b", "`a;b", "[a;b", "'a''"] {
        assert_eq!(kinds(text), [(Unknown, text)]);
    }
}
