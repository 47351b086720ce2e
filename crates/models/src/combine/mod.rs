//! Several sources as one.
//!
//! Each table has one source that is the authority on its columns: one that says everything, else the
//! one that says least beside the columns, because listing columns is all it is for (`table!`). Every
//! other source confirms those columns, and adds the aspects that the authority cannot say.

mod table;

use std::collections::BTreeMap;

use limbeck_schema::{
    Aspect, Body, Coverage, Diagnostic, Items, Loaded, Named, Object, ObjectName, Renames, Schema, Severity,
    Table, TableCoverage,
};

/// One table as one source says it.
pub(crate) struct Said {
    pub(crate) table: Table,
    pub(crate) coverage: TableCoverage,
}

/// What all parts say together. Where two speak of the same aspect of a table, the later one is
/// heard: the engine builds later sources on top of earlier ones.
pub fn combine(parts: Vec<Loaded>) -> Loaded {
    let mut whole = Loaded {
        schema: Schema::default(),
        coverage: Coverage {
            tables: BTreeMap::new(),
            views: parts.iter().any(|part| part.coverage.views),
            objects: parts.iter().any(|part| part.coverage.objects),
            comments: parts.iter().any(|part| part.coverage.comments),
            grants: parts.iter().any(|part| part.coverage.grants),
            absent_tables: parts.iter().any(|part| part.coverage.absent_tables),
            keyless_tables: parts.iter().any(|part| part.coverage.keyless_tables),
            left_out: parts.iter().flat_map(|part| part.coverage.left_out.iter().cloned()).collect(),
        },
        renames: Renames::new(),
        diagnostics: Vec::new(),
    };
    let mut tables: Vec<(ObjectName, Vec<Said>)> = Vec::new();
    for part in parts {
        whole.diagnostics.extend(part.diagnostics);
        add_renames(&mut whole, &part.renames);
        for table in part.schema.tables {
            let said = Said { coverage: part.coverage.of(&table.name).clone(), table };
            match tables.iter_mut().find(|(name, _)| same(name, &said.table.name)) {
                Some((_, all)) => all.push(said),
                None => tables.push((said.table.name.clone(), vec![said])),
            }
        }
        part.schema.views.into_iter().for_each(|view| drop(whole.schema.views.put(view)));
        add_objects(&mut whole, part.schema.objects, part.coverage.objects);
        part.schema.comments.into_iter().for_each(|comment| drop(whole.schema.comments.put(comment)));
        for grant in part.schema.grants {
            if !whole.schema.grants.iter().any(|other| *other == grant) {
                whole.schema.grants.add(grant);
            }
        }
        part.schema.dependencies.iter().for_each(|(thing, needed)| {
            whole.schema.dependencies.add(thing.clone(), needed.clone());
        });
        part.schema.unmanaged.into_iter().for_each(|object| drop(whole.schema.unmanaged.add(object)));
    }
    for (name, all) in tables {
        // A view that `table!` declares is that view.
        if !whole.schema.views.iter().any(|view| same(view.name(), &name)) {
            add_table(&mut whole, all);
        }
    }
    let known: Vec<ObjectName> = names(&whole.schema);
    let stale: Vec<ObjectName> = whole
        .schema
        .unmanaged
        .iter()
        .filter(|object| object.definition.is_none() && known.iter().any(|name| same(name, &object.name)))
        .map(|object| object.name.clone())
        .collect();
    stale.iter().for_each(|name| drop(whole.schema.unmanaged.remove(name)));
    whole
}

/// Names of tables and views that a source declares in full.
fn names(schema: &Schema) -> Vec<ObjectName> {
    let tables = schema.tables.iter().map(|table| table.name.clone());
    tables.chain(schema.views.iter().map(|view| view.name.clone())).collect()
}

fn add_table(whole: &mut Loaded, all: Vec<Said>) {
    let merged = table::merge(all, &mut whole.diagnostics);
    if let Some(Said { table, coverage }) = merged {
        whole.coverage.tables.insert(table.name.clone(), coverage);
        // Those of one name were gathered before.
        let _ = whole.schema.tables.add(table);
    }
}

fn add_renames(whole: &mut Loaded, renames: &Renames) {
    let tables = renames.tables().map(|(old, new)| (old.clone(), new.clone()));
    let mut failures = Vec::new();
    for (old, new) in tables {
        failures.extend(whole.renames.add_table(old, new).err());
    }
    for (table, old, new) in renames.columns() {
        failures.extend(whole.renames.add_column(table.clone(), old.clone(), new.clone()).err());
    }
    for (enumeration, old, new) in renames.labels() {
        failures.extend(whole.renames.add_label(enumeration.clone(), old.clone(), new.clone()).err());
    }
    for failure in failures {
        let help = "two model sources mark renames differently: keep the `renamed_from` that is true";
        whole.diagnostics.push(error(failure.to_string(), help));
    }
}

/// What says everything may say a thing last.
fn add_objects(whole: &mut Loaded, objects: Items<Object>, says_everything: bool) {
    for object in objects {
        match whole.schema.objects.get(&object.id) {
            Some(first) if !says_everything && *first != object => {
                whole.diagnostics.push(disputed(first, &object));
            }
            _ => drop(whole.schema.objects.put(object)),
        }
    }
}

/// Two sources in Rust that give one enumeration different labels.
fn disputed(first: &Object, other: &Object) -> Diagnostic {
    let labels = |object: &Object| match &object.body {
        Body::Enum(labels) => labels.join(", "),
        _ => object.id.to_string(),
    };
    let message = format!(
        "two model sources give the {} `{}` different labels: `{}` or `{}`",
        first.id.kind,
        first.id,
        labels(first),
        labels(other)
    );
    error(message, "make both say the same, in the same order")
}

pub(crate) fn error(message: String, help: &str) -> Diagnostic {
    Diagnostic { severity: Severity::Error, message, span: None, help: Some(help.to_owned()) }
}

/// Nobody has folded names yet; sources that differ in case only still mean one table.
pub(crate) fn same(one: &ObjectName, other: &ObjectName) -> bool {
    one.to_string().eq_ignore_ascii_case(&other.to_string())
}

/// Whether nothing about the table is beyond the source.
pub(crate) fn is_full(coverage: &TableCoverage) -> bool {
    coverage.aspects == Aspect::all()
}

#[cfg(test)]
mod tests;
