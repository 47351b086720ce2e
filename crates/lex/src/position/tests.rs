use proptest::prelude::*;

use super::*;

fn at(text: &str, offset: usize) -> (usize, usize) {
    let Position { line, column } = position(text, offset);
    (line, column)
}

#[test]
fn both_are_counted_from_one_and_columns_in_characters() {
    assert_eq!(at("", 0), (1, 1));
    assert_eq!(at("ab\ncd", 0), (1, 1));
    assert_eq!(at("ab\ncd", 2), (1, 3));
    assert_eq!(at("ab\ncd", 3), (2, 1));
    assert_eq!(at("ä\näöx", 7), (2, 3));
}

#[test]
fn an_offset_inside_a_character_or_behind_the_end_is_forgiven() {
    assert_eq!(at("äb", 1), (1, 1));
    assert_eq!(at("äb", 100), (1, 3));
}

proptest! {
    #[test]
    fn any_offset_will_do(text in any::<String>(), offset in 0_usize..1000) {
        let found = position(&text, offset);
        prop_assert!(found.line >= 1 && found.column >= 1);
    }
}
