//! A schema as structs that derive `Model`: every type word for word, so that all of it is compared when it is
//! read back.

mod constraint;
mod field;

use std::collections::BTreeSet;

use limbeck_schema::{Family, Name, Named, Schema, Table};

use crate::{
    idents::{self, Idents, TableIdents},
    written::Written,
};

/// Writes a schema as structs. `schema` holds canonical names and types, as the database spells them.
pub fn write_rust(schema: &Schema, family: Family) -> Written {
    let mut writing = Writing { family, structs: BTreeSet::new(), written: Written::default() };
    writing
        .written
        .text
        .push_str("// Written by limbeck: `limbeck inspect --format rust`.\n\nuse limbeck_derive::Model;\n");
    let mut given = Idents::default();
    for table in schema.tables.iter() {
        let text = writing.table(table, &given.of_table(table));
        writing.written.text.push_str(&text);
    }
    for view in schema.views.iter() {
        writing.written.tell(format!("view `{}` cannot be said by a struct", view.name()));
    }
    for object in schema.objects.iter() {
        writing.written.tell(format!("the {} `{}` cannot be said by a struct", object.id.kind, object.id));
    }
    writing.written
}

struct Writing {
    family: Family,
    /// Names of structs that are taken.
    structs: BTreeSet<String>,
    written: Written,
}

impl Writing {
    fn table(&mut self, table: &Table, idents: &TableIdents) -> String {
        let plain = idents::camel(table.name.name.as_str());
        let plain = match &table.name.namespace {
            Some(namespace) if self.structs.contains(&plain) => idents::camel(namespace.as_str()) + &plain,
            _ => plain,
        };
        let ident = idents::free(plain, &mut self.structs);
        let mut said = vec![format!("table = {}", quoted(table.name.name.as_str()))];
        said.extend(table.name.namespace.as_ref().map(|name| format!("schema = {}", quoted(name.as_str()))));
        said.extend(table.options.comment.as_ref().map(|text| format!("comment = {}", quoted(text))));
        said.extend(table.options.strict.then(|| "strict".to_owned()));
        said.extend(table.options.without_rowid.then(|| "without_rowid".to_owned()));
        let key: Vec<&Name> =
            table.primary_key.iter().flat_map(|key| key.parts.iter().map(|part| &part.column)).collect();
        said.push(format!("primary_key({})", constraint::columns(&key, idents)));
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
        for exclusion in table.exclusions.iter() {
            tell(&format!("the exclusion constraint {}", exclusion.definition));
        }
        for clause in table.unmodelled.iter() {
            tell(&format!("the {} `{}`", clause.what, clause.text));
        }
        if let Some(key) = &table.primary_key
            && constraint::is_detailed(&key.parts, key.on_conflict)
        {
            tell("the order or conflict clause of the primary key");
        }
        for unique in table.uniques.iter() {
            if constraint::is_detailed(&unique.parts, unique.on_conflict) {
                tell("the order or conflict clause of a unique constraint");
            }
        }
        for index in table.indexes.iter() {
            let is_more = index.method.is_some()
                || !index.include.is_empty()
                || !index.parameters.is_empty()
                || index.parts.iter().any(|part| {
                    part.collation.is_some() || part.operator_class.is_some() || part.length.is_some()
                });
            if is_more {
                tell(&format!("more than columns and a predicate of the index `{}`", index.name));
            }
        }
        let options = &table.options;
        if options.partition_of.is_some() || options.partitioned_by.is_some() || !options.inherits.is_empty()
        {
            tell("partitions or parents");
        }
    }
}

/// A literal of Rust.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}

#[cfg(test)]
mod tests;
