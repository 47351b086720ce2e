//! Trees of expressions, built of what is understood and of nothing else.

use std::fmt;

use sqlparser::ast::{
    BinaryOperator, CastKind, CeilFloorKind, DateTimeField, Expr, ExtractSyntax, Ident, InTarget, ObjectName,
    ObjectNamePart, TrimWhereField, UnaryOperator, Value,
};

use super::{call, exprs::Scope, settle, types::Type};

/// A tree in which one meaning has one shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// A column of the table.
    Column(String),
    /// A constant in quotes, of a type that its place decides.
    Text(String),
    /// A number.
    Number(String),
    /// NULL.
    Null,
    /// `::type`, as the server prints the type.
    Cast(Box<Node>, String),
    /// An operator, a function or a clause.
    Form(String, Vec<Node>),
}

impl Node {
    pub(super) fn form(name: impl Into<String>, parts: Vec<Self>) -> Self {
        Self::Form(name.into(), parts)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Column(name) => write!(f, "{name:?}"),
            Self::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            Self::Number(digits) => f.write_str(digits),
            Self::Null => f.write_str("NULL"),
            Self::Cast(node, to) => write!(f, "<{node} {to:?}>"),
            Self::Form(name, parts) => {
                write!(f, "({name:?}")?;
                for part in parts {
                    write!(f, " {part}")?;
                }
                f.write_str(")")
            }
        }
    }
}

/// The tree that stands for all spellings of the expression; `None` where there is none for certain.
pub(super) fn read(expr: &Expr, scope: &Scope, depth: usize) -> Option<Node> {
    // A chain of operators is deep without having nested anything in the text.
    if depth > 4 * super::exprs::DEPTH {
        return None;
    }
    Reader { scope, depth }.any(expr)
}

pub(super) struct Reader<'a> {
    pub(super) scope: &'a Scope,
    depth: usize,
}

