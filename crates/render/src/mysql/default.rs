//! What stands behind `DEFAULT`.

use limbeck_lex::{Token, TokenKind, significant};
use limbeck_schema::{Column, Expr, Family};

use super::quote::{parenthesised, verbatim};
use crate::statement::encloses;

/// Types whose default MySQL takes only between parentheses (1101).
const WITHOUT_LITERALS: [&str; 20] = [
    "tinytext",
    "text",
    "mediumtext",
    "longtext",
    "tinyblob",
    "blob",
    "mediumblob",
    "longblob",
    "json",
    "geometry",
    "point",
    "linestring",
    "polygon",
    "multipoint",
    "multilinestring",
    "multipolygon",
    "geometrycollection",
    "geomcollection",
    "vector",
    "long",
];

/// `DEFAULT expr`: a constant bare, and what is computed between parentheses where the server wants them.
pub(super) fn clause(column: &Column, expr: &Expr, is_mariadb: bool) -> String {
    let text = verbatim(&expr.text);
    let tokens = significant(Family::Mysql, &text);
    let is_bare = if is_mariadb {
        is_constant(&tokens) || is_call(&tokens)
    } else {
        is_null(&tokens) || (takes_bare(column, &tokens) && !is_among(column, &WITHOUT_LITERALS))
    };
    if is_bare { format!("DEFAULT {text}") } else { format!("DEFAULT {}", parenthesised(expr)) }
}

/// MySQL takes the current time bare for columns that hold a date with a time; `now()` between parentheses
/// is another default to it than `CURRENT_TIMESTAMP` without.
fn takes_bare(column: &Column, tokens: &[Token<'_>]) -> bool {
    match tokens {
        [now, rest @ ..] if now.is_word("current_timestamp") => {
            is_among(column, &["timestamp", "datetime"]) && (rest.is_empty() || encloses(rest))
        }
        _ => is_constant(tokens),
    }
}

fn is_null(tokens: &[Token<'_>]) -> bool {
    matches!(tokens, [one] if one.is_word("null"))
}

/// `'x'`, `-1`, `b'01'`, `_latin1'x'`, `NULL`, `TRUE`.
fn is_constant(tokens: &[Token<'_>]) -> bool {
    let is_text = |token: &Token<'_>| matches!(token.kind, TokenKind::String | TokenKind::Blob);
    match tokens {
        [one] => {
            is_text(one)
                || one.kind == TokenKind::Number
                || ["null", "true", "false"].iter().any(|word| one.is_word(word))
        }
        [first, second] => {
            let is_sign = matches!(first.text, "+" | "-");
            (is_sign && second.kind == TokenKind::Number) || (introduces(first) && is_text(second))
        }
        _ => false,
    }
}

/// What stands before a string and says how to read it.
fn introduces(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Word
        && (token.text.starts_with('_') || ["b", "x", "n"].iter().any(|word| token.is_word(word)))
}

/// `uuid()` or `current_date`, which MariaDB takes bare, unlike `not(1)` and `row(1)`.
fn is_call(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [name, arguments @ ..] => {
            name.kind == TokenKind::Word
                && !["not", "row", "exists"].iter().any(|word| name.is_word(word))
                && (arguments.is_empty() || encloses(arguments))
        }
        [] => false,
    }
}

fn is_among(column: &Column, types: &[&str]) -> bool {
    let tokens = significant(Family::Mysql, &column.sql_type.text);
    tokens.first().is_some_and(|first| types.iter().any(|name| first.is_word(name)))
}
