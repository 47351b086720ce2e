//! Defaults: what is stored when nothing is given. Nothing is ever executed to find out.

use limbeck_schema::{Expr, Family, SqlType};

use super::{
    exprs::{self, Scope},
    settle::is_text,
    tree::Node,
    types::Type,
};
use crate::parentheses::unwrapped;

/// Settles what the default of a column of that type means.
pub(super) fn fold(default: &mut Expr, sql_type: &SqlType) {
    default.key = key(&default.text, &sql_type.text).into();
}

fn key(text: &str, sql_type: &str) -> String {
    let text = unwrapped(Family::Postgres, text);
    let Some(node) = exprs::node(text, &Scope::default()) else {
        return exprs::key(text, &Scope::default());
    };
    let of = Type::read(sql_type);
    match of.as_ref().and_then(|of| stored(&node, of)) {
        Some(stored) => stored,
        None => format!("tree {node}"),
    }
}

/// The value of a constant once it is stored in a column of that type; `None` where it is no constant, or
/// one that is not understood.
fn stored(node: &Node, of: &Type) -> Option<String> {
    let base = of.base();
    match node {
        // As good as none, but in a domain, which may have a default of its own.
        _ if is_null(node) => of.is_builtin().then(String::new),
        Node::Text(text) => text_value(text, &base),
        Node::Number(digits) => number(digits, &base),
        Node::Form(name, parts) if parts.is_empty() && matches!(name.as_str(), "true" | "false") => {
            (base == "boolean").then(|| format!("boolean:{name}"))
        }
        Node::Cast(inner, to) => cast(inner, to, &base),
        Node::Column(_) | Node::Form(..) | Node::Null => None,
    }
}

fn is_null(node: &Node) -> bool {
    match node {
        Node::Null => true,
        Node::Cast(inner, _) => is_null(inner),
        _ => false,
    }
}

fn cast(inner: &Node, to: &str, base: &str) -> Option<String> {
    let both = |is: fn(&str) -> bool| is(to) && is(base);
    let is_texts = is_text(Some(to)) && is_text(Some(base));
    match inner {
        Node::Text(text) if to == base || is_texts || both(is_bits) => text_value(text, base),
        Node::Text(text) if both(is_whole) => whole(text).map(|number| format!("integer:{number}")),
        Node::Number(digits) if to == base || both(is_whole) => number(digits, base),
        Node::Form(name, parts) if name == "array" && parts.is_empty() && to == base => {
            text_value("{}", base)
        }
        Node::Form(name, _) if to == base && matches!(name.as_str(), "true" | "false") => {
            (base == "boolean").then(|| format!("boolean:{name}"))
        }
        _ => None,
    }
}

fn is_whole(name: &str) -> bool {
    matches!(name, "smallint" | "integer" | "bigint")
}

fn is_bits(name: &str) -> bool {
    matches!(name, "\"bit\"" | "bit varying")
}

/// A constant in quotes is read as the column's type is.
fn text_value(text: &str, base: &str) -> Option<String> {
    match base {
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" => number(text, base),
        "boolean" => truth(text).map(|truth| format!("boolean:{truth}")),
        _ if is_text(Some(base)) => Some(format!("text:{text}")),
        _ if is_bits(base) => Some(format!("bits:{text}")),
        _ => Some(format!("constant:{text}")),
    }
}

fn truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "t" | "tr" | "tru" | "true" | "y" | "ye" | "yes" | "on" | "1" => Some(true),
        "f" | "fa" | "fal" | "fals" | "false" | "n" | "no" | "of" | "off" | "0" => Some(false),
        _ => None,
    }
}

fn number(text: &str, base: &str) -> Option<String> {
    match base {
        _ if is_whole(base) => whole(text).map(|number| format!("integer:{number}")),
        "numeric" => decimal(text).map(|number| format!("numeric:{number}")),
        "real" | "double precision" => {
            let number = decimal(text)?;
            let short = if number.contains('.') {
                number.trim_end_matches('0').trim_end_matches('.')
            } else {
                &number
            };
            // There, zero has a sign.
            (!matches!(short, "-0" | "-")).then(|| format!("float:{short}"))
        }
        _ => None,
    }
}

fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain { text.parse().ok() } else { None }
}

/// The digits without zeros in front; those behind the point are kept, as `numeric` keeps them.
fn decimal(text: &str) -> Option<String> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = [whole, fraction].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_plain || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}"))
}
