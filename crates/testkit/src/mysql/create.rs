//! The SQL that creates a schema, printed without any of limbeck's own printers.

use limbeck_schema::{Body, Object, Schema, View};

use super::table_sql::{foreign_key, quoted, table};

/// Statements of MySQL and MariaDB that create `schema`, without closing semicolons: each thing after what
/// it needs, foreign keys after all tables, so that circles are no matter.
pub(super) fn statements(schema: &Schema) -> Vec<String> {
    let mut all: Vec<String> = schema.tables.iter().map(table).collect();
    for table in schema.tables.iter() {
        all.extend(table.foreign_keys.iter().map(|key| foreign_key(table, key)));
    }
    all.extend(views(schema));
    let triggers = schema.tables.iter().flat_map(|table| table.triggers.iter());
    all.extend(triggers.map(|trigger| trigger.definition.text.to_string()));
    all.extend(schema.objects.iter().map(object));
    all
}

fn object(object: &Object) -> String {
    match &object.body {
        Body::Routine(routine) => routine.definition.text.to_string(),
        Body::Statement(statement) => statement.text.to_string(),
        _ => String::new(),
    }
}

/// Each after those it looks at.
fn views(schema: &Schema) -> Vec<String> {
    let mut waiting: Vec<&View> = schema.views.iter().collect();
    let mut statements = Vec::new();
    while !waiting.is_empty() {
        let waits = |view: &View| {
            let mut others = waiting.iter().filter(|other| other.name != view.name);
            others.any(|other| {
                view.definition.text.contains(&format!("FROM {}", quoted(other.name.name.as_str())))
            })
        };
        let next = waiting.iter().position(|view| !waits(view)).unwrap_or(0);
        statements.push(view(waiting.remove(next)));
    }
    statements
}

fn view(view: &View) -> String {
    let option = |name: &str| view.options.get(name);
    let algorithm = option("ALGORITHM").map(|value| format!("ALGORITHM = {value} ")).unwrap_or_default();
    let security = option("SQL SECURITY").map(|value| format!("SQL SECURITY {value} ")).unwrap_or_default();
    let check = option("CHECK OPTION").map(|value| format!(" WITH {value} CHECK OPTION")).unwrap_or_default();
    let name = quoted(view.name.name.as_str());
    format!("CREATE {algorithm}{security}VIEW {name} AS {}{check}", view.definition)
}
