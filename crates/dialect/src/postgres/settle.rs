//! What the server adds to an expression when it prints it, taken off where that is never wrong: casts
//! that the place of a constant or of a column implies.

use super::{exprs::Scope, tree::Node, types::Type};

const TRUE: &str = "true";
const FALSE: &str = "false";

/// Operators that exist over two operands of one type, so that a constant beside an operand is of its type.
const ALIKE: [&str; 23] = [
    "=",
    "<>",
    "<",
    ">",
    "<=",
    ">=",
    "~~",
    "!~~",
    "~~*",
    "!~~*",
    "~",
    "!~",
    "~*",
    "!~*",
    "||",
    "+",
    "-",
    "*",
    "/",
    "%",
    "@>",
    "<@",
    "is distinct from",
];

/// Operators into JSON, whose right operand is a text or an array of texts where it is a constant.
const INTO: [&str; 5] = ["->", "->>", "#>", "#>>", "?"];

/// An operator over two operands.
pub(super) fn operator(scope: &Scope, name: &str, left: Node, right: Node) -> Node {
    if INTO.contains(&name) && matches!(type_of(scope, &left).as_deref(), Some("jsonb" | "json")) {
        let of = if name.starts_with('#') { "text[]" } else { "text" };
        return Node::form(format!("op {name}"), vec![left, without_cast(right, of)]);
    }
    if !(ALIKE.contains(&name) || name == "is not distinct from") {
        return Node::form(format!("op {name}"), vec![left, right]);
    }
    let are_texts = [&left, &right].into_iter().all(|node| is_texty(scope, node));
    let (left, right) = match are_texts {
        true => (relabelled(scope, left), relabelled(scope, right)),
        false => (left, right),
    };
    let (of_left, of_right) = (type_of(scope, &left), type_of(scope, &right));
    let (left, right) = (beside(left, of_right.as_deref()), beside(right, of_left.as_deref()));
    Node::form(format!("op {name}"), vec![left, right])
}

fn is_texty(scope: &Scope, node: &Node) -> bool {
    matches!(node, Node::Text(_) | Node::Null) || is_text(type_of(scope, node).as_deref())
}

/// `x IN (...)`; over constants it is what the server makes of it, `x = ANY (ARRAY[...])`.
pub(super) fn one_of(scope: &Scope, of: Node, list: Vec<Node>, negated: bool) -> Option<Node> {
    if !list.iter().all(is_constant) || list.is_empty() {
        return None;
    }
    let of = if list.iter().all(|node| is_texty(scope, node)) { relabelled(scope, of) } else { of };
    let of_type = type_of(scope, &of);
    let mut list: Vec<Node> = list.into_iter().map(|node| beside(node, of_type.as_deref())).collect();
    if list.len() == 1 {
        let name = if negated { "<>" } else { "=" };
        return Some(operator(scope, name, of, list.pop()?));
    }
    list.insert(0, of);
    Some(Node::form(if negated { "not in" } else { "in" }, list))
}

/// `x = ANY (array)` or `x <> ALL (array)`.
pub(super) fn of_array(scope: &Scope, of: Node, array: Node, negated: bool) -> Option<Node> {
    match array {
        Node::Form(name, parts) if name == "array" && !parts.is_empty() && parts.iter().all(is_constant) => {
            one_of(scope, of, parts, negated)
        }
        other => Some(whole(of, other, negated)),
    }
}

fn whole(of: Node, array: Node, negated: bool) -> Node {
    Node::form(if negated { "<> all" } else { "= any" }, vec![of, array])
}

/// Whether these are constants of one type, so that what they are cast to together, each can be by itself.
fn is_uniform(parts: &[Node]) -> bool {
    let of = |node: &Node| match node {
        Node::Text(_) => Some(None),
        Node::Cast(inner, to) if matches!(**inner, Node::Text(_)) => Some(Some(to.clone())),
        _ => None,
    };
    let first = parts.first().and_then(of);
    first.is_some() && parts.iter().all(|part| of(part) == first)
}

fn is_constant(node: &Node) -> bool {
    match node {
        Node::Text(_) | Node::Number(_) | Node::Null => true,
        Node::Form(name, parts) => parts.is_empty() && (name == TRUE || name == FALSE),
        Node::Cast(inner, _) => is_constant(inner),
        Node::Column(_) => false,
    }
}

/// A cast. The server prints a negative number as a text of its type, and a text of type boolean never.
pub(super) fn cast(inner: Node, to: &Type) -> Option<Node> {
    let spelled = to.spelled();
    match (&inner, spelled.as_str()) {
        // A list that is cast is a list of casts: the server prints `IN` over variable characters in the one
        // way, and what it printed, read back, in the other (15 to 18).
        (Node::Form(name, parts), _) if name == "array" && is_uniform(parts) && spelled.ends_with("[]") => {
            let element = Type::read(spelled.trim_end_matches("[]"))?;
            let parts: Option<Vec<Node>> = parts.iter().map(|part| cast(part.clone(), &element)).collect();
            Some(Node::form("array", parts?))
        }
        (Node::Cast(text, of), "text") if of == "character varying" && matches!(**text, Node::Text(_)) => {
            Some(Node::Cast(text.clone(), spelled))
        }
        (Node::Text(text), "integer" | "bigint" | "numeric") if is_number_of(text, &spelled) => {
            Some(Node::Number(text.clone()))
        }
        (Node::Text(text), "boolean") if text == TRUE || text == FALSE => {
            Some(Node::form(text.clone(), Vec::new()))
        }
        _ => Some(Node::Cast(Box::new(inner), spelled)),
    }
}

