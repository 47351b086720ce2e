//! Who needs whom: what views show, as the server prints it. Triggers, routines and events look for what
//! they need only when they run.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_lex::{TokenKind, name_of, significant};
use limbeck_schema::{Dependencies, Family, Kind, Schema, Thing};

use super::rewrite::is_source;

/// What each view shows something of, and what it calls.
pub(super) fn read(schema: &Schema) -> Dependencies {
    let mut known: BTreeMap<(bool, &str), Thing> = BTreeMap::new();
    for table in schema.tables.iter() {
        known.insert((false, table.name.name.as_str()), Thing::new(Kind::Table, table.name.clone()));
    }
    for view in schema.views.iter() {
        known.insert((false, view.name.name.as_str()), Thing::new(Kind::View, view.name.clone()));
    }
    for object in schema.objects.iter().filter(|object| object.id.kind == Kind::Function) {
        known.insert((true, object.id.name.name.as_str()), object.id.clone());
    }
    let folded: BTreeMap<(bool, String), &Thing> =
        known.iter().map(|((is_call, name), thing)| ((*is_call, name.to_lowercase()), thing)).collect();
    let mut dependencies = Dependencies::new();
    for view in schema.views.iter() {
        let own = Thing::new(Kind::View, view.name.clone());
        for (is_call, name) in mentions(&view.definition.text) {
            let exact = known.get(&(is_call, name.as_str()));
            if let Some(thing) = exact.or_else(|| folded.get(&(is_call, name.to_lowercase())).copied()) {
                dependencies.add(own.clone(), thing.clone());
            }
        }
    }
    dependencies
}

/// The names of the tables and views that a query reads from, apart from those in other databases.
pub(super) fn sources(query: &str) -> BTreeSet<String> {
    mentions(query).into_iter().filter(|(is_call, _)| !is_call).map(|(_, name)| name).collect()
}

/// Names that are read from, and names that are called; true of these.
fn mentions(query: &str) -> BTreeSet<(bool, String)> {
    let tokens = significant(Family::Mysql, query);
    let is = |at: Option<usize>, operator: &str| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| token.is_operator(operator))
    };
    let mut found = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::QuotedName) {
        let is_call = is(Some(at + 1), "(");
        let is_own = !is(Some(at + 1), ".") && !is(at.checked_sub(1), ".");
        if is_own && (is_call || is_source(&tokens, at)) {
            found.extend(name_of(token).map(|name| (is_call, name)));
        }
    }
    found
}
