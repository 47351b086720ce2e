//! The few expressions that entities are written in, evaluated without running anything.

use syn::{Block, Expr, ExprCall, ExprStruct, Lit, Member, Stmt, UnOp, spanned::Spanned};

use super::{
    column_type::{ColumnType, Length},
    types::Types,
};

/// `ColumnType::Text`, `String(StringLen::N(32))`, `custom("citext")`, `Mood::db_type()`, ...
pub(super) fn column_type(expr: &Expr, types: &Types<'_>) -> syn::Result<ColumnType> {
    match plain(expr) {
        Expr::Path(path) => {
            let word = last(&path.path).unwrap_or_default();
            unit(&word).ok_or_else(|| unknown(expr))
        }
        Expr::Call(call) => called(call, types)?.ok_or_else(|| unknown(expr)),
        Expr::Struct(written) => enumeration(written)?.ok_or_else(|| unknown(expr)),
        Expr::MethodCall(call) if call.method == "get_column_type" => column_type(&call.receiver, types),
        _ => Err(unknown(expr)),
    }
}

fn unknown(expr: &Expr) -> syn::Error {
    let message = "this column type cannot be read without running it\nhelp: write a variant of `ColumnType` with literals, such as `String(StringLen::N(32))`, or `custom(\"...\")` with the database's own words";
    syn::Error::new(expr.span(), message)
}

fn unit(word: &str) -> Option<ColumnType> {
    Some(match word {
        "Text" => ColumnType::Text,
        "Blob" => ColumnType::Blob,
        "TinyInteger" => ColumnType::TinyInteger,
        "SmallInteger" => ColumnType::SmallInteger,
        "Integer" => ColumnType::Integer,
        "BigInteger" => ColumnType::BigInteger,
        "TinyUnsigned" => ColumnType::TinyUnsigned,
        "SmallUnsigned" => ColumnType::SmallUnsigned,
        "Unsigned" => ColumnType::Unsigned,
        "BigUnsigned" => ColumnType::BigUnsigned,
        "Float" => ColumnType::Float,
        "Double" => ColumnType::Double,
        "DateTime" => ColumnType::DateTime,
        "Timestamp" => ColumnType::Timestamp,
        "TimestampWithTimeZone" => ColumnType::TimestampWithTimeZone,
        "Time" => ColumnType::Time,
        "Date" => ColumnType::Date,
        "Year" => ColumnType::Year,
        "Boolean" => ColumnType::Boolean,
        "Json" => ColumnType::Json,
        "JsonBinary" => ColumnType::JsonBinary,
        "Uuid" => ColumnType::Uuid,
        "Cidr" => ColumnType::Cidr,
        "Inet" => ColumnType::Inet,
        "MacAddr" => ColumnType::MacAddr,
        "LTree" => ColumnType::LTree,
        _ => return None,
    })
}

fn called(call: &ExprCall, types: &Types<'_>) -> syn::Result<Option<ColumnType>> {
    let Expr::Path(path) = plain(&call.func) else { return Ok(None) };
    let word = last(&path.path).unwrap_or_default();
    if matches!(word.as_str(), "db_type" | "column_type") {
        let of = match &path.qself {
            Some(own) => types.column_type(&own.ty)?,
            None => types.of_path(&path.path, 1)?,
        };
        return Ok(Some(of));
    }
    let arguments: Vec<&Expr> = call.args.iter().collect();
    let [first, rest @ ..] = arguments.as_slice() else { return Ok(None) };
    let maybe = || optional(first, number);
    let found = match word.as_str() {
        "Char" | "char" => maybe().map(ColumnType::Char),
        "String" | "string" => length(first).map(ColumnType::String),
        "Decimal" => optional(first, pair).map(ColumnType::Decimal),
        "Money" => optional(first, pair).map(ColumnType::Money),
        "Interval" => match rest {
            [precision] => optional(first, fields)
                .and_then(|fields| Some(ColumnType::Interval(fields, optional(precision, number)?))),
            _ => None,
        },
        "Binary" => number(first).map(ColumnType::Binary),
        "VarBinary" => length(first).map(ColumnType::VarBinary),
        "var_binary" => number(first).map(|length| ColumnType::VarBinary(Length::N(length))),
        "Bit" => maybe().map(ColumnType::Bit),
        "VarBit" => number(first).map(ColumnType::VarBit),
        "Vector" => maybe().map(ColumnType::Vector),
        "custom" | "Custom" => text(first).map(ColumnType::Custom),
        "Array" => {
            let element = match plain(first) {
                Expr::Call(call) if call.args.len() == 1 && is_new(call) => &call.args[0],
                other => other,
            };
            Some(ColumnType::Array(Box::new(column_type(element, types)?)))
        }
        _ => None,
    };
    Ok(found)
}

