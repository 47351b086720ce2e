//! Relations that are foreign keys, in the three ways they are written.

use proc_macro2::Span;
use syn::{
    Expr, ExprMethodCall, Field, Ident, ItemEnum, LitStr, Path, Token, Type,
    ext::IdentExt,
    parse::{ParseStream, Parser},
    punctuated::Punctuated,
    spanned::Spanned,
};

use super::{
    attributes::Said,
    entity::{Entity, Pointed, Relation},
    eval::{last, plain, tail, text},
    names,
    types::argument,
};

/// Those of `enum Relation` with `DeriveRelation`.
pub(super) fn of_enum(item: &ItemEnum, problems: &mut Vec<syn::Error>) -> Vec<Relation> {
    let mut relations = Vec::new();
    for variant in &item.variants {
        let said = Said::read(&variant.attrs, problems);
        if said.has("skip_fk") {
            continue;
        }
        let Some(target) = said.text("belongs_to", problems) else { continue };
        let target = match target.parse::<Path>() {
            Ok(path) => path,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let span = variant.ident.span();
        relations.extend(written(&said, span, target, problems));
    }
    relations
}

/// Adds that of a field of the dense form, whose type is `BelongsTo<...>` or `HasOne<...>`.
pub(super) fn of_field(field: &Field, holder: &mut Entity, problems: &mut Vec<syn::Error>) {
    let said = Said::read(&field.attrs, problems);
    let is_self = said.has("self_ref") && !said.has("via") && said.has("from") && said.has("to");
    let target = entity(&field.ty).cloned();
    if said.has("via") {
        holder.reached.extend(target);
        holder.reached.extend(said.text("via", problems).and_then(|via| junction(&via)));
        return;
    }
    if !(said.has("belongs_to") || is_self) {
        return;
    }
    let Some(target) = target else {
        let message = "a relation names its entity: BelongsTo<super::user::Entity>";
        problems.push(syn::Error::new(field.ty.span(), message));
        return;
    };
    if said.has("skip_fk") {
        holder.skipped.push(target);
        return;
    }
    let span = field.ident.as_ref().map_or_else(|| field.span(), Spanned::span);
    holder.relations.extend(written(&said, span, target, problems));
}

/// The entity that `via = "post_tag"` or `via = "post_tag::Post"` leads through.
fn junction(via: &LitStr) -> Option<Path> {
    let module = via.parse::<Path>().ok()?.segments.into_iter().next()?.ident;
    Some(syn::parse_quote!(super::#module::Entity))
}

/// Whether the field is a relation and no column: SeaORM looks at the last word of its type.
pub(super) fn is_relation(of: &Type) -> bool {
    matches!(of, Type::Path(path) if matches!(last(&path.path).as_deref(), Some("BelongsTo" | "HasOne" | "HasMany")))
}

fn entity(of: &Type) -> Option<&Path> {
    let Type::Path(path) = of else { return None };
    let inner = argument(path.path.segments.last()?)?;
    match inner {
        Type::Path(inner) if last(&inner.path).as_deref() == Some("Option") => {
            argument(inner.path.segments.last()?).and_then(|inner| match inner {
                Type::Path(inner) => Some(&inner.path),
                _ => None,
            })
        }
        Type::Path(inner) => Some(&inner.path),
        _ => None,
    }
}

fn written(said: &Said, span: Span, target: Path, problems: &mut Vec<syn::Error>) -> Option<Relation> {
    let mut end = |word: &str| {
        let Some(written) = said.text(word, problems) else {
            if !said.has(word) {
                let message =
                    format!("`belongs_to` needs `{word}`\nhelp: write from = \"...\", to = \"...\"");
                problems.push(syn::Error::new(span, message));
            }
            return None;
        };
        columns(&written).map_err(|problem| problems.push(problem)).ok()
    };
    let (from, to) = (end("from"), end("to"));
    let mut action = |word: &str| {
        let written = said.text(word, problems)?;
        let path = written.value();
        let word = path.rsplit("::").next().unwrap_or_default().trim().to_owned();
        Some(Pointed { word, span: written.span() })
    };
    let (on_delete, on_update) = (action("on_delete"), action("on_update"));
    let name = said.text("fk_name", problems).map(|name| name.value());
    Some(Relation { span, target, from: from?, to: to?, on_delete, on_update, name, is_open: false })
}

/// `user_id`, `Column::UserId`, `(user_id, post_id)`, `(super::post::Column::A, super::post::Column::B)`.
fn columns(written: &LitStr) -> syn::Result<Vec<Pointed>> {
    let text = written.value();
    let inside = text.trim();
    let inside = inside.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(inside);
    let parse = Punctuated::<Path, Token![,]>::parse_terminated_with;
    let paths = (|input: ParseStream<'_>| parse(input, column))
        .parse_str(inside)
        .map_err(|error| syn::Error::new(written.span(), format!("this names no column: {error}")))?;
    if paths.is_empty() {
        return Err(syn::Error::new(written.span(), "this names no column"));
    }
    Ok(paths.iter().map(|path| pointed(path, written.span())).collect())
}

/// A keyword is a name here: `sea-orm-cli` (2.0.4) writes `type`, though SeaORM's macro wants `r#type`.
fn column(input: ParseStream<'_>) -> syn::Result<Path> {
    if input.peek(Token![::]) || input.peek2(Token![::]) {
        Path::parse_mod_style(input)
    } else {
        input.call(Ident::parse_any).map(Path::from)
    }
}

/// Columns are named by their variant, or by their field.
fn pointed(path: &Path, span: Span) -> Pointed {
    let word = last(path).unwrap_or_default();
    let word = if path.segments.len() == 1 { names::variant(&word) } else { word };
    Pointed { word, span }
}

/// That of an arm of `RelationTrait::def`: `Entity::belongs_to(super::cake::Entity).from(..).to(..).into()`.
/// `Ok(None)` where it is none that this table holds.
pub(super) fn of_arm(expr: &Expr) -> syn::Result<Option<Relation>> {
    let mut calls: Vec<&ExprMethodCall> = Vec::new();
    let mut inner = tail(expr);
    while let Expr::MethodCall(call) = inner {
        calls.push(call);
        inner = &call.receiver;
    }
    let unreadable = |span: Span| {
        let message = "this relation cannot be read without running it\nhelp: write `Entity::belongs_to(super::other::Entity).from(Column::OtherId).to(super::other::Column::Id).into()`";
        syn::Error::new(span, message)
    };
    let Expr::Call(call) = plain(inner) else { return Err(unreadable(expr.span())) };
    let Expr::Path(function) = plain(&call.func) else { return Err(unreadable(expr.span())) };
    match last(&function.path).as_deref() {
        Some("has_one" | "has_many" | "has_many_via") => return Ok(None),
        Some("belongs_to") => {}
        _ => return Err(unreadable(expr.span())),
    }
    let Some(Expr::Path(target)) = call.args.first().map(plain) else { return Err(unreadable(call.span())) };
    let mut relation = Relation {
        span: call.span(),
        target: target.path.clone(),
        from: Vec::new(),
        to: Vec::new(),
        on_delete: None,
        on_update: None,
        name: None,
        is_open: true,
    };
    for call in calls.into_iter().rev() {
        let argument = call.args.first();
        let known = match (call.method.to_string().as_str(), argument) {
            ("skip_fk", _) => return Ok(None),
            ("from", Some(argument)) => ends(argument).map(|ends| relation.from = ends),
            ("to", Some(argument)) => ends(argument).map(|ends| relation.to = ends),
            ("on_delete", Some(argument)) => action(argument).map(|action| relation.on_delete = Some(action)),
            ("on_update", Some(argument)) => action(argument).map(|action| relation.on_update = Some(action)),
            ("fk_name", Some(argument)) => text(argument).map(|name| relation.name = Some(name)),
            ("into" | "on_condition" | "condition_type", _) => Some(()),
            _ => None,
        };
        known.ok_or_else(|| unreadable(call.method.span()))?;
    }
    if relation.from.is_empty() || relation.to.is_empty() {
        return Err(unreadable(expr.span()));
    }
    Ok(Some(relation))
}

fn ends(argument: &Expr) -> Option<Vec<Pointed>> {
    let one = |expr: &Expr| match plain(expr) {
        Expr::Path(path) => Some(Pointed { word: last(&path.path)?, span: path.span() }),
        _ => None,
    };
    match plain(argument) {
        Expr::Tuple(tuple) => tuple.elems.iter().map(one).collect(),
        other => one(other).map(|end| vec![end]),
    }
}

fn action(argument: &Expr) -> Option<Pointed> {
    match plain(argument) {
        Expr::Path(path) => Some(Pointed { word: last(&path.path)?, span: path.span() }),
        _ => None,
    }
}
