//! Texts that the server reads as it printed them.

use limbeck_lex::{Token, significant};
use limbeck_schema::Family;

/// An expression of the server's, such that what it makes of it is printed the same again.
///
/// `IN` over a varchar is printed `(b)::text = ANY ((ARRAY['x'::character varying])::text[])`. Read back,
/// the cast of the list would become casts of its members, and be printed so (15 to 18). Without the
/// casts, which say nothing but that a varchar is compared as text, the server makes the same tree again.
pub(super) fn said_again(text: &str) -> String {
    if !text.contains("])::text[]") {
        return text.to_owned();
    }
    let tokens = significant(Family::Postgres, text);
    let mut out = String::new();
    let mut from = 0;
    let mut at = 0;
    while at < tokens.len() {
        match comparison(&tokens, at) {
            Some(found) => {
                out.push_str(text.get(from..found.operand.0).unwrap_or_default());
                out.push_str(text.get(found.operand.1..found.operand.2).unwrap_or_default());
                out.push_str(text.get(found.between.0..found.between.1).unwrap_or_default());
                out.push_str(text.get(found.list.0..found.list.1).unwrap_or_default());
                from = found.end;
                at = found.next;
            }
            None => at += 1,
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Where the parts of one such comparison stand, in bytes.
struct Comparison {
    /// Where the operand begins, and what of it is kept.
    operand: (usize, usize, usize),
    /// The operator, and the parenthesis behind it.
    between: (usize, usize),
    /// The list without its cast.
    list: (usize, usize),
    end: usize,
    /// The token behind it.
    next: usize,
}

/// `(operand)::text = ANY ((ARRAY[...])::text[])`, from its first parenthesis on.
fn comparison(tokens: &[Token<'_>], at: usize) -> Option<Comparison> {
    let is =
        |at: usize, text: &str| tokens.get(at).is_some_and(|token| token.text.eq_ignore_ascii_case(text));
    let run = |from: usize, texts: &[&str]| texts.iter().enumerate().all(|(by, text)| is(from + by, text));
    let closed = closing(tokens, at)?;
    if !run(closed + 1, &["::", "text"]) {
        return None;
    }
    let operator = closed + 3;
    let quantifier = ["ANY", "ALL"].iter().any(|word| is(operator + 1, word));
    if !quantifier || !run(operator + 2, &["(", "(", "ARRAY", "["]) {
        return None;
    }
    let (outer, inner) = (operator + 2, operator + 3);
    let list_end = closing(tokens, inner)?;
    let is_varchars = tokens
        .get(inner..list_end)?
        .windows(2)
        .any(|pair| pair.iter().map(|token| token.text).eq(["character", "varying"]));
    if !is_varchars
        || !run(list_end + 1, &["::", "text", "[", "]", ")"])
        || closing(tokens, outer)? != list_end + 5
    {
        return None;
    }
    let place = |at: usize| tokens.get(at);
    Some(Comparison {
        operand: (place(at)?.start, place(at)?.start, place(closed)?.end()),
        between: (place(closed + 2)?.end(), place(outer)?.end()),
        list: (place(inner + 1)?.start, place(list_end)?.start),
        end: place(list_end + 4)?.end(),
        next: list_end + 5,
    })
}

/// Where the parenthesis that opens at this token closes.
fn closing(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    if tokens.get(open)?.text != "(" {
        return None;
    }
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::said_again;

    #[test]
    fn a_list_of_varchars_is_compared_without_casts() {
        let printed = "((a > 0) AND ((b)::text = ANY ((ARRAY['x'::character varying, 'y)'::character varying])::text[])))";
        let again = "((a > 0) AND ((b) = ANY (ARRAY['x'::character varying, 'y)'::character varying])))";
        assert_eq!(said_again(printed), again);
        for other in [
            "(b)::text = ANY (ARRAY[('x'::character varying)::text])",
            "a = 1",
            "(a)::text = ANY ((ARRAY[1])::text[])",
        ] {
            assert_eq!(said_again(other), other);
        }
    }
}
