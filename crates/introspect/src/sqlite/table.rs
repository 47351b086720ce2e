//! Tables: the stored statement, with the types as SQLite prints them.

use limbeck_schema::{Column, Diagnostic, Expr, Name, ObjectName, SqlType, Table, Unmodelled};

use super::{
    agreement::{error, table_disagreements, warning},
    catalog::{ColumnRow, Facts},
    same, stored,
};

/// Builds the table, and tells what is not certain about it.
pub(super) fn table(name: ObjectName, sql: &str, facts: &Facts, diagnostics: &mut Vec<Diagnostic>) -> Table {
    let Some(mut table) = stored::table(name.clone(), sql) else {
        diagnostics.push(error(format!("the definition that SQLite keeps of table `{name}` cannot be read")));
        return from_facts(name, sql, facts);
    };
    for column in table.columns.iter_mut() {
        if let Some(row) = facts.columns.iter().find(|row| same(&row.name, column.name.as_str())) {
            take_type(column, row);
        }
    }
    for Unmodelled { what, text } in &table.unmodelled {
        diagnostics.push(warning(format!(
            "table `{name}` has a clause limbeck does not know: it is kept as it is ({what}: `{text}`)"
        )));
    }
    let disagreements = table_disagreements(&table, facts);
    if !disagreements.is_empty() {
        let what = disagreements.join(", ");
        diagnostics.push(error(format!(
            "limbeck reads the definition of table `{name}` differently than SQLite does: its {what}"
        )));
    }
    table
}

/// SQLite prints the types it knows in capitals, and the others as written but without quotes. What it
/// prints is taken, unless without quotes it would be read as something else.
fn take_type(column: &mut Column, row: &ColumnRow) {
    if stored::is_type(&row.sql_type) {
        column.sql_type = SqlType::new(row.sql_type.clone());
    }
}

/// What the pragmas alone can say, for a person to see what is there; with the definition as a clause
/// nobody understood, so that it is never taken for all there is.
fn from_facts(name: ObjectName, sql: &str, facts: &Facts) -> Table {
    let mut table = Table::new(name);
    for row in &facts.columns {
        let Ok(name) = Name::new(row.name.clone()) else { continue };
        let mut column = Column::new(name, row.sql_type.clone());
        column.nullable = !row.not_null();
        column.default = row.default.clone().map(Expr::new);
        // SQLite keeps the names of columns apart, so none comes twice.
        let _ = table.columns.add(column);
    }
    table.options.strict = facts.strict;
    table.options.without_rowid = facts.without_rowid;
    table.unmodelled.add(Unmodelled { what: "definition".to_owned(), text: sql.to_owned() });
    table
}