/// Whether the digits, bare, are a number of that very type.
fn is_number_of(text: &str, of: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let has_point = digits.split_once('.').is_some_and(|(a, b)| {
        [a, b].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    });
    let is_canonical = !digits.starts_with('0') || digits == "0" || digits.starts_with("0.");
    match of {
        "integer" => is_whole && is_canonical && text != "-0" && text.parse::<i32>().is_ok(),
        "bigint" => is_whole && is_canonical && text.parse::<i32>().is_err() && text.parse::<i64>().is_ok(),
        _ => has_point && is_canonical,
    }
}

/// The constant without a cast to that type, which its place implies.
pub(super) fn without_cast(node: Node, to: &str) -> Node {
    match node {
        Node::Cast(inner, cast) if cast == to && matches!(*inner, Node::Text(_)) => *inner,
        other => other,
    }
}

/// A column of variable characters taken as a text is the same value: there are no operators over the
/// former. Not so with other types (`citext`, `character`).
pub(super) fn relabelled(scope: &Scope, node: Node) -> Node {
    match node {
        Node::Cast(inner, to) if to == "text" && is_text(type_of(scope, &inner).as_deref()) => *inner,
        other => other,
    }
}

/// A constant beside an operand of that type, without the cast that the operand implies.
fn beside(node: Node, other: Option<&str>) -> Node {
    let (Node::Cast(inner, to), Some(other)) = (&node, other) else { return node };
    let is_implied = match **inner {
        Node::Text(_) => to == other || (is_text(Some(to)) && is_text(Some(other))),
        Node::Number(_) => to == other && matches!(to.as_str(), "numeric" | "double precision" | "bigint"),
        _ => false,
    };
    if is_implied { (**inner).clone() } else { node }
}

pub(super) fn is_text(of: Option<&str>) -> bool {
    matches!(of, Some("text" | "character varying"))
}

/// The type of a tree, where it is known for certain; without what stands in parentheses.
pub(super) fn type_of(scope: &Scope, node: &Node) -> Option<String> {
    let known = |name: &str| Some(name.to_owned());
    match node {
        Node::Column(name) => scope.columns.get(name).cloned(),
        Node::Cast(_, to) => Type::read(to).map(|read| read.base()),
        Node::Number(digits) if digits.contains('.') => known("numeric"),
        Node::Number(digits) if digits.parse::<i32>().is_ok() => known("integer"),
        Node::Number(digits) if digits.parse::<i64>().is_ok() => known("bigint"),
        Node::Number(_) => known("numeric"),
        Node::Text(_) | Node::Null => None,
        Node::Form(name, parts) => form_type(scope, name, parts),
    }
}

/// Whether all that is of a type of its own is of that type.
pub(super) fn one_type(scope: &Scope, parts: &[Node], of: &str) -> bool {
    parts.iter().all(|part| is_constant(part) || type_of(scope, part).as_deref() == Some(of))
}

fn form_type(scope: &Scope, name: &str, parts: &[Node]) -> Option<String> {
    let of = |at: usize| parts.get(at).and_then(|part| type_of(scope, part));
    let known = |name: &str| Some(name.to_owned());
    match name {
        "and" | "or" | "not" | "in" | "not in" | TRUE | FALSE => known("boolean"),
        "op ||" if is_text(of(0).as_deref()) || is_text(of(1).as_deref()) => known("text"),
        "op ->>" | "op #>>" if matches!(of(0).as_deref(), Some("json" | "jsonb")) => known("text"),
        "op ->" | "op #>" if matches!(of(0).as_deref(), Some("json" | "jsonb")) => of(0),
        "op +" | "op -" | "op *" | "op /" | "op %" => {
            let same = of(0).filter(|left| match parts.get(1) {
                Some(Node::Text(_)) => true,
                _ => of(1).is_some_and(|right| right == *left),
            })?;
            matches!(same.as_str(), "integer" | "bigint" | "numeric" | "double precision").then_some(same)
        }
        "f length" | "f char_length" if is_text(of(0).as_deref()) => known("integer"),
        "f coalesce" => of(0).filter(|first| one_type(scope, parts, first)),
        "f lower" | "f upper" | "f btrim" | "f ltrim" | "f rtrim" if is_text(of(0).as_deref()) => {
            known("text")
        }
        "f md5" | "f replace" | "f regexp_replace" | "f split_part" | "f to_char" => known("text"),
        _ => None,
    }
}
