//! The whole schema, put together from the catalogs.

use std::collections::BTreeMap;

use limbeck_lex::{name_of, significant};
use limbeck_schema::{
    Diagnostic, Duplicate, Family, Items, Name, ObjectName, Statement, Trigger, Unmanaged, View,
};

use super::{
    agreement::{error, warning},
    catalog::{Catalog, Object},
    index::index,
    table::table,
};
use crate::Introspected;

/// What an object is to limbeck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Table,
    View,
    Index,
    Trigger,
    /// Known and left alone.
    Unmanaged(&'static str),
    /// SQLite's own, or made by a constraint or a virtual table: it comes and goes with something else.
    Hidden,
}

/// Puts the schema together. Tables and views come first, whatever the order of creation: a trigger is
/// found where its table is.
pub(super) fn assemble(catalog: &Catalog) -> Introspected {
    let mut found = Introspected::default();
    let orphans = orphaned_modules(catalog, &mut found.diagnostics);
    let standing: Vec<Standing> =
        catalog.objects.iter().map(|object| standing(object, catalog, &orphans)).collect();
    let objects = || catalog.objects.iter().zip(&standing);
    let mut holders = BTreeMap::new();
    for (object, standing) in objects() {
        if let Some(name) = add_holder(object, *standing, catalog, &mut found) {
            holders.insert(object.name.to_ascii_lowercase(), name);
        }
    }
    for (object, standing) in objects() {
        add_part(object, *standing, &holders, catalog, &mut found);
    }
    found.statements = objects()
        .filter(|(_, standing)| **standing != Standing::Hidden)
        .filter_map(|(object, _)| object.sql.clone())
        .collect();
    found
}

fn standing(object: &Object, catalog: &Catalog, orphans: &[String]) -> Standing {
    // SQLite reserves the prefix for itself, in any case.
    let internal = |name: &str| name.get(..7).is_some_and(|prefix| prefix.eq_ignore_ascii_case("sqlite_"));
    let kind = catalog.facts(&object.name).map_or("", |facts| facts.kind.as_str());
    match object.kind.as_str() {
        _ if internal(&object.name) || object.sql.is_none() => Standing::Hidden,
        "table" if kind == "shadow" => Standing::Hidden,
        "table" if kind == "virtual" => Standing::Unmanaged("virtual table"),
        "table" if orphans.iter().any(|prefix| has_prefix(&object.name, prefix)) => {
            Standing::Unmanaged("table of a virtual table")
        }
        "table" => Standing::Table,
        "view" => Standing::View,
        "index" => Standing::Index,
        "trigger" => Standing::Trigger,
        _ => Standing::Unmanaged("object of an unknown kind"),
    }
}

/// The prefixes of tables that may belong to a virtual table whose module is not here, so that SQLite
/// cannot say which do. Taking them for ordinary tables could drop what holds the data of an index.
fn orphaned_modules(catalog: &Catalog, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut prefixes = Vec::new();
    for object in &catalog.objects {
        let Some(module) = object.sql.as_deref().and_then(module_of) else { continue };
        if object.kind == "table" && !catalog.knows_module(&module) {
            let name = &object.name;
            diagnostics.push(warning(format!(
                "virtual table `{name}` needs the module `{module}`, which limbeck does not have: \
                 tables whose names begin with `{name}_` are taken to belong to it and left alone"
            )));
            prefixes.push(format!("{name}_"));
        }
    }
    prefixes
}

/// The name behind `USING` of a `CREATE VIRTUAL TABLE`.
fn module_of(sql: &str) -> Option<String> {
    let start = sql.get(..14).filter(|start| start.eq_ignore_ascii_case("create virtual"));
    let tokens = start.map(|_| significant(Family::Sqlite, sql))?;
    let using = tokens.iter().position(|token| token.is_word("using"))?;
    name_of(tokens.get(using + 1)?)
}

fn has_prefix(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Adds a table or a view, or what is left alone; the name of what can hold indexes and triggers.
fn add_holder(
    object: &Object,
    standing: Standing,
    catalog: &Catalog,
    found: &mut Introspected,
) -> Option<ObjectName> {
    if !matches!(standing, Standing::Table | Standing::View | Standing::Unmanaged(_)) {
        return None;
    }
    let Ok(name) = Name::new(object.name.clone()).map(ObjectName::plain) else {
        let kind = &object.kind;
        found
            .diagnostics
            .push(error(format!("there is a {kind} with an empty name, which limbeck cannot speak of")));
        return None;
    };
    let sql = object.sql.as_deref().unwrap_or_default();
    let schema = &mut found.schema;
    let added = match standing {
        Standing::Table => match catalog.facts(&object.name) {
            Some(facts) => schema.tables.add(table(name.clone(), sql, facts, &mut found.diagnostics)),
            None => Err(Duplicate(object.name.clone())),
        },
        Standing::View => schema.views.add(View::new(name.clone(), Statement::new(sql))),
        _ => return leave_alone(object, standing, found),
    };
    if added.is_err() {
        found.diagnostics.push(error(format!("SQLite says nothing certain about `{name}`")));
    }
    added.is_ok().then_some(name)
}

fn leave_alone(object: &Object, standing: Standing, found: &mut Introspected) -> Option<ObjectName> {
    let kind = match standing {
        Standing::Unmanaged(kind) => kind,
        _ => "object without a table",
    };
    if let Ok(name) = Name::new(object.name.clone()) {
        let (name, definition) = (ObjectName::plain(name), object.sql.clone());
        found.schema.unmanaged.put(Unmanaged { name, kind: kind.to_owned(), definition });
    }
    None
}

/// Adds an index or a trigger to what holds it.
fn add_part(
    object: &Object,
    standing: Standing,
    holders: &BTreeMap<String, ObjectName>,
    catalog: &Catalog,
    found: &mut Introspected,
) {
    if !matches!(standing, Standing::Index | Standing::Trigger) {
        return;
    }
    let sql = object.sql.as_deref().unwrap_or_default();
    // A trigger keeps its table's name as its author wrote it.
    let Some(holder) = holders.get(&object.table.to_ascii_lowercase()) else {
        leave_alone(object, standing, found);
        return;
    };
    let schema = &mut found.schema;
    match (standing, schema.tables.get_mut(holder), catalog.facts(holder.name.as_str())) {
        (Standing::Index, Some(table), Some(facts)) => {
            index(&object.name, sql, (table, facts), &mut found.diagnostics);
        }
        (Standing::Trigger, table, _) => {
            let triggers = match table {
                Some(table) => Some(&mut table.triggers),
                None => schema.views.get_mut(holder).map(|view| &mut view.triggers),
            };
            add_trigger(object, sql, triggers, &mut found.diagnostics);
        }
        _ => {
            leave_alone(object, standing, found);
        }
    }
}

fn add_trigger(
    object: &Object,
    sql: &str,
    triggers: Option<&mut Items<Trigger>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let trigger = Name::new(object.name.clone()).ok().map(|name| Trigger::new(name, Statement::new(sql)));
    let added = trigger.zip(triggers).is_some_and(|(trigger, all)| all.add(trigger).is_ok());
    if !added {
        diagnostics
            .push(error(format!("trigger `{}` of `{}` cannot be spoken of", object.name, object.table)));
    }
}
