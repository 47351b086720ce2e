//! Calls of functions.

use sqlparser::ast::{Function, FunctionArg, FunctionArgExpr, FunctionArguments};

use super::{
    exprs::Scope,
    settle::{one_type, relabelled, type_of, without_cast},
    tree::{Node, Reader, path},
};

/// Functions of the server over texts alone: a text in variable characters is taken as a text, and a
/// constant in quotes is one.
const OF_TEXT: [&str; 17] = [
    "btrim",
    "char_length",
    "left",
    "length",
    "lower",
    "ltrim",
    "md5",
    "regexp_match",
    "regexp_replace",
    "replace",
    "right",
    "rtrim",
    "split_part",
    "starts_with",
    "strpos",
    "substr",
    "upper",
];

/// Functions of the server whose first argument is a text, and of which the rest is of other types.
const BY_TEXT: [&str; 4] = ["date_trunc", "date_part", "timezone", "current_setting"];

/// Functions over a sequence, which is given by its name.
const OF_SEQUENCE: [&str; 3] = ["nextval", "currval", "setval"];

/// Forms over values of one type.
const OF_ONE_TYPE: [&str; 4] = ["coalesce", "greatest", "least", "nullif"];

pub(super) fn read(reader: &Reader<'_>, function: &Function) -> Option<Node> {
    let is_plain = function.within_group.is_empty()
        && function.filter.is_none()
        && function.over.is_none()
        && function.null_treatment.is_none()
        && matches!(function.parameters, FunctionArguments::None);
    let name = path(&function.name)?;
    match &function.args {
        // CURRENT_TIMESTAMP and its kin.
        FunctionArguments::None if is_plain => Some(Node::form(format!("word {name}"), Vec::new())),
        FunctionArguments::List(list)
            if is_plain && list.clauses.is_empty() && list.duplicate_treatment.is_none() =>
        {
            let exprs: Option<Vec<_>> = list
                .args
                .iter()
                .map(|argument| match argument {
                    FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(expr),
                    _ => None,
                })
                .collect();
            of(reader.scope, &name, reader.all(exprs?)?)
        }
        _ => None,
    }
}

/// The call without the casts that the function implies.
pub(super) fn of(scope: &Scope, name: &str, mut parts: Vec<Node>) -> Option<Node> {
    let text = |node: Node| relabelled(scope, without_cast(node, "text"));
    if OF_TEXT.contains(&name) {
        parts = parts.into_iter().map(text).collect();
    } else if OF_ONE_TYPE.contains(&name) {
        // The first says what the constants are.
        if let Some(first) = parts.first().and_then(|first| type_of(scope, first))
            && one_type(scope, &parts, &first)
        {
            parts = parts.into_iter().map(|part| without_cast(part, &first)).collect();
        }
    } else {
        let first = if parts.is_empty() { None } else { Some(parts.remove(0)) };
        let first = first.map(|first| match name {
            name if BY_TEXT.contains(&name) => without_cast(first, "text"),
            name if OF_SEQUENCE.contains(&name) => without_cast(first, "regclass"),
            "to_tsvector" | "to_tsquery" | "plainto_tsquery" if !parts.is_empty() => {
                without_cast(first, "regconfig")
            }
            _ => first,
        });
        if name == "to_tsvector" {
            parts = parts.into_iter().map(text).collect();
        }
        parts.splice(0..0, first);
    }
    Some(Node::form(format!("f {name}"), parts))
}
