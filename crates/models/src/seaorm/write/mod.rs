//! A schema as compact entities, a module each. What they cannot say stands in comments beside.

mod relation;
mod types;

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use limbeck_schema::{
    Body, Column, Family, Index, IndexPart, IndexTerm, KeyPart, Kind, Name, Named, Schema, Table, Unique,
};

use super::names;
use crate::{
    ddl::{self, Ddl},
    idents::{self, free},
    written::Written,
};

/// Writes a schema as entities. `schema` holds canonical names and types, as the database spells them.
pub fn write_sea_orm(schema: &Schema, family: Family) -> Written {
    let mut modules = BTreeSet::from(["enums".to_owned(), "prelude".to_owned()]);
    let entities = schema.tables.iter().filter(|table| table.primary_key.is_some()).map(|table| Entity {
        table,
        module: free(snake(table.name.name.as_str()), &mut modules),
        fields: fields(table),
    });
    let entities: Vec<Entity<'_>> = entities.collect();
    let mut writing = Writing { words: ddl::of(family), schema, written: Written::default() };
    writing.written.text.push_str("// Written by limbeck: `limbeck inspect --format sea-orm`.\n");
    writing.enumerations();
    for entity in &entities {
        let text = writing.entity(entity, &entities);
        writing.written.text.push_str(&text);
    }
    for table in schema.tables.iter().filter(|table| table.primary_key.is_none()) {
        writing.beside(format!("table `{}` has no primary key, which SeaORM needs", table.name));
    }
    for view in schema.views.iter() {
        writing.beside(format!("view `{}` cannot be said by an entity", view.name()));
    }
    for object in schema.objects.iter().filter(|object| !matches!(object.body, Body::Enum(_))) {
        writing.beside(format!("the {} `{}` cannot be said by an entity", object.id.kind, object.id));
    }
    writing.written
}

/// A table, with the idents it gets.
struct Entity<'a> {
    table: &'a Table,
    module: String,
    /// Of its columns, in order.
    fields: Vec<String>,
}

impl Entity<'_> {
    /// The variant of `Column` for a column of the table.
    fn variant(&self, column: &Name) -> Option<String> {
        let at = self.table.columns.position(column)?;
        self.fields.get(at).map(|field| names::variant(field))
    }
}

struct Writing<'a> {
    words: Ddl,
    schema: &'a Schema,
    written: Written,
}

/// Fields whose variants are idents, and differ too.
fn fields(table: &Table) -> Vec<String> {
    let mut variants = BTreeSet::new();
    let field = |column: &Column| {
        let plain = snake(column.name.as_str());
        let variant = names::variant(&plain);
        let is_ident = !variant.starts_with(|first: char| first.is_ascii_digit()) && variant != "Self";
        let plain = if is_ident { plain } else { format!("n_{}", plain.trim_matches('_')) };
        let mut field = plain.clone();
        let mut number = 2;
        while !variants.insert(names::variant(&field)) {
            field = format!("{plain}_{number}");
            number += 1;
        }
        field
    };
    table.columns.iter().map(field).collect()
}

fn snake(name: &str) -> String {
    idents::ident(&idents::ident(name, &[]).to_snake_case(), &[])
}

