//! The SQL that creates a table.

use limbeck_schema::{Check, Column, ForeignKey, Index, IndexTerm, KeyName, Name, PrimaryKey, Table};

use super::types;

/// With its keys and indexes: what counts by itself needs its key at once.
pub(super) fn table(table: &Table) -> String {
    let mut parts: Vec<String> = table.columns.iter().map(column).collect();
    parts.extend(table.primary_key.iter().map(primary_key));
    parts.extend(table.indexes.iter().map(index));
    parts.extend(table.checks.iter().map(check));
    let mut text = format!("CREATE TABLE {} ({})", quoted(table.name.name.as_str()), parts.join(", "));
    for (name, value) in &table.options.parameters {
        text += &format!(" {name}={value}");
    }
    text + &comment(table.options.comment.as_ref())
}

pub(super) fn foreign_key(table: &Table, key: &ForeignKey) -> String {
    let referenced = &key.referenced.text;
    format!(
        "ALTER TABLE {} ADD {}FOREIGN KEY ({}) REFERENCES {} ({}) ON DELETE {} ON UPDATE {}",
        quoted(table.name.name.as_str()),
        constraint(&key.name),
        names(&key.columns),
        quoted(key.references.name.as_str()),
        names(referenced),
        key.on_delete,
        key.on_update
    )
}

fn column(column: &Column) -> String {
    let mut text = format!("{} {}", quoted(column.name.as_str()), column.sql_type);
    if let Some(collation) = &column.collation {
        text += &format!(" COLLATE {}", collation.name);
    }
    if let Some(generated) = &column.generated {
        let kept = if generated.stored { "STORED" } else { "VIRTUAL" };
        text += &format!(" GENERATED ALWAYS AS ({}) {kept}", generated.expr);
    }
    if !column.nullable {
        text += " NOT NULL";
    } else if column.sql_type.text == "timestamp" {
        // Older servers take NOT NULL for granted.
        text += " NULL";
    }
    text += &default(column);
    if let Some(now) = &column.on_update {
        text += &format!(" ON UPDATE {now}");
    }
    if column.auto_increment {
        text += " AUTO_INCREMENT";
    }
    if column.invisible {
        text += " INVISIBLE";
    }
    text + &comment(column.comment.as_ref())
}

fn default(column: &Column) -> String {
    let Some(default) = &column.default else { return String::new() };
    if types::is_computed(&column.sql_type.text, default) {
        format!(" DEFAULT ({default})")
    } else {
        format!(" DEFAULT {default}")
    }
}

fn primary_key(key: &PrimaryKey) -> String {
    let part = |part: &limbeck_schema::KeyPart| {
        quoted(part.column.as_str()) + &taken(part.length) + direction(part.descending)
    };
    format!("PRIMARY KEY ({})", key.parts.iter().map(part).collect::<Vec<_>>().join(", "))
}

fn index(index: &Index) -> String {
    let part = |part: &limbeck_schema::IndexPart| {
        let term = match &part.term {
            IndexTerm::Column(name) => quoted(name.as_str()),
            IndexTerm::Expr(expr) => format!("({expr})"),
        };
        term + &taken(part.length) + direction(part.descending)
    };
    let parts = index.parts.iter().map(part).collect::<Vec<_>>().join(", ");
    let method = index.method.as_ref().map(|method| format!("{method} ")).unwrap_or_default();
    let unique = if index.unique { "UNIQUE " } else { "" };
    let mut text = format!("{unique}{method}KEY {} ({parts})", quoted(index.name.as_str()));
    for (name, value) in &index.parameters {
        text += &format!(" {name} {value}");
    }
    text
}

fn taken(length: Option<u32>) -> String {
    length.map(|length| format!("({length})")).unwrap_or_default()
}

fn direction(descending: bool) -> &'static str {
    if descending { " DESC" } else { "" }
}

fn check(check: &Check) -> String {
    format!("{}CHECK ({})", constraint(&check.name), check.expr)
}

fn constraint(name: &KeyName) -> String {
    name.given().map(|name| format!("CONSTRAINT {} ", quoted(name.as_str()))).unwrap_or_default()
}

fn comment(text: Option<&String>) -> String {
    let string = |text: &String| text.replace('\\', "\\\\").replace('\'', "''");
    text.map(|text| format!(" COMMENT '{}'", string(text))).unwrap_or_default()
}

pub(super) fn names(names: &[Name]) -> String {
    names.iter().map(|name| quoted(name.as_str())).collect::<Vec<_>>().join(", ")
}

/// The name as SQL has it.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}
