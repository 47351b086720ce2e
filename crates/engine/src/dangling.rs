//! Foreign keys that lead nowhere. SQLite takes them, and refuses the rows.

use limbeck_schema::{Diagnostic, Kind, Name, ObjectName, Schema, Severity, Table};

use crate::{Project, scope};

/// Those of the named tables whose table the models do not have, but for what the project leaves alone.
pub(crate) fn dangling(named: &[ObjectName], schema: &Schema, project: &Project) -> Vec<Diagnostic> {
    let has = |wanted: &ObjectName| {
        let same = |a: &Name, b: &Name| a.as_str().eq_ignore_ascii_case(b.as_str());
        schema.tables.iter().any(|table| {
            same(&table.name.name, &wanted.name)
                && match (&table.name.namespace, &wanted.namespace) {
                    (Some(there), Some(wanted)) => same(there, wanted),
                    (None, None) => true,
                    _ => false,
                }
        })
    };
    let of_table = |table: &Table| {
        let keys = table.foreign_keys.iter();
        let lost = keys
            .filter(|key| !has(&key.references) && !scope::is_out(Kind::Table, &key.references, project))
            .map(|key| told(&table.name, &key.columns, &key.references));
        lost.collect::<Vec<_>>()
    };
    named.iter().filter_map(|name| schema.tables.get(name)).flat_map(of_table).collect()
}

fn told(table: &ObjectName, columns: &[Name], references: &ObjectName) -> Diagnostic {
    let columns: Vec<&str> = columns.iter().map(Name::as_str).collect();
    Diagnostic {
        severity: Severity::Warning,
        message: format!(
            "foreign key ({}) of table `{table}` refers to `{references}`, a table that no model declares",
            columns.join(", ")
        ),
        span: None,
        help: Some(
            "mend the name, or declare that table too; what `exclude` leaves alone may stay".to_owned(),
        ),
    }
}