/// `ColumnType::Enum { name: "mood".into(), variants: vec!["sad".into()] }`.
fn enumeration(written: &ExprStruct) -> syn::Result<Option<ColumnType>> {
    if last(&written.path).as_deref() != Some("Enum") {
        return Ok(None);
    }
    let field = |name: &str| {
        written.fields.iter().find(|field| matches!(&field.member, Member::Named(ident) if ident == name))
    };
    let (Some(name), Some(variants)) = (field("name"), field("variants")) else { return Ok(None) };
    let elements: Vec<Expr> = match plain(&variants.expr) {
        Expr::Array(array) => array.elems.iter().cloned().collect(),
        Expr::Macro(list) if last(&list.mac.path).as_deref() == Some("vec") => {
            let parse = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
            list.mac.parse_body_with(parse)?.into_iter().collect()
        }
        _ => return Ok(None),
    };
    let labels: Option<Vec<String>> = elements.iter().map(text).collect();
    Ok(text(&name.expr).zip(labels).map(|(name, labels)| ColumnType::Enum { name, labels }))
}

/// Looks through parentheses, references and what only makes another type of the same value.
pub(super) fn plain(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(inner) => plain(&inner.expr),
        Expr::Group(inner) => plain(&inner.expr),
        Expr::Reference(inner) => plain(&inner.expr),
        Expr::MethodCall(call)
            if call.args.is_empty()
                && matches!(
                    call.method.to_string().as_str(),
                    "into" | "to_owned" | "to_string" | "clone" | "into_iden"
                ) =>
        {
            plain(&call.receiver)
        }
        other => other,
    }
}

/// The one expression of a block.
pub(super) fn last_of(block: &Block) -> Option<&Expr> {
    match block.stmts.as_slice() {
        [Stmt::Expr(expr, None)] => Some(tail(expr)),
        [Stmt::Expr(Expr::Return(returned), _)] => returned.expr.as_deref().map(tail),
        _ => None,
    }
}

/// Looks through a block around one expression.
pub(super) fn tail(expr: &Expr) -> &Expr {
    match expr {
        Expr::Block(block) => last_of(&block.block).unwrap_or(expr),
        other => other,
    }
}

/// A literal text, also as an identifier: `Alias::new("x")`, `SeaRc::new("x")`.
pub(super) fn text(expr: &Expr) -> Option<String> {
    match plain(expr) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            Lit::Char(letter) => Some(letter.value().to_string()),
            _ => None,
        },
        Expr::Call(call) if call.args.len() == 1 && is_new(call) => text(&call.args[0]),
        _ => None,
    }
}

/// A literal number, with its sign.
pub(super) fn signed(expr: &Expr) -> Option<String> {
    match plain(expr) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => Some(number.base10_digits().to_owned()),
            Lit::Float(number) => Some(number.base10_digits().to_owned()),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
            signed(&unary.expr).map(|digits| format!("-{digits}"))
        }
        _ => None,
    }
}

/// The last word of a path, without `r#`.
pub(super) fn last(path: &syn::Path) -> Option<String> {
    use syn::ext::IdentExt;
    path.segments.last().map(|segment| segment.ident.unraw().to_string())
}

fn is_new(call: &ExprCall) -> bool {
    matches!(plain(&call.func), Expr::Path(path) if matches!(last(&path.path).as_deref(), Some("new" | "from")))
}

fn number(expr: &Expr) -> Option<u32> {
    signed(expr)?.parse().ok()
}

fn pair(expr: &Expr) -> Option<(u32, u32)> {
    match plain(expr) {
        Expr::Tuple(tuple) if tuple.elems.len() == 2 => {
            Some((number(&tuple.elems[0])?, number(&tuple.elems[1])?))
        }
        _ => None,
    }
}

/// `Some(...)` or `None`.
fn optional<T>(expr: &Expr, inner: impl Fn(&Expr) -> Option<T>) -> Option<Option<T>> {
    match plain(expr) {
        Expr::Path(path) if last(&path.path).as_deref() == Some("None") => Some(None),
        Expr::Call(call) if call.args.len() == 1 => match plain(&call.func) {
            Expr::Path(path) if last(&path.path).as_deref() == Some("Some") => inner(&call.args[0]).map(Some),
            _ => None,
        },
        _ => None,
    }
}

/// `StringLen::N(32)`, or `Some(32)` as SeaORM before 1.0 has it.
fn length(expr: &Expr) -> Option<Length> {
    match plain(expr) {
        Expr::Path(path) => match last(&path.path)?.as_str() {
            "Max" => Some(Length::Max),
            "None" => Some(Length::None),
            _ => None,
        },
        Expr::Call(call) if call.args.len() == 1 => match plain(&call.func) {
            Expr::Path(path) if matches!(last(&path.path)?.as_str(), "N" | "Some") => {
                number(&call.args[0]).map(Length::N)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The fields of an interval: `PgInterval::YearToMonth`.
fn fields(expr: &Expr) -> Option<String> {
    let Expr::Path(path) = plain(expr) else { return None };
    Some(
        match last(&path.path)?.as_str() {
            "Year" => "YEAR",
            "Month" => "MONTH",
            "Day" => "DAY",
            "Hour" => "HOUR",
            "Minute" => "MINUTE",
            "Second" => "SECOND",
            "YearToMonth" => "YEAR TO MONTH",
            "DayToHour" => "DAY TO HOUR",
            "DayToMinute" => "DAY TO MINUTE",
            "DayToSecond" => "DAY TO SECOND",
            "HourToMinute" => "HOUR TO MINUTE",
            "HourToSecond" => "HOUR TO SECOND",
            "MinuteToSecond" => "MINUTE TO SECOND",
            _ => return None,
        }
        .to_owned(),
    )
}
