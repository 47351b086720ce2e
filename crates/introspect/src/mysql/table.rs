//! Tables: the statement that makes each, with the collations that are in effect.

use limbeck_schema::{Column, Name, ObjectName, Table, Unmodelled};

use super::{
    catalog::{ColumnRow, TableKind, TableRow},
    rewrite,
    schema::{Reading, error, name, twice, warning},
    shown,
};
use crate::{IntrospectError, Introspected};

const REPORT: &str = "please report this with what SHOW CREATE TABLE prints; until it is mended, leave the \
                      table out with `exclude`";

/// Adds the tables.
pub(super) fn read(reading: &Reading<'_>, found: &mut Introspected) -> Result<(), IntrospectError> {
    for row in reading.catalog.tables.iter().filter(|row| row.kind() == TableKind::Table) {
        let statement = rewrite::table(row.shown.as_deref().unwrap_or_default(), reading);
        let table = table(row, &statement, reading, found)?;
        found.schema.tables.add(table).map_err(twice("tables"))?;
        found.statements.push(rewrite::without_counter(&statement));
    }
    Ok(())
}

fn table(
    row: &TableRow,
    statement: &str,
    reading: &Reading<'_>,
    found: &mut Introspected,
) -> Result<Table, IntrospectError> {
    let own = ObjectName::plain(name(&row.name)?);
    let columns = reading.columns(&row.name);
    let Some(mut table) = shown::table(own.clone(), statement) else {
        let hidden = "a temporary table of the session hides table `";
        let unread = "the definition that the server prints cannot be read of table `";
        let is_hidden = statement.starts_with("CREATE TEMPORARY");
        let (what, help) =
            if is_hidden { (hidden, "drop the temporary table first") } else { (unread, REPORT) };
        found.diagnostics.push(error(format!("{what}{own}`"), help));
        return from_catalog(own, statement, columns);
    };
    take_collations(&mut table, row, columns)?;
    if !agrees(&table, columns) {
        found.diagnostics.push(error(
            format!("table `{own}` has other columns in its definition than in the catalog"),
            "if somebody changed it just now, try again; if not, please report this with what SHOW CREATE \
             TABLE prints",
        ));
    }
    for Unmodelled { what, text } in &table.unmodelled {
        found.diagnostics.push(warning(format!(
            "table `{own}` has a clause limbeck does not know: it is kept as it is ({what}: `{text}`)"
        )));
    }
    Ok(table)
}

/// The statement says only what differs from the table's, and of that only some.
fn take_collations(table: &mut Table, row: &TableRow, columns: &[&ColumnRow]) -> Result<(), IntrospectError> {
    if let Some(collation) = &row.collation {
        table.options.parameters.insert("COLLATE".to_owned(), collation.clone());
    }
    for column in table.columns.iter_mut() {
        let row = columns.iter().find(|row| is_same(&row.name, &column.name));
        let collation = row.and_then(|row| row.collation.as_deref()).map(name).transpose()?;
        column.collation = collation.map(ObjectName::plain);
    }
    Ok(())
}

fn agrees(table: &Table, columns: &[&ColumnRow]) -> bool {
    table.columns.len() == columns.len()
        && table.columns.iter().zip(columns).all(|(column, row)| is_same(&row.name, &column.name))
}

/// The case of a column's name never matters.
fn is_same(row: &str, column: &Name) -> bool {
    row == column.as_str() || row.to_lowercase() == column.as_str().to_lowercase()
}

/// What the catalog alone can say, for a person to see what is there; with the definition as a clause
/// nobody understood, so that it is never taken for all there is.
fn from_catalog(own: ObjectName, statement: &str, columns: &[&ColumnRow]) -> Result<Table, IntrospectError> {
    let mut table = Table::new(own);
    for row in columns {
        let column = Column::new(name(&row.name)?, row.sql_type.clone());
        table.columns.add(column).map_err(twice("columns"))?;
    }
    table.unmodelled.add(Unmodelled { what: "definition".to_owned(), text: statement.to_owned() });
    Ok(table)
}
