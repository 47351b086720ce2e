//! Keys, checks and foreign keys as attributes of the struct.

use std::collections::BTreeMap;

use limbeck_schema::{
    Action, Check, Conflict, Deferral, Exclusion, ForeignKey, KeyName, KeyPart, Name, PrimaryKey, Table,
    Unique, Validity,
};

use super::{index, quoted};
use crate::{idents::TableIdents, rust::lower::EXCLUDE};

/// All of the table's, but for the primary key.
pub(super) fn all(table: &Table, idents: &TableIdents) -> Vec<String> {
    let mut said: Vec<String> = table.uniques.iter().map(|key| unique(key, idents)).collect();
    said.extend(table.indexes.iter().map(|one| index::attribute(one, idents)));
    // One that is a part of its column comes and goes with the column's type.
    said.extend(table.checks.iter().filter(|check| check.column.is_none()).map(check));
    said.extend(table.exclusions.iter().map(exclusion));
    said.extend(table.foreign_keys.iter().map(|key| foreign_key(key, idents)));
    said
}

/// The primary key, or that there is none.
pub(super) fn primary(key: Option<&PrimaryKey>, idents: &TableIdents) -> String {
    let Some(key) = key else { return "primary_key()".to_owned() };
    let mut said = key_parts(&key.parts, idents);
    said.extend(key.without_overlaps.then(|| "without_overlaps".to_owned()));
    said.extend(conflict(key.on_conflict));
    said.extend(rest_of_key(&key.include, &key.parameters, key.deferral, &key.name, idents));
    format!("primary_key({})", said.join(", "))
}

fn unique(key: &Unique, idents: &TableIdents) -> String {
    let mut said = key_parts(&key.parts, idents);
    said.extend(key.nulls_not_distinct.then(|| "nulls_not_distinct".to_owned()));
    said.extend(key.without_overlaps.then(|| "without_overlaps".to_owned()));
    said.extend(conflict(key.on_conflict));
    said.extend(rest_of_key(&key.include, &key.parameters, key.deferral, &key.name, idents));
    format!("unique({})", said.join(", "))
}

fn key_parts(parts: &[KeyPart], idents: &TableIdents) -> Vec<String> {
    let part = |part: &KeyPart| {
        let mut said = reference(&part.column, idents);
        if let Some(collation) = &part.collation {
            said += &format!(" collate({})", quoted(collation.as_str()));
        }
        if let Some(length) = part.length {
            said += &format!(" length({length})");
        }
        if part.descending { said + " desc" } else { said }
    };
    parts.iter().map(part).collect()
}

fn rest_of_key(
    include: &[Name],
    parameters: &BTreeMap<String, String>,
    deferral: Deferral,
    name: &KeyName,
    idents: &TableIdents,
) -> Vec<String> {
    let mut said: Vec<String> = beside(include, idents).into_iter().collect();
    said.extend(with(parameters));
    said.extend(deferrable(deferral));
    said.extend(named(name));
    said
}

/// `include(a, b)`.
pub(super) fn beside(include: &[Name], idents: &TableIdents) -> Option<String> {
    let columns: Vec<String> = include.iter().map(|name| reference(name, idents)).collect();
    (!columns.is_empty()).then(|| format!("include({})", columns.join(", ")))
}

/// `with("fillfactor" = "70")`.
pub(super) fn with(parameters: &BTreeMap<String, String>) -> Option<String> {
    (!parameters.is_empty()).then(|| format!("with({})", pairs(parameters)))
}

/// `"fillfactor" = "70"`, with commas.
pub(super) fn pairs(parameters: &BTreeMap<String, String>) -> String {
    let one = |(name, value): (&String, &String)| format!("{} = {}", quoted(name), quoted(value));
    parameters.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn conflict(on_conflict: Option<Conflict>) -> Option<String> {
    let word = match on_conflict? {
        Conflict::Rollback => "rollback",
        Conflict::Fail => "fail",
        Conflict::Ignore => "ignore",
        Conflict::Replace => "replace",
    };
    Some(format!("on_conflict = {word}"))
}

fn deferrable(deferral: Deferral) -> Option<String> {
    match deferral {
        Deferral::NotDeferrable => None,
        Deferral::InitiallyImmediate => Some("deferrable = initially_immediate".to_owned()),
        Deferral::InitiallyDeferred => Some("deferrable = initially_deferred".to_owned()),
    }
}

fn check(check: &Check) -> String {
    let mut said = vec![quoted(&check.expr.text)];
    said.extend(check.no_inherit.then(|| "no_inherit".to_owned()));
    said.extend(validity(check.validity));
    said.extend(named(&check.name));
    format!("check({})", said.join(", "))
}

fn exclusion(exclusion: &Exclusion) -> String {
    let text = &exclusion.definition.text;
    let mut said = vec![quoted(text.strip_prefix(EXCLUDE).unwrap_or(text))];
    said.extend(named(&exclusion.name));
    format!("exclude({})", said.join(", "))
}

fn foreign_key(key: &ForeignKey, idents: &TableIdents) -> String {
    let columns =
        |names: &[Name]| names.iter().map(|name| reference(name, idents)).collect::<Vec<_>>().join(", ");
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
    target.extend(action("on_delete", key.on_delete).map(|said| match key.set_on_delete.as_slice() {
        [] => said,
        some => format!("{said}({})", columns(some)),
    }));
    target.extend(action("on_update", key.on_update));
    target.extend(deferrable(key.deferral));
    target.extend(key.match_full.then(|| "match_full".to_owned()));
    target.extend(key.period.then(|| "period".to_owned()));
    target.extend(validity(key.validity));
    target.extend(named(&key.name));
    format!("foreign_key(columns({}), references({}))", columns(&key.columns), target.join(", "))
}

fn action(word: &str, action: Action) -> Option<String> {
    let said = action.to_string().to_ascii_lowercase().replace(' ', "_");
    (action != Action::NoAction).then(|| format!("{word} = {said}"))
}

/// What is not enforced at all is told apart.
fn validity(validity: Validity) -> Option<String> {
    (validity == Validity::NotValid).then(|| "not_valid".to_owned())
}

fn named(name: &KeyName) -> Option<String> {
    name.given().map(|name| format!("name = {}", quoted(name.as_str())))
}

/// Words that mean something else among columns are quoted.
pub(super) fn reference(name: &Name, idents: &TableIdents) -> String {
    const TAKEN: [&str; 11] = [
        "unique",
        "expr",
        "deferrable",
        "include",
        "with",
        "nulls_not_distinct",
        "without_overlaps",
        "match_full",
        "period",
        "not_valid",
        "desc",
    ];
    let ident = idents.column(name);
    if TAKEN.contains(&ident.as_str()) { quoted(&ident) } else { ident }
}
