//! The whole schema, put together from the catalogs.

use std::collections::BTreeMap;

use limbeck_schema::{Diagnostic, Duplicate, Name, ObjectName, Severity, Unmanaged};

use super::{
    catalog::{Catalog, ColumnRow, SessionRow, TableKind},
    dependencies, program, table, view, wrong,
};
use crate::{IntrospectError, Introspected};

/// Tables may refer to tables that come later: so it begins, and so it ends.
const UNCHECKED: &str = "SET foreign_key_checks = 0";
const CHECKED: &str = "SET foreign_key_checks = 1";

/// What every part of the reading looks things up in.
pub(super) struct Reading<'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) session: &'c SessionRow,
    database: &'c str,
    columns: BTreeMap<String, Vec<&'c ColumnRow>>,
}

impl<'c> Reading<'c> {
    fn new(catalog: &'c Catalog) -> Result<Self, IntrospectError> {
        let session = catalog.session.first().ok_or_else(|| wrong("session", "it is empty"))?;
        let database = session.database.as_deref();
        let database = database.ok_or_else(|| wrong("session", "no database is chosen"))?;
        let mut reading = Self { catalog, session, database, columns: BTreeMap::new() };
        for row in &catalog.columns {
            reading.columns.entry(reading.key(&row.holder)).or_default().push(row);
        }
        Ok(reading)
    }

    /// The columns of a table or view, in order.
    pub(super) fn columns(&self, holder: &str) -> &[&'c ColumnRow] {
        self.columns.get(&self.key(holder)).map_or(&[], Vec::as_slice)
    }

    /// What a table is looked up by: where the server folds names, catalogs do not agree on their case.
    pub(super) fn key(&self, table: &str) -> String {
        if self.session.folds() { table.to_lowercase() } else { table.to_owned() }
    }

    pub(super) fn is_database(&self, name: &str) -> bool {
        self.key(name) == self.key(self.database)
    }
}

/// Puts the schema together: tables, then what is called, then what shows and what happens.
pub(super) fn assemble(catalog: &Catalog) -> Result<Introspected, IntrospectError> {
    let reading = Reading::new(catalog)?;
    let mut found = Introspected::default();
    unmanaged(&reading, &mut found)?;
    table::read(&reading, &mut found)?;
    program::routines(&reading, &mut found)?;
    view::read(&reading, &mut found)?;
    program::triggers(&reading, &mut found)?;
    program::events(&reading, &mut found)?;
    found.schema.dependencies = dependencies::read(&found.schema);
    if !found.statements.is_empty() {
        found.statements.insert(0, UNCHECKED.to_owned());
        found.statements.push(CHECKED.to_owned());
    }
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

/// Something that makes what was read worthless.
pub(super) fn error(message: String, help: &str) -> Diagnostic {
    Diagnostic { severity: Severity::Error, message, span: None, help: Some(help.to_owned()) }
}

/// A name as a catalog says it.
pub(super) fn name(text: &str) -> Result<Name, IntrospectError> {
    Name::new(text).map_err(|error| wrong("names", error.to_string()))
}

/// What is left alone. Defaults of columns may need a sequence, so that these come first.
fn unmanaged(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    for row in &reading.catalog.tables {
        let kind = match row.kind() {
            TableKind::Sequence => "sequence".to_owned(),
            TableKind::Other => row.kind.to_lowercase(),
            TableKind::Table | TableKind::View | TableKind::Temporary => continue,
        };
        let name = ObjectName::plain(name(&row.name)?);
        found.statements.extend(row.shown.clone());
        found.schema.unmanaged.put(Unmanaged { name, kind, definition: row.shown.clone() });
    }
    for row in reading.catalog.routines.iter().filter(|row| !row.is_managed()) {
        let kind = row.kind.to_lowercase();
        let mut name = ObjectName::plain(name(&row.name)?);
        if found.schema.unmanaged.contains(&name) {
            // Things of different kinds may share a name, as a package and its body always do.
            name = ObjectName::plain(self::name(&format!("{} ({kind})", row.name))?);
        }
        found.schema.unmanaged.put(Unmanaged { name, kind, definition: None });
    }
    Ok(())
}
