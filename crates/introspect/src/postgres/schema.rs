//! The whole schema, put together from the catalogs.

use limbeck_schema::{Diagnostic, Duplicate, Name, ObjectName, Severity, Unmanaged};

use super::{
    catalog::{Catalog, UnmanagedRow},
    comment, dependencies, grant, index,
    names::Places,
    object,
    relation::Relations,
    table,
    things::Things,
    trigger, view, wrong,
};
use crate::{IntrospectError, Introspected};

/// What every part of the reading looks things up in.
pub(super) struct Reading<'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) places: Places,
    pub(super) relations: Relations,
}

/// Puts the schema together: what holds first, then what stands on it, then what is said of both.
pub(super) fn assemble(catalog: &Catalog) -> Result<Introspected, IntrospectError> {
    let places = Places::new(catalog);
    let relations = Relations::new(catalog, &places)?;
    let reading = Reading { catalog, places, relations };
    let mut found = Introspected::default();
    table::read(&reading, &mut found)?;
    view::read(&reading, &mut found)?;
    index::read(&reading, &mut found)?;
    trigger::read(&reading, &mut found)?;
    object::read(&reading, &mut found)?;
    unmanaged(&reading, &mut found)?;
    let things = Things::new(&reading)?;
    comment::read(&reading, &things, &mut found)?;
    grant::read(&reading, &things, &mut found);
    found.schema.dependencies = dependencies::read(&reading, &things)?;
    tell_unmodelled(&mut found);
    Ok(found)
}

/// Two things of one name are more than the server allows.
pub(super) fn twice(subject: &'static str) -> impl Fn(Duplicate) -> IntrospectError {
    move |duplicate| wrong(subject, duplicate.to_string())
}

/// Something that can be lived with.
pub(super) fn warning(message: String) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, message, span: None, help: None }
}

fn unmanaged(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    for row in &reading.catalog.unmanaged {
        let UnmanagedRow { kind, namespace, name } = row;
        let namespace = namespace.map(|oid| reading.places.qualifier(oid)).transpose()?.flatten();
        let mut thing = Unmanaged {
            name: ObjectName { namespace, name: name.clone() },
            kind: kind.clone(),
            definition: None,
        };
        if found.schema.unmanaged.contains(&thing.name) {
            // Things of different kinds may share a name.
            let apart = Name::new(format!("{name} ({kind})"));
            thing.name.name = apart.map_err(|error| wrong("unmanaged things", error.to_string()))?;
        }
        found.schema.unmanaged.put(thing);
    }
    Ok(())
}

fn tell_unmodelled(found: &mut Introspected) {
    for table in found.schema.tables.iter() {
        for clause in table.unmodelled.iter() {
            found.diagnostics.push(warning(format!(
                "table `{}` has a clause limbeck does not know: it is kept as it is ({}: `{}`)",
                table.name, clause.what, clause.text
            )));
        }
    }
}
