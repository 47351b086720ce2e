//! Keys, indexes and checks as attributes spell them.

use limbeck_schema::{Action, Deferral};
use proc_macro2::Span;
use syn::{Ident, LitStr, Path, Token, ext::IdentExt, parse::ParseStream, token};

use super::literal::{after_equals, arguments, comma, is_option, nothing_left, take_word, text};

/// A column: by the field's name, or by its SQL name.
#[derive(Debug, Clone)]
pub(in crate::rust) struct ColumnRef {
    pub(in crate::rust) name: String,
    pub(in crate::rust) span: Span,
}

/// `unique(a, b, name = "...")`.
pub(in crate::rust) struct UniqueDecl {
    pub(in crate::rust) columns: Vec<ColumnRef>,
    pub(in crate::rust) name: Option<LitStr>,
    pub(in crate::rust) span: Span,
}

/// `index(a, b desc, expr("lower(c)"), name = "...", unique, where = "...")`.
pub(in crate::rust) struct IndexDecl {
    pub(in crate::rust) terms: Vec<Term>,
    pub(in crate::rust) name: Option<LitStr>,
    pub(in crate::rust) unique: bool,
    pub(in crate::rust) predicate: Option<LitStr>,
    pub(in crate::rust) span: Span,
}

/// One term of an index.
pub(in crate::rust) struct Term {
    pub(in crate::rust) what: What,
    pub(in crate::rust) descending: bool,
}

/// What a term is.
pub(in crate::rust) enum What {
    Column(ColumnRef),
    Expr(LitStr),
}

/// `check("expr", name = "...")`.
pub(in crate::rust) struct CheckDecl {
    pub(in crate::rust) expr: LitStr,
    pub(in crate::rust) name: Option<LitStr>,
}

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
}

/// `a, "b", c`.
pub(in crate::rust) fn columns(input: ParseStream<'_>) -> syn::Result<Vec<ColumnRef>> {
    let mut columns = Vec::new();
    while !input.is_empty() {
        columns.push(column(input)?);
        comma(input)?;
    }
    Ok(columns)
}

/// What stands in the parentheses of `unique(...)`.
pub(in crate::rust) fn unique(input: ParseStream<'_>, span: Span) -> syn::Result<UniqueDecl> {
    let mut decl = UniqueDecl { columns: Vec::new(), name: None, span };
    while !input.is_empty() {
        if is_option(input) {
            decl.name = Some(option_name(input)?);
        } else {
            decl.columns.push(column(input)?);
        }
        comma(input)?;
    }
    Ok(decl)
}

/// What stands in the parentheses of `index(...)`.
pub(in crate::rust) fn index(input: ParseStream<'_>, span: Span) -> syn::Result<IndexDecl> {
    let mut decl = IndexDecl { terms: Vec::new(), name: None, unique: false, predicate: None, span };
    while !input.is_empty() {
        if is_option(input) && take_word(input, "where") {
            decl.predicate = Some(text(input)?);
        } else if is_option(input) {
            decl.name = Some(option_name(input)?);
        } else if take_word(input, "unique") {
            decl.unique = true;
        } else {
            decl.terms.push(term(input)?);
        }
        comma(input)?;
    }
    Ok(decl)
}

/// What stands in the parentheses of `check(...)`.
pub(in crate::rust) fn check(input: ParseStream<'_>) -> syn::Result<CheckDecl> {
    let expr: LitStr = input.parse()?;
    if expr.value().trim().is_empty() {
        return Err(syn::Error::new(expr.span(), "a check needs an expression"));
    }
    comma(input)?;
    let name = if input.is_empty() { None } else { Some(option_name(input)?) };
    comma(input)?;
    nothing_left(input)?;
    Ok(CheckDecl { expr, name })
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
        if is_option(input) || is_deferrable(input) {
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
        "on_delete" => rules.on_delete = action(input)?,
        "on_update" => rules.on_update = action(input)?,
        "deferrable" if input.peek(Token![=]) => rules.deferral = deferral(input)?,
        "deferrable" => rules.deferral = Deferral::InitiallyImmediate,
        _ => {
            let known = "`on_delete`, `on_update`, `deferrable` or `name` is expected here";
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

fn deferral(input: ParseStream<'_>) -> syn::Result<Deferral> {
    let word = value_word(input)?;
    match word.name.to_ascii_lowercase().replace(' ', "_").as_str() {
        "initially_deferred" => Ok(Deferral::InitiallyDeferred),
        "initially_immediate" => Ok(Deferral::InitiallyImmediate),
        _ => {
            Err(syn::Error::new(word.span, "`initially_deferred` or `initially_immediate` is expected here"))
        }
    }
}

fn value_word(input: ParseStream<'_>) -> syn::Result<ColumnRef> {
    column(after_equals(input)?)
}

fn is_deferrable(input: ParseStream<'_>) -> bool {
    input.fork().call(Ident::parse_any).is_ok_and(|ident| ident == "deferrable")
}

fn option_name(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let word = input.call(Ident::parse_any)?;
    if word != "name" {
        return Err(syn::Error::new(word.span(), format!("`{word}` is not known here")));
    }
    text(input)
}

fn term(input: ParseStream<'_>) -> syn::Result<Term> {
    let is_expr = {
        let ahead = input.fork();
        take_word(&ahead, "expr") && ahead.peek(token::Paren)
    };
    let what = if is_expr {
        take_word(input, "expr");
        let inside = arguments(input)?;
        let expr = inside.parse()?;
        nothing_left(&inside)?;
        What::Expr(expr)
    } else {
        What::Column(column(input)?)
    };
    let descending = take_word(input, "desc");
    if !descending {
        take_word(input, "asc");
    }
    Ok(Term { what, descending })
}

fn column(input: ParseStream<'_>) -> syn::Result<ColumnRef> {
    if input.peek(LitStr) {
        let name: LitStr = input.parse()?;
        return Ok(ColumnRef { name: name.value(), span: name.span() });
    }
    let ident = input.call(Ident::parse_any)?;
    Ok(ColumnRef { name: ident.unraw().to_string(), span: ident.span() })
}
