//! The SQL that creates a schema, printed without any of limbeck's own printers.

use limbeck_schema::{
    Check, Column, Conflict, Deferral, ForeignKey, Index, IndexTerm, KeyName, KeyPart, Name, PrimaryKey,
    Schema, Table, Unique,
};

use crate::names::quoted;

/// SQLite statements that create `schema`: tables, indexes, views, triggers; in the order of
/// declaration, without closing semicolons.
pub(super) fn statements(schema: &Schema) -> Vec<String> {
    let tables = schema.tables.iter().map(table);
    let indexes =
        schema.tables.iter().flat_map(|table| table.indexes.iter().map(move |index| index_of(table, index)));
    let views = schema.views.iter().map(|view| view.definition.text.to_string());
    let triggers = schema.tables.iter().flat_map(|table| table.triggers.iter());
    let triggers = triggers.chain(schema.views.iter().flat_map(|view| view.triggers.iter()));
    tables
        .chain(indexes)
        .chain(views)
        .chain(triggers.map(|trigger| trigger.definition.text.to_string()))
        .collect()
}

fn table(table: &Table) -> String {
    // AUTOINCREMENT can only be said behind the column.
    let inline = table.primary_key.as_ref().filter(|key| key.autoincrement);
    let mut parts: Vec<String> = table
        .columns
        .iter()
        .map(|definition| {
            let key = inline.filter(|key| key.parts.iter().any(|part| part.column == definition.name));
            column(definition) + &key.map(inline_key).unwrap_or_default()
        })
        .collect();
    parts.extend(table.primary_key.iter().filter(|key| !key.autoincrement).map(primary_key));
    parts.extend(table.uniques.iter().map(unique));
    parts.extend(table.foreign_keys.iter().map(foreign_key));
    parts.extend(table.checks.iter().map(check));
    let options = [(table.options.strict, "STRICT"), (table.options.without_rowid, "WITHOUT ROWID")];
    let options: Vec<_> = options.into_iter().filter(|(on, _)| *on).map(|(_, text)| text).collect();
    let name = quoted(table.name.name.as_str());
    format!("CREATE TABLE {name} ({}) {}", parts.join(", "), options.join(", ")).trim_end().to_owned()
}

fn column(column: &Column) -> String {
    let mut text = quoted(column.name.as_str());
    if !column.sql_type.text.is_empty() {
        text += &format!(" {}", column.sql_type.text);
    }
    if !column.nullable {
        text += " NOT NULL";
        text += on_conflict(column.on_null);
    }
    if let Some(default) = &column.default {
        text += &format!(" DEFAULT ({default})");
    }
    if let Some(collation) = &column.collation {
        text += &format!(" COLLATE {}", quoted(collation.name.as_str()));
    }
    if let Some(generated) = &column.generated {
        let kept = if generated.stored { "STORED" } else { "VIRTUAL" };
        text += &format!(" GENERATED ALWAYS AS ({}) {kept}", generated.expr);
    }
    text
}

fn inline_key(key: &PrimaryKey) -> String {
    format!(" {}PRIMARY KEY{} AUTOINCREMENT", constraint(&key.name), on_conflict(key.on_conflict))
}

fn primary_key(key: &PrimaryKey) -> String {
    let (name, conflict) = (constraint(&key.name), on_conflict(key.on_conflict));
    format!("{name}PRIMARY KEY ({}){conflict}", key_parts(&key.parts))
}

fn unique(unique: &Unique) -> String {
    let (name, conflict) = (constraint(&unique.name), on_conflict(unique.on_conflict));
    format!("{name}UNIQUE ({}){conflict}", key_parts(&unique.parts))
}

fn foreign_key(key: &ForeignKey) -> String {
    let mut text = format!(
        "{}FOREIGN KEY ({}) REFERENCES {}",
        constraint(&key.name),
        names(&key.columns),
        quoted(key.references.name.as_str())
    );
    if !key.referenced.text.is_empty() {
        text += &format!(" ({})", names(&key.referenced.text));
    }
    text += &format!(" ON DELETE {} ON UPDATE {}", key.on_delete, key.on_update);
    text + match key.deferral {
        Deferral::NotDeferrable => "",
        Deferral::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
        Deferral::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    }
}

fn check(check: &Check) -> String {
    format!("{}CHECK ({})", constraint(&check.name), check.expr)
}

fn index_of(table: &Table, index: &Index) -> String {
    let part = |part: &limbeck_schema::IndexPart| {
        let term = match &part.term {
            IndexTerm::Column(name) => quoted(name.as_str()),
            IndexTerm::Expr(expr) => expr.to_string(),
        };
        term + &order(part.collation.as_ref().map(|name| &name.name), part.descending)
    };
    let parts: Vec<_> = index.parts.iter().map(part).collect();
    let unique = if index.unique { "UNIQUE " } else { "" };
    let predicate = index.predicate.as_ref().map(|expr| format!(" WHERE {expr}")).unwrap_or_default();
    let [name, table] = [&index.name, &table.name.name].map(|name| quoted(name.as_str()));
    format!("CREATE {unique}INDEX {name} ON {table} ({}){predicate}", parts.join(", "))
}

fn constraint(name: &KeyName) -> String {
    name.given().map(|name| format!("CONSTRAINT {} ", quoted(name.as_str()))).unwrap_or_default()
}

fn on_conflict(conflict: Option<Conflict>) -> &'static str {
    match conflict {
        None => "",
        Some(Conflict::Rollback) => " ON CONFLICT ROLLBACK",
        Some(Conflict::Fail) => " ON CONFLICT FAIL",
        Some(Conflict::Ignore) => " ON CONFLICT IGNORE",
        Some(Conflict::Replace) => " ON CONFLICT REPLACE",
    }
}

fn key_parts(parts: &[KeyPart]) -> String {
    let part =
        |part: &KeyPart| quoted(part.column.as_str()) + &order(part.collation.as_ref(), part.descending);
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
}

fn order(collation: Option<&Name>, descending: bool) -> String {
    let collation = collation.map(|name| format!(" COLLATE {}", quoted(name.as_str())));
    collation.unwrap_or_default() + if descending { " DESC" } else { "" }
}

fn names(names: &[Name]) -> String {
    names.iter().map(|name| quoted(name.as_str())).collect::<Vec<_>>().join(", ")
}
