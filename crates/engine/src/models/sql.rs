//! Models in SQL: files that are executed, and may add to what Rust models declare.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_lex::{mentions, name_of, significant, statements};
use limbeck_models::SourceFile;
use limbeck_schema::{Aspect, Coverage, Family, Loaded, ObjectName, Renames, Schema};

use crate::{EngineError, executed, scratch::Space};

/// Executes SQL files in scratch space and reads the result back. Tables and types that only the Rust models
/// declare stand there too, so that a file may add indexes, triggers and views to them.
pub(super) fn read(
    sql: &[SourceFile],
    rust: Option<&Loaded>,
    space: &mut Space<'_>,
) -> Result<Loaded, EngineError> {
    let family = space.family;
    let foundation = rust.map(|rust| foundation(sql, rust, family)).unwrap_or_default();
    let read = executed::read(sql, &foundation, space)?;
    let mut coverage = Coverage::full();
    if let Some(rust) = rust {
        let added = additions(sql, family);
        for table in foundation.tables.iter() {
            let mut of_table = rust.coverage.of(&table.name).clone();
            of_table
                .aspects
                .extend(added.get(&table.name.name.as_str().to_ascii_lowercase()).into_iter().flatten());
            coverage.tables.insert(table.name.clone(), of_table);
        }
        coverage.keyless_tables = rust.coverage.keyless_tables;
    }
    Ok(Loaded { schema: read.schema, coverage, renames: Renames::new(), diagnostics: read.diagnostics })
}

/// The tables and types of the Rust models that no file creates.
fn foundation(sql: &[SourceFile], rust: &Loaded, family: Family) -> Schema {
    let heads = heads(sql, family);
    let is_created = |kinds: &[&'static str], name: &ObjectName| {
        let name = name.name.as_str().to_ascii_lowercase();
        kinds.iter().any(|kind| heads.contains(&(*kind, name.clone())))
    };
    let mut foundation = Schema::default();
    for table in rust.schema.tables.iter().filter(|table| !is_created(&["table", "view"], &table.name)) {
        // Names are unique in what they are taken from.
        let _ = foundation.tables.add(table.clone());
    }
    for object in rust.schema.objects.iter().filter(|object| !is_created(&["type"], &object.id.name)) {
        foundation.objects.put(object.clone());
    }
    foundation
}

/// What the files add to tables they do not create: their indexes and triggers.
fn additions(sql: &[SourceFile], family: Family) -> BTreeMap<String, BTreeSet<Aspect>> {
    let mut found: BTreeMap<String, BTreeSet<Aspect>> = BTreeMap::new();
    for file in sql {
        for statement in statements(family, &file.text).unwrap_or_default() {
            let aspect = match kind(family, statement.text) {
                Some("index") => Aspect::Index,
                Some("trigger") => Aspect::Trigger,
                _ => continue,
            };
            for name in mentions(family, statement.text) {
                found.entry(name).or_default().insert(aspect);
            }
        }
    }
    found
}

/// What kind of thing a CREATE statement makes.
fn kind(family: Family, statement: &str) -> Option<&'static str> {
    let tokens = significant(family, statement);
    let mut words = tokens.iter().map(|token| token.text.to_ascii_lowercase());
    if words.next()? != "create" {
        return None;
    }
    let what = words.find(|word| !["temp", "temporary", "unique", "virtual"].contains(&word.as_str()))?;
    ["table", "view", "index", "trigger", "type"].into_iter().find(|kind| *kind == what)
}

/// The kind and the lower-cased name of what every CREATE statement makes.
fn heads(sql: &[SourceFile], family: Family) -> BTreeSet<(&'static str, String)> {
    let mut found = BTreeSet::new();
    for file in sql {
        for statement in statements(family, &file.text).unwrap_or_default() {
            let Some(kind) = kind(family, statement.text) else { continue };
            let tokens = significant(family, statement.text);
            let at = tokens.iter().position(|token| token.text.eq_ignore_ascii_case(kind));
            let mut rest = tokens.iter().skip(at.map_or(0, |at| at + 1)).peekable();
            while rest
                .next_if(|token| ["if", "not", "exists"].contains(&token.text.to_ascii_lowercase().as_str()))
                .is_some()
            {}
            let mut name = rest.next().and_then(name_of);
            if rest.next_if(|token| token.text == ".").is_some() {
                name = rest.next().and_then(name_of);
            }
            found.extend(name.map(|name| (kind, name.to_ascii_lowercase())));
        }
    }
    found
}