impl Writing<'_> {
    /// Enumerations that are types of their own.
    fn enumerations(&mut self) {
        let mut text = String::new();
        for object in self.schema.objects.iter().filter(|object| object.id.kind == Kind::Enum) {
            let Body::Enum(labels) = &object.body else { continue };
            let name = object.id.name.name.as_str();
            if object.id.name.namespace.is_some() {
                self.beside(format!("the enum `{}` is in a namespace, which no entity can say", object.id));
                continue;
            }
            if !names::are_variants(labels) {
                self.beside(format!("the labels of the enum `{}` make no variants of their own", object.id));
                continue;
            }
            let mut given = BTreeSet::new();
            let variants: String = labels
                .iter()
                .map(|label| {
                    let variant = free(idents::camel(label), &mut given);
                    format!("        #[sea_orm(string_value = {label:?})]\n        {variant},\n")
                })
                .collect();
            text += &format!(
                "\n    #[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]\n    #[sea_orm(rs_type = \"String\", db_type = \"Enum\", enum_name = {name:?})]\n    pub enum {} {{\n{variants}    }}\n",
                idents::camel(name)
            );
        }
        if !text.is_empty() {
            self.written.text +=
                &format!("\npub mod enums {{\n    use sea_orm::entity::prelude::*;\n{text}}}\n");
        }
    }

    fn entity(&mut self, entity: &Entity<'_>, all: &[Entity<'_>]) -> String {
        let table = entity.table;
        let mut unsaid = Vec::new();
        let mut said = vec![format!("table_name = {:?}", table.name.name.as_str())];
        said.extend(table.name.namespace.as_ref().map(|name| format!("schema_name = {:?}", name.as_str())));
        if self.words.keeps_comments_of_entities {
            said.extend(table.options.comment.as_ref().map(|text| format!("comment = {text:?}")));
        }
        let keys = Keys::of(table, &mut unsaid);
        let mut fields = String::new();
        for (column, field) in table.columns.iter().zip(&entity.fields) {
            fields += &self.field(table, column, (field, &keys));
        }
        let relations = relation::all(entity, all, self.words.names_foreign_keys_of_entities, &mut unsaid);
        unsaid.extend(beyond(table));
        let comments: String = unsaid
            .iter()
            .map(|what| format!("    // Not said here: {}.\n", what.replace(['\n', '\r'], " ")))
            .collect();
        for what in unsaid {
            self.written.tell(format!("{what} of table `{}` cannot be said by an entity", table.name));
        }
        format!(
            "\npub mod {} {{\n    use sea_orm::entity::prelude::*;\n\n{comments}    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]\n    #[sea_orm({})]\n    pub struct Model {{\n{fields}    }}\n\n    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]\n    pub enum Relation {{\n{relations}    }}\n\n    impl ActiveModelBehavior for ActiveModel {{}}\n}}\n",
            entity.module,
            said.join(", ")
        )
    }

    fn field(&mut self, table: &Table, column: &Column, (field, keys): (&str, &Keys)) -> String {
        let mut said = Vec::new();
        let key: Vec<&Name> =
            table.primary_key.iter().flat_map(|key| key.parts.iter().map(|part| &part.column)).collect();
        let in_key = key.contains(&&column.name);
        let counts = key.len() == 1 && types::counts(table, column, &self.words);
        if in_key {
            said.push("primary_key".to_owned());
            said.extend((!counts).then(|| "auto_increment = false".to_owned()));
        }
        let name = column.name.as_str();
        if names::column_of_field(field) != name {
            said.push(format!("column_name = {name:?}"));
        }
        let (rust, written) = types::of_column(&column.sql_type.text, self.schema, &self.words);
        said.extend(written.map(|written| format!("column_type = {written:?}")));
        said.extend(keys.said(&column.name));
        said.extend(types::default(column, counts));
        if self.words.keeps_comments_of_entities {
            said.extend(column.comment.as_ref().map(|text| format!("comment = {text:?}")));
        }
        said.extend(
            column.on_update.as_ref().map(|expr| format!("extra = {:?}", format!("ON UPDATE {}", expr.text))),
        );
        let rust = if column.nullable && !in_key { format!("Option<{rust}>") } else { rust };
        let attribute = if said.is_empty() {
            String::new()
        } else {
            format!("        #[sea_orm({})]\n", said.join(", "))
        };
        format!("{attribute}        pub {field}: {rust},\n")
    }

    /// Tells what no entity says, and writes it beside.
    fn beside(&mut self, message: String) {
        self.written.text += &format!("\n// Not said here: {}.\n", message.replace(['\n', '\r'], " "));
        self.written.tell(message);
    }
}

/// What columns say of uniqueness and indexes.
#[derive(Default)]
struct Keys {
    unique: BTreeSet<Name>,
    indexed: BTreeSet<Name>,
    /// A column can be in one.
    unique_keys: Vec<(Name, String)>,
}

