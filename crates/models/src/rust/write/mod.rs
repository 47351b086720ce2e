//! A schema as structs that derive `Model`: every type word for word, so that all of it is compared when it is
//! read back.

mod constraint;
mod enumeration;
mod field;
mod index;
mod serial;

use std::collections::BTreeSet;

use limbeck_schema::{
    Family, Kind, Named, Object, ObjectName, ReplicaIdentity, RowSecurity, Schema, Table, TableOptions,
    Validity,
};

use crate::{
    ddl,
    idents::{self, Idents, TableIdents},
    written::Written,
};
use enumeration::Enums;
use serial::Serials;

/// Words of Rust's prelude that the text uses: no table may be called so.
const USED: [&str; 3] = ["Option", "String", "Vec"];

/// Writes a schema as structs. `schema` holds canonical names and types, as the database spells them.
pub fn write_rust(schema: &Schema, family: Family) -> Written {
    let mut structs = USED.map(str::to_owned).into();
    let tables: Vec<(&Table, String)> =
        schema.tables.iter().map(|table| (table, ident(table, &mut structs))).collect();
    let enums = Enums::of(schema, &ddl::of(family), &mut structs);
    let serials = Serials::of(schema, &ddl::of(family));
    let mut writing = Writing { family, enums, serials, written: Written::default() };
    let said = writing.enums.text();
    let derives = if said.is_empty() { "Model" } else { "{Model, SqlEnum}" };
    writing.written.text = format!(
        "// Written by limbeck: `limbeck inspect --format rust`.\n\nuse limbeck_derive::{derives};\n{said}"
    );
    let mut given = Idents::default();
    for (table, ident) in tables {
        let text = writing.table(table, &ident, &given.of_table(table));
        writing.written.text.push_str(&text);
    }
    for view in schema.views.iter() {
        writing.written.tell(format!("view `{}` cannot be said by a struct", view.name()));
    }
    for object in schema.objects.iter() {
        if writing.says(schema, object) {
            continue;
        }
        writing.written.tell(format!("the {} `{}` cannot be said by a struct", object.id.kind, object.id));
    }
    writing.written
}

/// The name of the struct.
fn ident(table: &Table, given: &mut BTreeSet<String>) -> String {
    let plain = idents::camel(table.name.name.as_str());
    let plain = match &table.name.namespace {
        Some(namespace) if given.contains(&plain) => idents::camel(namespace.as_str()) + &plain,
        _ => plain,
    };
    idents::free(plain, given)
}

struct Writing {
    family: Family,
    enums: Enums,
    serials: Serials,
    written: Written,
}

impl Writing {
    /// Whether the object comes with what is written.
    fn says(&self, schema: &Schema, object: &Object) -> bool {
        let is_it = |name: &ObjectName| name.namespace.as_ref() == Some(&object.id.name.name);
        match object.id.kind {
            Kind::Enum => true,
            Kind::Sequence => self.serials.has(&object.id),
            Kind::Namespace => schema.tables.iter().any(|table| is_it(&table.name)),
            _ => false,
        }
    }

    fn table(&mut self, table: &Table, ident: &str, idents: &TableIdents) -> String {
        let mut said = vec![format!("table = {}", quoted(table.name.name.as_str()))];
        said.extend(table.name.namespace.as_ref().map(|name| format!("schema = {}", quoted(name.as_str()))));
        said.extend(table.options.comment.as_ref().map(|text| format!("comment = {}", quoted(text))));
        said.extend(table.options.strict.then(|| "strict".to_owned()));
        said.extend(table.options.without_rowid.then(|| "without_rowid".to_owned()));
        said.extend(options(&table.options));
        said.push(constraint::primary(table.primary_key.as_ref(), idents));
        said.extend(constraint::all(table, idents));
        self.tell_rest(table);
        let lines: String = said.iter().map(|said| format!("    {said},\n")).collect();
        let fields: String = table
            .columns
            .iter()
            .map(|column| self.field(table, column, &idents.column(&column.name)))
            .collect();
        format!("\n#[derive(Model)]\n#[limbeck(\n{lines})]\npub struct {ident} {{\n{fields}}}\n")
    }

    /// What attributes have no words for.
    fn tell_rest(&mut self, table: &Table) {
        let mut tell = |what: &str| {
            self.written.tell(format!("{what} of table `{}` cannot be said by a struct", table.name));
        };
        for trigger in table.triggers.iter() {
            tell(&format!("the trigger `{}`", trigger.name));
        }
        for clause in table.unmodelled.iter() {
            tell(&format!("the {} `{}`", clause.what, clause.text));
        }
        for index in table.indexes.iter().filter(|index| index.only) {
            tell(&format!("that the partitions have no part in the index `{}`", index.name));
        }
        for check in table.checks.iter().filter(|check| field::is_beyond(check)) {
            tell(&format!("that `{}` is a part of a column", check.expr.text));
        }
        let is_off = |validity: Validity| validity == Validity::NotEnforced;
        if table.checks.iter().any(|check| is_off(check.validity))
            || table.foreign_keys.iter().any(|key| is_off(key.validity))
        {
            tell("a constraint that is not enforced");
        }
        let options = &table.options;
        if options.partition_of.is_some() || options.partitioned_by.is_some() || !options.inherits.is_empty()
        {
            tell("partitions or parents");
        }
        if options.of_type.is_some() || options.foreign.is_some() || options.access_method.is_some() {
            tell("the type, the server or the access method");
        }
        if options.replica_identity != ReplicaIdentity::Default
            || options.row_security != RowSecurity::default()
            || options.clustered_on.is_some()
        {
            tell("the replica identity, the row security or the clustering");
        }
    }
}

/// What is said of the table as a whole, beside its name and its comment.
fn options(options: &TableOptions) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    said.extend(options.unlogged.then(|| "unlogged".to_owned()));
    said.extend(options.tablespace.as_ref().map(|name| format!("tablespace = {}", quoted(name.as_str()))));
    if !options.parameters.is_empty() {
        said.push(format!("options({})", constraint::pairs(&options.parameters)));
    }
    said
}

/// A literal of Rust.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}

#[cfg(test)]
mod tests;
