//! A schema in the words of Diesel's `table!` (2.3): the file that `diesel print-schema` would write, and
//! read back the same schema as far as `table!` can say it.

mod links;
mod types;

use std::fmt::Write;

use limbeck_schema::{
    Body, Column, Family, Kind, Name, Named, Object, ObjectName, Schema, Table, Thing, View,
};

use crate::{
    idents::{self, Idents, TableIdents},
    written::Written,
};
use types::{Spoken, Types};

/// Writes a schema as `table!`s. `schema` holds canonical names and types, as the database spells them.
pub fn write_diesel(schema: &Schema, family: Family) -> Written {
    let mut writing = Writing { schema, family, types: Types::new(family), written: Written::default() };
    let mut given = Idents::default();
    let mut tables: Vec<(&Table, TableIdents)> = Vec::new();
    for table in schema.tables.iter() {
        if writing.can_be_said(table) {
            tables.push((table, given.of_table(table)));
        }
    }
    let bodies: Vec<(Option<&Name>, String)> = tables
        .iter()
        .map(|(table, idents)| (table.name.namespace.as_ref(), writing.table(table, idents)))
        .collect();
    let mut text = String::from("// Written by limbeck: `limbeck inspect --format diesel`.\n");
    text.push_str(&widest(&tables));
    text.push_str(&writing.types.definitions(&|name| writing.labels(name)));
    let mut namespaces: Vec<Option<&Name>> = bodies.iter().map(|(namespace, _)| *namespace).collect();
    namespaces.dedup();
    namespaces.sort();
    namespaces.dedup();
    for namespace in namespaces {
        let inside: Vec<&str> =
            bodies.iter().filter(|(of, _)| *of == namespace).map(|(_, text)| text.as_str()).collect();
        let links = links::written(&tables, namespace, family);
        let body = inside.concat() + &links;
        match namespace {
            None => text.push_str(&body),
            Some(namespace) => {
                let ident = idents::ident(namespace.as_str(), &[]);
                // Infallible: it writes to a string.
                let _ = write!(text, "\npub mod {ident} {{{}}}\n", indented(&body));
            }
        }
    }
    for view in schema.views.iter() {
        text.push_str(&writing.view(view));
    }
    Written { text, ..writing.written }
}

struct Writing<'s> {
    schema: &'s Schema,
    family: Family,
    types: Types,
    written: Written,
}

