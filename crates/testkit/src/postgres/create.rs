//! The SQL that creates a schema, printed without any of limbeck's own printers.

use limbeck_schema::{
    Body, Comment, Index, IndexPart, IndexTerm, Kind, Object, Schema, Sequence, Table, View,
};

use super::table_sql::{foreign_key, names, parameters, string, table};
use crate::names::{quoted, spelled};

/// PostgreSQL statements that create `schema`, without closing semicolons: each thing after what it
/// needs, foreign keys after all tables, so that circles are no matter.
pub(super) fn statements(schema: &Schema) -> Vec<String> {
    let mut all = Vec::new();
    for kind in [Kind::Namespace, Kind::Enum, Kind::Sequence, Kind::Function] {
        all.extend(schema.objects.iter().filter(|object| object.id.kind == kind).map(object));
    }
    all.extend(schema.tables.iter().map(table));
    all.extend(schema.objects.iter().filter_map(ownership));
    for table in schema.tables.iter() {
        all.extend(table.indexes.iter().map(|of| index(table, of)));
    }
    for table in schema.tables.iter() {
        all.extend(table.foreign_keys.iter().map(|key| foreign_key(table, key)));
    }
    all.extend(views(schema));
    let triggers = schema.tables.iter().flat_map(|table| table.triggers.iter());
    let triggers = triggers.chain(schema.views.iter().flat_map(|view| view.triggers.iter()));
    all.extend(triggers.map(|trigger| trigger.definition.text.to_string()));
    for table in schema.tables.iter() {
        all.extend(comments_of(table));
    }
    all.extend(schema.comments.iter().map(comment));
    all
}

fn object(object: &Object) -> String {
    let name = spelled(&object.id.name);
    match &object.body {
        Body::Namespace => format!("CREATE SCHEMA {name}"),
        Body::Enum(labels) => {
            let labels: Vec<_> = labels.iter().map(|label| string(label)).collect();
            format!("CREATE TYPE {name} AS ENUM ({})", labels.join(", "))
        }
        Body::Sequence(sequence) => format!("CREATE SEQUENCE {name} AS {}", counting(sequence)),
        Body::Routine(routine) => routine.definition.text.to_string(),
        _ => String::new(),
    }
}

/// How a sequence counts, from its type on.
fn counting(sequence: &Sequence) -> String {
    let Sequence { sql_type, start, increment, min, max, cache, cycle, .. } = sequence;
    let cycle = if *cycle { " CYCLE" } else { "" };
    format!(
        "{sql_type} INCREMENT BY {increment} MINVALUE {min} MAXVALUE {max} START WITH {start} CACHE {cache}{cycle}"
    )
}

fn ownership(object: &Object) -> Option<String> {
    let Body::Sequence(sequence) = &object.body else { return None };
    let (table, column) = sequence.owned_by.as_ref()?;
    let (name, table, column) = (spelled(&object.id.name), spelled(table), quoted(column.as_str()));
    Some(format!("ALTER SEQUENCE {name} OWNED BY {table}.{column}"))
}

fn index(table: &Table, index: &Index) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let (name, table) = (quoted(index.name.as_str()), spelled(&table.name));
    let method = index.method.as_deref().unwrap_or("btree");
    let parts: Vec<_> = index.parts.iter().map(part).collect();
    let mut text = format!("CREATE {unique}INDEX {name} ON {table} USING {method} ({})", parts.join(", "));
    if !index.include.is_empty() {
        text += &format!(" INCLUDE ({})", names(&index.include));
    }
    text += &parameters(&index.parameters);
    text + &index.predicate.as_ref().map(|expr| format!(" WHERE {expr}")).unwrap_or_default()
}

fn part(part: &IndexPart) -> String {
    let term = match &part.term {
        IndexTerm::Column(name) => quoted(name.as_str()),
        IndexTerm::Expr(expr) => format!("({expr})"),
    };
    let collation = part.collation.as_ref().map(|name| format!(" COLLATE {}", quoted(name.name.as_str())));
    let direction = if part.descending { " DESC" } else { "" };
    let nulls = match part.nulls_first {
        Some(true) => " NULLS FIRST",
        Some(false) => " NULLS LAST",
        None => "",
    };
    term + &collation.unwrap_or_default() + direction + nulls
}

/// Each after those it looks at.
fn views(schema: &Schema) -> Vec<String> {
    let mut waiting: Vec<&View> = schema.views.iter().collect();
    let mut statements = Vec::new();
    while !waiting.is_empty() {
        let waits = |view: &View| {
            let mut others = waiting.iter().filter(|other| other.name != view.name);
            others.any(|other| view.definition.text.contains(&format!("FROM {}", spelled(&other.name))))
        };
        let next = waiting.iter().position(|view| !waits(view)).unwrap_or(0);
        let view = waiting.remove(next);
        let kind = if view.materialized { "MATERIALIZED VIEW" } else { "VIEW" };
        statements.push(format!("CREATE {kind} {} AS {}", spelled(&view.name), view.definition));
    }
    statements
}

fn comments_of(table: &Table) -> Vec<String> {
    let name = spelled(&table.name);
    let own = table.options.comment.iter().map(|text| format!("COMMENT ON TABLE {name} IS {}", string(text)));
    let columns = table.columns.iter().filter_map(|column| {
        let text = string(column.comment.as_ref()?);
        Some(format!("COMMENT ON COLUMN {name}.{} IS {text}", quoted(column.name.as_str())))
    });
    own.chain(columns).collect()
}

fn comment(comment: &Comment) -> String {
    let kind = match comment.on.kind {
        Kind::Enum => "TYPE",
        Kind::MaterializedView => "MATERIALIZED VIEW",
        Kind::Index => "INDEX",
        _ => "VIEW",
    };
    format!("COMMENT ON {kind} {} IS {}", spelled(&comment.on.name), string(&comment.text))
}