impl Keys {
    fn of(table: &Table, unsaid: &mut Vec<String>) -> Self {
        let mut keys = Self::default();
        for unique in table.uniques.iter() {
            let columns: Vec<Name> = unique.parts.iter().map(|part| part.column.clone()).collect();
            let name = unique.name.given().map(|name| name.as_str().to_owned());
            if !is_plain(unique) || !keys.take_unique(table, &columns, name) {
                unsaid.push(format!("the unique constraint over {}", list(&columns)));
            }
        }
        for index in table.indexes.iter() {
            let Some(columns) = plain(index) else {
                unsaid.push(format!("the index `{}`", index.name));
                continue;
            };
            let is_taken = match (index.unique, columns.as_slice()) {
                (true, _) => keys.take_unique(table, &columns, Some(index.name.as_str().to_owned())),
                (false, [only]) => !keys.unique.contains(only) && keys.indexed.insert(only.clone()),
                (false, _) => false,
            };
            if !is_taken {
                unsaid.push(format!("the index `{}`", index.name));
            }
        }
        // SeaORM makes no index where uniqueness brings one.
        keys.indexed = keys.indexed.difference(&keys.unique).cloned().collect();
        keys
    }

    fn take_unique(&mut self, table: &Table, columns: &[Name], name: Option<String>) -> bool {
        if let [only] = columns {
            return self.unique.insert(only.clone());
        }
        if columns.iter().any(|column| self.unique_keys.iter().any(|(other, _)| other == column)) {
            return false;
        }
        let prefix = names::index(table.name.name.as_str(), "");
        let name = name.unwrap_or_else(|| columns.iter().map(Name::as_str).collect::<Vec<_>>().join("_"));
        let key = name.strip_prefix(&prefix).unwrap_or(&name).to_owned();
        if self.unique_keys.iter().any(|(_, other)| *other == key) {
            return false;
        }
        self.unique_keys.extend(columns.iter().map(|column| (column.clone(), key.clone())));
        true
    }

    fn said(&self, column: &Name) -> Vec<String> {
        let mut said = Vec::new();
        said.extend(self.unique.contains(column).then(|| "unique".to_owned()));
        said.extend(self.indexed.contains(column).then(|| "indexed".to_owned()));
        let key = self.unique_keys.iter().find(|(other, _)| other == column);
        said.extend(key.map(|(_, key)| format!("unique_key = {key:?}")));
        said
    }
}

fn list(columns: &[Name]) -> String {
    columns.iter().map(Name::as_str).collect::<Vec<_>>().join(", ")
}

fn is_plain(unique: &Unique) -> bool {
    let parts = unique.parts.iter().map(|part| KeyPart::plain(part.column.clone())).collect();
    *unique == Unique { name: unique.name.clone(), parts, ..Unique::over([]) }
}

/// The columns of an index that says no more.
fn plain(index: &Index) -> Option<Vec<Name>> {
    let column = |part: &IndexPart| match &part.term {
        IndexTerm::Column(name) if *part == IndexPart::plain(part.term.clone()) => Some(name.clone()),
        _ => None,
    };
    let bare = Index { unique: index.unique, ..Index::new(index.name.clone(), index.parts.clone()) };
    if *index == bare { index.parts.iter().map(column).collect() } else { None }
}

/// What an entity has no words for.
fn beyond(table: &Table) -> Vec<String> {
    let mut unsaid = Vec::new();
    unsaid.extend(table.checks.iter().map(|check| format!("the check ({})", check.expr)));
    unsaid.extend(table.exclusions.iter().map(|one| format!("the exclusion constraint {}", one.definition)));
    unsaid.extend(table.triggers.iter().map(|trigger| format!("the trigger `{}`", trigger.name)));
    unsaid.extend(table.unmodelled.iter().map(|clause| format!("the {} `{}`", clause.what, clause.text)));
    let generated = table.columns.iter().filter(|column| column.generated.is_some());
    unsaid.extend(generated.map(|column| format!("what column `{}` is generated from", column.name)));
    let options = &table.options;
    if options.partition_of.is_some() || options.partitioned_by.is_some() || !options.inherits.is_empty() {
        unsaid.push("its partitions or parents".to_owned());
    }
    unsaid
}

#[cfg(test)]
mod tests;
