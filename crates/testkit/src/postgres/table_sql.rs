//! The SQL that creates a table.

use std::collections::BTreeMap;

use limbeck_schema::{
    Check, Column, Deferral, Exclusion, ForeignKey, Identity, KeyName, KeyPart, Name, PrimaryKey, Table,
    Unique,
};

use crate::names::{quoted, spelled};

/// Without foreign keys.
pub(super) fn table(table: &Table) -> String {
    let mut parts: Vec<String> = table.columns.iter().map(column).collect();
    parts.extend(table.primary_key.iter().map(primary_key));
    parts.extend(table.uniques.iter().map(unique));
    parts.extend(table.checks.iter().map(check));
    parts.extend(table.exclusions.iter().map(exclusion));
    format!(
        "CREATE TABLE {} ({}){}",
        spelled(&table.name),
        parts.join(", "),
        parameters(&table.options.parameters)
    )
}

pub(super) fn foreign_key(table: &Table, key: &ForeignKey) -> String {
    let mut text = format!(
        "ALTER TABLE {} ADD {}FOREIGN KEY ({}) REFERENCES {}",
        spelled(&table.name),
        constraint(&key.name),
        names(&key.columns),
        spelled(&key.references)
    );
    if !key.referenced.text.is_empty() {
        text += &format!(" ({})", names(&key.referenced.text));
    }
    text + &format!(" ON DELETE {} ON UPDATE {}", key.on_delete, key.on_update) + deferral(key.deferral)
}

fn column(column: &Column) -> String {
    let mut text = format!("{} {}", quoted(column.name.as_str()), column.sql_type);
    if let Some(collation) = &column.collation {
        text += &format!(" COLLATE {}", quoted(collation.name.as_str()));
    }
    if !column.nullable {
        text += " NOT NULL";
    }
    if let Some(default) = &column.default {
        text += &format!(" DEFAULT {default}");
    }
    if let Some(generated) = &column.generated {
        text += &format!(" GENERATED ALWAYS AS ({}) STORED", generated.expr);
    }
    text + &column.identity.as_deref().map(identity).unwrap_or_default()
}

fn identity(identity: &Identity) -> String {
    let when = if identity.always { "ALWAYS" } else { "BY DEFAULT" };
    let (start, increment) = (identity.sequence.start, identity.sequence.increment);
    format!(" GENERATED {when} AS IDENTITY (START WITH {start} INCREMENT BY {increment})")
}

fn primary_key(key: &PrimaryKey) -> String {
    format!("{}PRIMARY KEY ({})", constraint(&key.name), key_parts(&key.parts))
}

fn unique(unique: &Unique) -> String {
    let columns = key_parts(&unique.parts);
    format!("{}UNIQUE ({columns}){}", constraint(&unique.name), deferral(unique.deferral))
}

fn check(check: &Check) -> String {
    format!("{}CHECK ({})", constraint(&check.name), check.expr)
}

fn exclusion(exclusion: &Exclusion) -> String {
    format!("{}{}", constraint(&exclusion.name), exclusion.definition)
}

fn constraint(name: &KeyName) -> String {
    name.given().map(|name| format!("CONSTRAINT {} ", quoted(name.as_str()))).unwrap_or_default()
}

fn deferral(deferral: Deferral) -> &'static str {
    match deferral {
        Deferral::NotDeferrable => "",
        Deferral::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
        Deferral::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    }
}

fn key_parts(parts: &[KeyPart]) -> String {
    parts.iter().map(|part| quoted(part.column.as_str())).collect::<Vec<_>>().join(", ")
}

pub(super) fn names(names: &[Name]) -> String {
    names.iter().map(|name| quoted(name.as_str())).collect::<Vec<_>>().join(", ")
}

/// ` WITH (...)`, where there are any.
pub(super) fn parameters(parameters: &BTreeMap<String, String>) -> String {
    if parameters.is_empty() {
        return String::new();
    }
    let all: Vec<_> = parameters.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    format!(" WITH ({})", all.join(", "))
}

pub(super) fn string(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
