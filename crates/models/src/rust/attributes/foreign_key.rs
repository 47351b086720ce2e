//! Foreign keys as attributes spell them.

use limbeck_schema::{Action, Deferral};
use proc_macro2::Span;
use syn::{Ident, LitStr, Path, Token, ext::IdentExt, parse::ParseStream, token};

use super::{
    key::{ColumnRef, column, columns},
    literal::{after_equals, arguments, comma, is_option, take_word, text},
};

/// `references(...)` of a field, or `foreign_key(columns(...), references(...))` of a struct.
pub(in crate::rust) struct ForeignKeyDecl {
    /// Empty at a field: the field's own.
    pub(in crate::rust) columns: Vec<ColumnRef>,
    pub(in crate::rust) target: Target,
    pub(in crate::rust) rules: Rules,
    pub(in crate::rust) span: Span,
}

/// What a foreign key refers to.
pub(in crate::rust) enum Target {
    /// Another struct, and its fields; none means its primary key.
    Model { model: Ident, fields: Vec<Ident> },
    /// A table in the database's words, and its columns; none means its primary key.
    Table { namespace: Option<String>, table: String, columns: Vec<String> },
}

/// What else is said of a foreign key.
#[derive(Default)]
pub(in crate::rust) struct Rules {
    pub(in crate::rust) name: Option<LitStr>,
    pub(in crate::rust) on_delete: Action,
    pub(in crate::rust) on_update: Action,
    pub(in crate::rust) deferral: Deferral,
    /// `on_delete = set_null(a)`: not all of its columns, but these.
    pub(in crate::rust) set_on_delete: Vec<ColumnRef>,
    pub(in crate::rust) match_full: bool,
    pub(in crate::rust) period: bool,
    pub(in crate::rust) not_valid: bool,
}

/// What stands in the parentheses of `foreign_key(...)`.
pub(in crate::rust) fn foreign_key(input: ParseStream<'_>, span: Span) -> syn::Result<ForeignKeyDecl> {
    let shape = "a foreign key of a struct needs both\nhelp: write `foreign_key(columns(a, b), references(Other::x, Other::y))`";
    let (mut local, mut target, mut rules) = (Vec::new(), None, Rules::default());
    while !input.is_empty() {
        if take_word(input, "columns") {
            local = columns(&arguments(input)?)?;
        } else if take_word(input, "references") {
            target = Some(self::target(&arguments(input)?, &mut rules)?);
        } else {
            rule(input, &mut rules)?;
        }
        comma(input)?;
    }
    match target {
        Some(target) if !local.is_empty() => Ok(ForeignKeyDecl { columns: local, target, rules, span }),
        _ => Err(syn::Error::new(span, shape)),
    }
}

/// What stands in the parentheses of `references(...)` at a field.
pub(in crate::rust) fn references(input: ParseStream<'_>, span: Span) -> syn::Result<ForeignKeyDecl> {
    let mut rules = Rules::default();
    let target = target(input, &mut rules)?;
    Ok(ForeignKeyDecl { columns: Vec::new(), target, rules, span })
}

/// `Team::id`, `Team`, `teams, id`, `teams`, `"teams.id"`, `"teams"`, and rules behind it.
fn target(input: ParseStream<'_>, rules: &mut Rules) -> syn::Result<Target> {
    let mut target = first_target(input)?;
    comma(input)?;
    while !input.is_empty() {
        if is_option(input) || is_mark(input) {
            rule(input, rules)?;
        } else {
            more_target(&mut target, input)?;
        }
        comma(input)?;
    }
    Ok(target)
}

fn first_target(input: ParseStream<'_>) -> syn::Result<Target> {
    if input.peek(LitStr) {
        let literal: LitStr = input.parse()?;
        return dotted(&literal);
    }
    let path = input.call(Path::parse_mod_style)?;
    let mut idents: Vec<Ident> = path.segments.into_iter().map(|segment| segment.ident).collect();
    let last = idents.pop().ok_or_else(|| input.error("a table is expected here"))?;
    Ok(match idents.pop() {
        Some(model) => Target::Model { model, fields: vec![last] },
        None if last.to_string().starts_with(char::is_uppercase) => {
            Target::Model { model: last, fields: Vec::new() }
        }
        None => Target::Table { namespace: None, table: last.unraw().to_string(), columns: Vec::new() },
    })
}