impl Reader<'_> {
    pub(super) fn inner(&self, expr: &Expr) -> Option<Node> {
        read(expr, self.scope, self.depth + 1)
    }

    pub(super) fn all<'e>(&self, exprs: impl IntoIterator<Item = &'e Expr>) -> Option<Vec<Node>> {
        exprs.into_iter().map(|expr| self.inner(expr)).collect()
    }

    fn any(&self, expr: &Expr) -> Option<Node> {
        let tested = |name: &str, inner: &Expr| Some(Node::form(name, vec![self.inner(inner)?]));
        match expr {
            Expr::Nested(inner) => self.inner(inner),
            Expr::Identifier(ident) => Some(self.identifier(ident)),
            Expr::CompoundIdentifier(path) => Some(self.path(path)),
            Expr::Value(value) => constant(&value.value),
            Expr::IsNull(inner) => tested("is null", inner),
            Expr::IsNotNull(inner) => tested("is not null", inner),
            Expr::IsTrue(inner) => tested("is true", inner),
            Expr::IsNotTrue(inner) => tested("is not true", inner),
            Expr::IsFalse(inner) => tested("is false", inner),
            Expr::IsNotFalse(inner) => tested("is not false", inner),
            Expr::IsUnknown(inner) => tested("is unknown", inner),
            Expr::IsNotUnknown(inner) => tested("is not unknown", inner),
            Expr::IsDistinctFrom(a, b) => self.operator("is distinct from", a, b),
            Expr::IsNotDistinctFrom(a, b) => self.operator("is not distinct from", a, b),
            Expr::UnaryOp { op, expr } => self.unary(*op, expr),
            Expr::BinaryOp { left, op, right } => self.binary(left, op, right),
            Expr::Between { expr, negated, low, high } => self.between(expr, *negated, [low, high]),
            Expr::In { expr, target: InTarget::List(list), negated, global: false } => {
                settle::one_of(self.scope, self.inner(expr)?, self.all(list)?, *negated)
            }
            Expr::AnyOp { left, compare_op: BinaryOperator::Eq, right, .. } => {
                settle::of_array(self.scope, self.inner(left)?, self.inner(right)?, false)
            }
            Expr::AllOp { left, compare_op: BinaryOperator::NotEq, right } => {
                settle::of_array(self.scope, self.inner(left)?, self.inner(right)?, true)
            }
            _ => self.worded(expr),
        }
    }

    /// What is spelled in words.
    fn worded(&self, expr: &Expr) -> Option<Node> {
        match expr {
            Expr::Like { negated, any: false, expr, pattern, escape_char: None } => {
                self.operator(if *negated { "!~~" } else { "~~" }, expr, pattern)
            }
            Expr::ILike { negated, any: false, expr, pattern, escape_char: None } => {
                self.operator(if *negated { "!~~*" } else { "~~*" }, expr, pattern)
            }
            Expr::Cast { kind: CastKind::Cast | CastKind::DoubleColon, expr, data_type, format: None } => {
                settle::cast(self.inner(expr)?, &Type::read(&data_type.to_string())?)
            }
            Expr::TypedString(typed) => {
                settle::cast(constant(&typed.value.value)?, &Type::read(&typed.data_type.to_string())?)
            }
            Expr::Interval(interval) if interval.leading_field.is_none() && interval.last_field.is_none() => {
                settle::cast(self.inner(&interval.value)?, &Type::read("interval")?)
            }
            Expr::Collate { expr, collation } => {
                Some(Node::form(format!("collate {}", path(collation)?), vec![self.inner(expr)?]))
            }
            Expr::AtTimeZone { timestamp, time_zone } => {
                let zone = settle::without_cast(self.inner(time_zone)?, "text");
                Some(Node::form("at time zone", vec![self.inner(timestamp)?, zone]))
            }
            Expr::Extract { field, syntax: ExtractSyntax::From, expr } => Some(Node::form(
                format!("extract {}", field.to_string().to_lowercase()),
                vec![self.inner(expr)?],
            )),
            Expr::Floor { expr, field } => self.rounded("floor", expr, field),
            Expr::Ceil { expr, field } => self.rounded("ceil", expr, field),
            Expr::Trim { trim_where, trim_what: None, expr, trim_characters: None } => match trim_where {
                None | Some(TrimWhereField::Both) => call::of(self.scope, "btrim", vec![self.inner(expr)?]),
                Some(TrimWhereField::Leading) => call::of(self.scope, "ltrim", vec![self.inner(expr)?]),
                Some(TrimWhereField::Trailing) => call::of(self.scope, "rtrim", vec![self.inner(expr)?]),
            },
            Expr::Function(function) => call::read(self, function),
            Expr::Array(array) if array.named => Some(Node::form("array", self.all(&array.elem)?)),
            Expr::Tuple(parts) => Some(Node::form("row", self.all(parts)?)),
            Expr::Case { operand, conditions, else_result, .. } => {
                let operand =
                    operand.iter().map(|operand| self.inner(operand)).collect::<Option<Vec<_>>>()?;
                let mut parts = vec![Node::form("of", operand)];
                for when in conditions {
                    parts.push(Node::form("when", self.all([&when.condition, &when.result])?));
                }
                let other = else_result.as_ref().map_or(Some(Node::Null), |other| self.inner(other));
                parts.push(other?);
                Some(Node::form("case", parts))
            }
            _ => None,
        }
    }

    /// A bare word may say something else than a column.
    fn identifier(&self, ident: &Ident) -> Node {
        let name = folded(ident);
        if ident.quote_style.is_none() && super::keywords::is_reserved(&name) {
            return Node::form(format!("word {name}"), Vec::new());
        }
        Node::Column(name)
    }

    /// The table's own name in front of a column says nothing.
    fn path(&self, path: &[Ident]) -> Node {
        match path {
            [table, column] if self.scope.table.as_ref() == Some(&folded(table)) => {
                Node::Column(folded(column))
            }
            path => Node::form("path", path.iter().map(|part| Node::Column(folded(part))).collect()),
        }
    }

    fn unary(&self, op: UnaryOperator, inner: &Expr) -> Option<Node> {
        let inner = self.inner(inner)?;
        match (op, inner) {
            (UnaryOperator::Minus, Node::Number(digits)) if !digits.starts_with('-') => {
                Some(Node::Number(format!("-{digits}")))
            }
            (UnaryOperator::Minus, inner) => Some(Node::form("minus", vec![inner])),
            (UnaryOperator::Not, inner) => Some(Node::form("not", vec![inner])),
            _ => None,
        }
    }

    fn binary(&self, left: &Expr, op: &BinaryOperator, right: &Expr) -> Option<Node> {
        match op {
            BinaryOperator::And => Some(joined("and", self.inner(left)?, self.inner(right)?)),
            BinaryOperator::Or => Some(joined("or", self.inner(left)?, self.inner(right)?)),
            BinaryOperator::PGCustomBinaryOperator(_) | BinaryOperator::Xor | BinaryOperator::Overlaps => {
                None
            }
            other => self.operator(&other.to_string(), left, right),
        }
    }

    fn operator(&self, name: &str, left: &Expr, right: &Expr) -> Option<Node> {
        Some(settle::operator(self.scope, name, self.inner(left)?, self.inner(right)?))
    }

    /// As the server takes it apart.
    fn between(&self, expr: &Expr, negated: bool, bounds: [&Expr; 2]) -> Option<Node> {
        let [low, high] = bounds;
        let (from, to, with) = if negated { ("<", ">", "or") } else { (">=", "<=", "and") };
        Some(joined(with, self.operator(from, expr, low)?, self.operator(to, expr, high)?))
    }

    fn rounded(&self, name: &str, expr: &Expr, field: &CeilFloorKind) -> Option<Node> {
        let is_plain = matches!(field, CeilFloorKind::DateTimeField(DateTimeField::NoDateTime));
        if is_plain { call::of(self.scope, name, vec![self.inner(expr)?]) } else { None }
    }
}

/// AND and OR are flat: the server makes them so.
fn joined(name: &str, left: Node, right: Node) -> Node {
    let mut parts = Vec::new();
    for node in [left, right] {
        match node {
            Node::Form(form, inner) if form == name => parts.extend(inner),
            other => parts.push(other),
        }
    }
    Node::form(name, parts)
}

fn constant(value: &Value) -> Option<Node> {
    match value {
        Value::Number(digits, false) => Some(Node::Number(digits.clone())),
        Value::SingleQuotedString(text) => Some(Node::Text(text.clone())),
        Value::Boolean(value) => Some(Node::form(value.to_string(), Vec::new())),
        Value::Null => Some(Node::Null),
        _ => None,
    }
}

pub(super) fn folded(ident: &Ident) -> String {
    if ident.quote_style.is_some() { ident.value.clone() } else { ident.value.to_ascii_lowercase() }
}

/// A dotted name; `pg_catalog.` says nothing.
pub(super) fn path(name: &ObjectName) -> Option<String> {
    let parts: Option<Vec<String>> = name
        .0
        .iter()
        .map(|part| match part {
            ObjectNamePart::Identifier(ident) => Some(super::names::written(&folded(ident))),
            ObjectNamePart::Function(_) => None,
        })
        .collect();
    let parts = parts?;
    let parts = if parts.len() > 1 {
        parts.strip_prefix(&["pg_catalog".to_owned()]).map(<[_]>::to_vec).unwrap_or(parts)
    } else {
        parts
    };
    Some(parts.join("."))
}
