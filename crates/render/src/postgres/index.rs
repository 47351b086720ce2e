//! `CREATE INDEX`.

use limbeck_lex::{Token, TokenKind, significant};
use limbeck_schema::{Expr, Family, Index, IndexPart, IndexTerm, ObjectName};

use super::quote::{list, parenthesised, qualified, quoted, verbatim, with, word};
use crate::statement::encloses;

/// Words before a parenthesis that make no call of a function.
const NO_FUNCTIONS: [&str; 10] =
    ["all", "any", "array", "case", "exists", "grouping", "interval", "not", "row", "some"];

/// The whole statement.
pub(super) fn create(table: &ObjectName, index: &Index) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let only = if index.only { "ONLY " } else { "" };
    let method =
        index.method.as_deref().map_or_else(String::new, |method| format!(" USING {}", word(method)));
    let parts: Vec<String> = index.parts.iter().map(part).collect();
    let mut out = format!(
        "CREATE {unique}INDEX {} ON {only}{}{method} ({})",
        quoted(&index.name),
        qualified(table),
        parts.join(", ")
    );
    if !index.include.is_empty() {
        out.push_str(&format!(" INCLUDE ({})", list(&index.include)));
    }
    if index.nulls_not_distinct {
        out.push_str(" NULLS NOT DISTINCT");
    }
    out.push_str(&with(&index.parameters));
    if let Some(tablespace) = &index.tablespace {
        out.push_str(&format!(" TABLESPACE {}", quoted(tablespace)));
    }
    if let Some(predicate) = &index.predicate {
        out.push_str(&format!(" WHERE {}", verbatim(&predicate.text)));
    }
    out
}

fn part(part: &IndexPart) -> String {
    let mut out = match &part.term {
        IndexTerm::Column(name) => quoted(name),
        IndexTerm::Expr(expr) => term(expr),
    };
    if let Some(collation) = &part.collation {
        out.push_str(&format!(" COLLATE {}", qualified(collation)));
    }
    if let Some(class) = &part.operator_class {
        out.push(' ');
        out.push_str(&verbatim(class));
    }
    if part.descending {
        out.push_str(" DESC");
    }
    match part.nulls_first {
        Some(true) => out.push_str(" NULLS FIRST"),
        Some(false) => out.push_str(" NULLS LAST"),
        None => {}
    }
    out
}

/// Only the call of a function may stand without parentheses.
fn term(expr: &Expr) -> String {
    if is_call(&significant(Family::Postgres, &expr.text)) {
        verbatim(&expr.text)
    } else {
        parenthesised(expr)
    }
}

/// `name(...)` or `namespace.name(...)` and nothing behind it.
fn is_call(tokens: &[Token<'_>]) -> bool {
    let is_name = |token: &Token<'_>| match token.kind {
        TokenKind::QuotedName => true,
        TokenKind::Word => !NO_FUNCTIONS.iter().any(|word| token.is_word(word)),
        _ => false,
    };
    let arguments = match tokens {
        [namespace, dot, name, arguments @ ..]
            if dot.is_operator(".") && is_name(namespace) && is_name(name) =>
        {
            arguments
        }
        [name, arguments @ ..] if is_name(name) => arguments,
        _ => return false,
    };
    encloses(arguments)
}
