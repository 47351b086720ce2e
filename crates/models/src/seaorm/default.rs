//! Defaults: `default_value = literal`, `default_expr = "expression"`.

use syn::{Expr, ExprCall, Lit, spanned::Spanned};

use super::{
    eval::{last, plain, signed, text},
    types::{EnumValue, Types},
};

/// What is stored when nothing is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Default {
    /// A text.
    Text(String),
    /// An expression of the database's.
    Sql(String),
}

/// The default that an expression of sea-query's makes. What depends on a run of the program is refused.
pub(super) fn read(expr: &Expr, types: &Types<'_>) -> syn::Result<Default> {
    evaluated(expr, types)?.ok_or_else(|| {
        let message = "this default cannot be read without running it: what the database has is kept\nhelp: write a literal, `Expr::current_timestamp()`, or `Expr::cust(\"...\")` with the database's own words";
        syn::Error::new(expr.span(), message)
    })
}

fn evaluated(expr: &Expr, types: &Types<'_>) -> syn::Result<Option<Default>> {
    let expr = plain(expr);
    if let Some(number) = signed(expr) {
        return Ok(Some(Default::Sql(number)));
    }
    match expr {
        Expr::Lit(literal) => Ok(match &literal.lit {
            Lit::Bool(value) => Some(Default::Sql(if value.value { "TRUE" } else { "FALSE" }.to_owned())),
            _ => text(expr).map(Default::Text),
        }),
        Expr::Call(call) => called(call, types),
        Expr::Path(path) => {
            let mut segments = path.path.segments.iter().rev();
            let (Some(variant), Some(of)) = (segments.next(), segments.next()) else { return Ok(None) };
            let keyword = match variant.ident.to_string().as_str() {
                _ if of.ident != "Keyword" => None,
                "Null" => Some("NULL"),
                "CurrentDate" => Some("CURRENT_DATE"),
                "CurrentTime" => Some("CURRENT_TIME"),
                "CurrentTimestamp" => Some("CURRENT_TIMESTAMP"),
                _ => None,
            };
            if let Some(keyword) = keyword {
                return Ok(Some(Default::Sql(keyword.to_owned())));
            }
            let Some(found) = types.enumeration(&of.ident)? else { return Ok(None) };
            let value = found.values.iter().find(|(name, _)| variant.ident == name);
            Ok(value.map(|(_, value)| match value {
                EnumValue::Text(text) => Default::Text(text.clone()),
                EnumValue::Number(number) => Default::Sql(number.clone()),
            }))
        }
        _ => Ok(None),
    }
}

fn called(call: &ExprCall, types: &Types<'_>) -> syn::Result<Option<Default>> {
    let Expr::Path(path) = plain(&call.func) else { return Ok(None) };
    let of = path.path.segments.iter().rev().nth(1).map(|segment| segment.ident.to_string());
    let is_expr = matches!(of.as_deref(), Some("Expr" | "SimpleExpr"));
    let word = last(&path.path).unwrap_or_default();
    let sql = |text: String| Some(Default::Sql(text));
    match (word.as_str(), call.args.first()) {
        ("current_timestamp", None) if is_expr => Ok(sql("CURRENT_TIMESTAMP".to_owned())),
        ("current_date", None) if is_expr => Ok(sql("CURRENT_DATE".to_owned())),
        ("current_time", None) if is_expr => Ok(sql("CURRENT_TIME".to_owned())),
        ("null", None) if is_expr => Ok(sql("NULL".to_owned())),
        ("cust" | "Custom" | "custom_keyword", Some(words)) if is_expr && call.args.len() == 1 => {
            Ok(text(words).and_then(sql))
        }
        // A function of the database's without arguments.
        ("cust", Some(words)) if of.as_deref() == Some("Func") && call.args.len() == 1 => {
            Ok(text(words).and_then(|name| sql(format!("{name}()"))))
        }
        ("val" | "value" | "expr" | "Value" | "Constant" | "Keyword" | "from", Some(inner)) if is_expr => {
            evaluated(inner, types)
        }
        _ => Ok(None),
    }
}