fn more_target(target: &mut Target, input: ParseStream<'_>) -> syn::Result<()> {
    match target {
        Target::Table { columns, .. } => columns.push(column(input)?.name),
        Target::Model { model, fields } => {
            let path = input.call(Path::parse_mod_style)?;
            let mut idents: Vec<&Ident> = path.segments.iter().map(|segment| &segment.ident).collect();
            let field = idents.pop().ok_or_else(|| input.error("a field is expected here"))?;
            if idents.pop().is_some_and(|other| other != model) {
                return Err(syn::Error::new(
                    field.span(),
                    format!("this is no field of `{model}`: a foreign key refers to one table"),
                ));
            }
            fields.push(field.clone());
        }
    }
    Ok(())
}

fn dotted(literal: &LitStr) -> syn::Result<Target> {
    let text = literal.value();
    let parts: Vec<&str> = text.split('.').collect();
    if parts.iter().any(|part| part.is_empty()) {
        return Err(syn::Error::new(literal.span(), "this names no table\nhelp: write \"teams.id\""));
    }
    let table = |namespace: Option<&str>, table: &str, column: Option<&str>| Target::Table {
        namespace: namespace.map(str::to_owned),
        table: table.to_owned(),
        columns: column.map(str::to_owned).into_iter().collect(),
    };
    match parts.as_slice() {
        [name] => Ok(table(None, name, None)),
        [name, column] => Ok(table(None, name, Some(column))),
        [namespace, name, column] => Ok(table(Some(namespace), name, Some(column))),
        _ => Err(syn::Error::new(literal.span(), "this has too many parts\nhelp: write \"teams.id\"")),
    }
}

fn rule(input: ParseStream<'_>, rules: &mut Rules) -> syn::Result<()> {
    let word = input.call(Ident::parse_any)?;
    match word.to_string().as_str() {
        "name" => rules.name = Some(text(input)?),
        "on_delete" => {
            rules.on_delete = action(input)?;
            if input.peek(token::Paren) {
                rules.set_on_delete = columns(&arguments(input)?)?;
            }
        }
        "on_update" => rules.on_update = action(input)?,
        "deferrable" if input.peek(Token![=]) => rules.deferral = deferral(input)?,
        "deferrable" => rules.deferral = Deferral::InitiallyImmediate,
        "match_full" => rules.match_full = true,
        "period" => rules.period = true,
        "not_valid" => rules.not_valid = true,
        _ => {
            let known = "`on_delete`, `on_update`, `deferrable`, `match_full`, `period`, `not_valid` or `name` is expected here";
            return Err(syn::Error::new(word.span(), known));
        }
    }
    Ok(())
}

fn action(input: ParseStream<'_>) -> syn::Result<Action> {
    let word = value_word(input)?;
    match word.name.to_ascii_lowercase().replace(' ', "_").as_str() {
        "cascade" => Ok(Action::Cascade),
        "restrict" => Ok(Action::Restrict),
        "set_null" => Ok(Action::SetNull),
        "set_default" => Ok(Action::SetDefault),
        "no_action" => Ok(Action::NoAction),
        _ => Err(syn::Error::new(
            word.span,
            "`cascade`, `restrict`, `set_null`, `set_default` or `no_action` is expected here",
        )),
    }
}

/// `= initially_deferred`.
pub(super) fn deferral(input: ParseStream<'_>) -> syn::Result<Deferral> {
    let word = value_word(input)?;
    match word.name.to_ascii_lowercase().replace(' ', "_").as_str() {
        "initially_deferred" => Ok(Deferral::InitiallyDeferred),
        "initially_immediate" => Ok(Deferral::InitiallyImmediate),
        _ => {
            Err(syn::Error::new(word.span, "`initially_deferred` or `initially_immediate` is expected here"))
        }
    }
}

/// The word behind `=`.
pub(super) fn value_word(input: ParseStream<'_>) -> syn::Result<ColumnRef> {
    column(after_equals(input)?)
}

/// Whether a rule is next that has no value: a column of that name is written in quotes.
fn is_mark(input: ParseStream<'_>) -> bool {
    let word = input.fork().call(Ident::parse_any).map(|ident| ident.to_string());
    word.is_ok_and(|word| matches!(word.as_str(), "deferrable" | "match_full" | "period" | "not_valid"))
}
