//! Keys, indexes and checks as attributes of the struct.

use limbeck_schema::{
    Action, Conflict, Deferral, ForeignKey, Index, IndexTerm, KeyName, KeyPart, Name, Table,
};

use super::quoted;
use crate::idents::TableIdents;

/// All of the table's, but for the primary key.
pub(super) fn all(table: &Table, idents: &TableIdents) -> Vec<String> {
    let mut said = Vec::new();
    for unique in table.uniques.iter() {
        let parts: Vec<&Name> = unique.parts.iter().map(|part| &part.column).collect();
        said.push(format!("unique({}{})", columns(&parts, idents), named(&unique.name)));
    }
    said.extend(table.indexes.iter().map(|index| of_index(index, idents)));
    // One that is a part of its column comes and goes with the column's type.
    for check in table.checks.iter().filter(|check| check.column.is_none()) {
        said.push(format!("check({}{})", quoted(&check.expr.text), named(&check.name)));
    }
    said.extend(table.foreign_keys.iter().map(|key| of_foreign_key(key, idents)));
    said
}

/// The columns by their fields.
pub(super) fn columns(columns: &[&Name], idents: &TableIdents) -> String {
    columns.iter().map(|name| reference(name, idents)).collect::<Vec<_>>().join(", ")
}

/// Whether a key says more than its columns.
pub(super) fn is_detailed(parts: &[KeyPart], on_conflict: Option<Conflict>) -> bool {
    on_conflict.is_some()
        || parts.iter().any(|part| part.descending || part.collation.is_some() || part.length.is_some())
}

fn of_index(index: &Index, idents: &TableIdents) -> String {
    let part = |part: &limbeck_schema::IndexPart| {
        let term = match &part.term {
            IndexTerm::Column(name) => reference(name, idents),
            IndexTerm::Expr(expr) => format!("expr({})", quoted(&expr.text)),
        };
        if part.descending { term + " desc" } else { term }
    };
    let mut said: Vec<String> = index.parts.iter().map(part).collect();
    said.push(format!("name = {}", quoted(index.name.as_str())));
    said.extend(index.unique.then(|| "unique".to_owned()));
    said.extend(index.predicate.as_ref().map(|predicate| format!("where = {}", quoted(&predicate.text))));
    format!("index({})", said.join(", "))
}

fn of_foreign_key(key: &ForeignKey, idents: &TableIdents) -> String {
    let own: Vec<&Name> = key.columns.iter().collect();
    let mut there = key.referenced.key.iter();
    let table = key.references.name.as_str();
    // A namespace can only stand in front of a table and a column of it.
    let mut target = match (&key.references.namespace, there.clone().next()) {
        (Some(namespace), Some(first)) => {
            there.next();
            vec![quoted(&format!("{namespace}.{table}.{first}"))]
        }
        _ => vec![quoted(table)],
    };
    target.extend(there.map(|column| quoted(column.as_str())));
    target.extend(action("on_delete", key.on_delete));
    target.extend(action("on_update", key.on_update));
    target.extend(match key.deferral {
        Deferral::NotDeferrable => None,
        Deferral::InitiallyImmediate => Some("deferrable = initially_immediate".to_owned()),
        Deferral::InitiallyDeferred => Some("deferrable = initially_deferred".to_owned()),
    });
    let target = target.join(", ") + &named(&key.name);
    format!("foreign_key(columns({}), references({target}))", columns(&own, idents))
}

fn action(word: &str, action: Action) -> Option<String> {
    let said = action.to_string().to_ascii_lowercase().replace(' ', "_");
    (action != Action::NoAction).then(|| format!("{word} = {said}"))
}

fn named(name: &KeyName) -> String {
    name.given().map(|name| format!(", name = {}", quoted(name.as_str()))).unwrap_or_default()
}

/// Words that mean something else among columns are quoted.
fn reference(name: &Name, idents: &TableIdents) -> String {
    let ident = idents.column(name);
    if matches!(ident.as_str(), "unique" | "expr" | "deferrable") { quoted(&ident) } else { ident }
}