impl Writing<'_> {
    /// Whether there is a way to say the table; where not, it is told.
    fn can_be_said(&mut self, table: &Table) -> bool {
        let is_ident = |name: &Name| idents::ident(name.as_str(), &[]) == name.as_str();
        let why = if key(table, self.family).is_empty() {
            "it has no primary key"
        } else if table.name.namespace.as_ref().is_some_and(|namespace| !is_ident(namespace)) {
            "the name of its schema is no name in Rust"
        } else if table.columns.len() > 128 {
            "Diesel knows tables of at most 128 columns"
        } else {
            return true;
        };
        self.written.tell(format!("table `{}` cannot be said by `table!`: {why}", table.name));
        false
    }

    fn table(&mut self, table: &Table, idents: &TableIdents) -> String {
        let spoken: Vec<(&Column, Spoken)> = table
            .columns
            .iter()
            .map(|column| (column, self.types.of(&table.name, &column.name, &column.sql_type.text)))
            .collect();
        for (column, spoken) in spoken.iter().filter(|(_, spoken)| spoken.is_near) {
            self.written.tell(format!(
                "column `{}.{}` is of the type `{}`, for which Diesel has none: it is written as `{}`",
                table.name, column.name, column.sql_type, spoken.path
            ));
        }
        let depth = if table.name.namespace.is_some() { "super::super" } else { "super" };
        let mut own: Vec<&str> = spoken.iter().filter_map(|(_, spoken)| spoken.own.as_deref()).collect();
        own.sort_unstable();
        own.dedup();
        let mut text = String::from("\ndiesel::table! {\n");
        if !own.is_empty() {
            text.push_str("    use diesel::sql_types::*;\n");
            own.iter().for_each(|own| text.push_str(&format!("    use {depth}::sql_types::{own};\n")));
            text.push('\n');
        } else if self.family != Family::Sqlite {
            text.push_str("    use diesel::sql_types::*;\n\n");
        }
        text.push_str(&docs(table.options.comment.as_deref(), "    "));
        let namespace = table.name.namespace.as_ref().map(|name| format!("{name}.")).unwrap_or_default();
        text.push_str(&renamed(&idents.table, &table.name.name, "    "));
        let key: Vec<String> = key(table, self.family).iter().map(|column| idents.column(column)).collect();
        text.push_str(&format!("    {namespace}{} ({}) {{\n", idents.table, key.join(", ")));
        if let Some(rowid) = implied_key(table, self.family) {
            text.push_str(&format!("        {rowid} -> Integer,\n"));
        }
        for (column, spoken) in &spoken {
            text.push_str(&self.column(column, spoken, &idents.column(&column.name)));
        }
        text.push_str("    }\n}\n");
        text
    }

    fn column(&self, column: &Column, spoken: &Spoken, ident: &str) -> String {
        let mut text = docs(column.comment.as_deref(), "        ");
        text.push_str(&renamed(ident, &column.name, "        "));
        if let Some(length) = spoken.length {
            text.push_str(&format!("        #[max_length = {length}]\n"));
        }
        let path = if column.nullable { format!("Nullable<{}>", spoken.path) } else { spoken.path.clone() };
        text.push_str(&format!("        {ident} -> {path},\n"));
        text
    }

    fn view(&mut self, view: &View) -> String {
        self.written.tell(format!("view `{}` cannot be said by `table!`", view.name()));
        format!("\n// The view `{}` is not declared: `view!` comes with Diesel 2.4.\n", view.name())
    }

    /// The labels of an enumeration that is a type of its own.
    fn labels(&self, name: &ObjectName) -> Option<Vec<String>> {
        match self.schema.objects.get(&Thing::new(Kind::Enum, name.clone())) {
            Some(Object { body: Body::Enum(labels), .. }) => Some(labels.clone()),
            _ => None,
        }
    }
}

/// The columns of the key: those of the table's, or SQLite's own.
fn key(table: &Table, family: Family) -> Vec<Name> {
    match &table.primary_key {
        Some(key) => key.parts.iter().map(|part| part.column.clone()).collect(),
        None => implied_key(table, family).and_then(|rowid| Name::new(rowid).ok()).into_iter().collect(),
    }
}

/// What `diesel print-schema` (2.3) takes for the key of a table that has none: the first name of SQLite's
/// rowid that is no column.
fn implied_key(table: &Table, family: Family) -> Option<&'static str> {
    let is_open = |name: &&str| !table.columns.iter().any(|column| column.name.as_str() == *name);
    let has_rowid = family == Family::Sqlite && table.primary_key.is_none() && !table.options.without_rowid;
    if has_rowid { ["rowid", "oid", "_rowid_"].into_iter().find(is_open) } else { None }
}

/// Which of Diesel's features the widest table needs.
fn widest(tables: &[(&Table, TableIdents)]) -> String {
    match tables.iter().map(|(table, _)| table.columns.len()).max().unwrap_or_default() {
        0..=32 => String::new(),
        33..=64 => "// Needs Diesel's feature `64-column-tables`.\n".to_owned(),
        _ => "// Needs Diesel's feature `128-column-tables`.\n".to_owned(),
    }
}

/// The name in the database, where the ident does not say it.
fn renamed(ident: &str, name: &Name, indent: &str) -> String {
    if ident == name.as_str() {
        return String::new();
    }
    format!("{indent}#[sql_name = \"{}\"]\n", name.as_str().escape_default())
}

fn docs(comment: Option<&str>, indent: &str) -> String {
    let lines = comment.unwrap_or_default().lines().map(|line| format!("{indent}/// {line}"));
    lines.map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}

#[cfg(test)]
mod tests;
