//! Every spelling of a schema, judged.

use std::collections::BTreeMap;

use limbeck_schema::{
    Body, Column, Domain, Index, IndexTerm, Items, KeyName, KeyPart, Object, ObjectName, Schema, Table,
};

use super::{
    defaults,
    exprs::{self, Scope},
    names, serial, types,
};
use crate::references;

pub(super) fn schema(mut schema: Schema) -> Schema {
    let mut sequences = Vec::new();
    let mut tables = Items::new();
    for mut table in std::mem::take(&mut schema.tables) {
        names::fold_object(&mut table.name);
        sequences.extend(serial::settle(&mut table));
        tables.put(self::table(table));
    }
    schema.tables = tables;
    for sequence in sequences {
        if !schema.objects.contains(&sequence.id) {
            schema.objects.put(sequence);
        }
    }
    schema.objects.iter_mut().for_each(object);
    for object in schema.objects.iter_mut() {
        // Which version there is, is the server's affair.
        if let Body::Extension(extension) = &mut object.body {
            extension.version = None;
        }
    }
    for view in schema.views.iter_mut() {
        for column in &mut view.columns {
            types::fold(&mut column.sql_type);
            column.default.iter_mut().for_each(|default| defaults::fold(default, &column.sql_type));
        }
        view.indexes.iter_mut().for_each(|index| self::index(index, &Scope::default()));
    }
    // What is said in no words is not said: the server keeps no empty comment.
    let silent: Vec<_> = schema.comments.iter().filter(|c| c.text.is_empty()).map(|c| c.on.clone()).collect();
    silent.iter().for_each(|on| drop(schema.comments.remove(on)));
    references::settle(&mut schema);
    schema
}

fn table(mut table: Table) -> Table {
    table.options.comment = table.options.comment.filter(|text| !text.is_empty());
    // SQLite's, and without a meaning here.
    table.options.strict = false;
    table.options.without_rowid = false;
    table.columns = table.columns.map(|column| names::fold(&mut column.name));
    keys(&mut table);
    let of = |column: &Column| {
        Some((column.name.key().to_owned(), types::Type::read(&column.sql_type.text)?.base()))
    };
    // Most tables compute nothing, and need no names looked up.
    let computing = table.has_expressions().then_some(&table.columns);
    let columns: BTreeMap<String, String> =
        computing.into_iter().flat_map(Items::iter).filter_map(of).collect();
    let scope = Scope { table: Some(table.name.name.key().to_owned()), columns };
    for column in table.columns.iter_mut() {
        self::column(column, &scope);
    }
    for check in table.checks.iter_mut() {
        constraint_name(&mut check.name);
        check.expr.key = exprs::key(&check.expr.text, &scope).into();
    }
    for key in table.foreign_keys.iter_mut() {
        constraint_name(&mut key.name);
        key.columns.iter_mut().for_each(names::fold);
        names::fold_object(&mut key.references);
        key.referenced.text.iter_mut().for_each(names::fold);
        key.referenced.key = key.referenced.text.clone();
        key.set_on_delete.iter_mut().for_each(names::fold);
    }
    table.indexes = table.indexes.map(|index| names::fold(&mut index.name));
    table.indexes.iter_mut().for_each(|index| self::index(index, &scope));
    table
}

/// The columns of a primary key take no NULL, whatever is said of them.
fn keys(table: &mut Table) {
    if let Some(key) = &mut table.primary_key {
        constraint_name(&mut key.name);
        key.parts.iter_mut().for_each(key_part);
        key.autoincrement = false;
        key.on_conflict = None;
        for part in &key.parts {
            if let Some(column) = table.columns.get_mut(&part.column) {
                column.nullable = false;
            }
        }
    }
    for unique in table.uniques.iter_mut() {
        constraint_name(&mut unique.name);
        unique.parts.iter_mut().for_each(key_part);
        unique.on_conflict = None;
    }
    table.exclusions.iter_mut().for_each(|exclusion| constraint_name(&mut exclusion.name));
}

fn constraint_name(name: &mut KeyName) {
    if let KeyName::Given(name) = name {
        names::fold(name);
    }
}

/// The columns of a key have neither a direction nor a collation of their own.
fn key_part(part: &mut KeyPart) {
    names::fold(&mut part.column);
    part.descending = false;
    part.collation = None;
}

fn column(column: &mut Column, scope: &Scope) {
    types::fold(&mut column.sql_type);
    column.on_null = None;
    column.comment = column.comment.take().filter(|text| !text.is_empty());
    column.collation.iter_mut().for_each(collation);
    column.default.iter_mut().for_each(|default| defaults::fold(default, &column.sql_type));
    if let Some(generated) = &mut column.generated {
        generated.expr.key = exprs::key(&generated.expr.text, scope).into();
    }
    if let Some(identity) = &mut column.identity {
        column.nullable = false;
        types::fold(&mut identity.sequence.sql_type);
    }
}

/// `"default"` is what is meant when nothing is said.
fn collation(name: &mut ObjectName) {
    if is_default(name) {
        name.name = name.name.clone().folded("");
    } else {
        names::fold_object(name);
    }
}

fn is_default(collation: &ObjectName) -> bool {
    collation.namespace.is_none() && collation.name.as_str() == "default"
}

fn index(index: &mut Index, scope: &Scope) {
    for part in &mut index.parts {
        match &mut part.term {
            IndexTerm::Column(name) => names::fold(name),
            IndexTerm::Expr(expr) => expr.key = exprs::key(&expr.text, scope).into(),
        }
        if part.collation.as_ref().is_some_and(is_default) {
            part.collation = None;
        }
        // Saying what is meant anyway says nothing.
        if part.nulls_first == Some(part.descending) {
            part.nulls_first = None;
        }
    }
    index.include.iter_mut().for_each(names::fold);
    index
        .predicate
        .iter_mut()
        .for_each(|predicate| predicate.key = exprs::key(&predicate.text, scope).into());
    if index.method.as_deref() == Some("btree") {
        index.method = None;
    }
}

fn object(object: &mut Object) {
    match &mut object.body {
        Body::Domain(domain) => self::domain(domain),
        Body::Composite(attributes) => attributes.iter_mut().for_each(|a| types::fold(&mut a.sql_type)),
        Body::Sequence(sequence) => types::fold(&mut sequence.sql_type),
        Body::Policy(policy) => policy.roles.sort(),
        Body::Namespace | Body::Extension(_) | Body::Enum(_) | Body::Routine(_) | Body::Statement(_) => {}
    }
}

fn domain(domain: &mut Domain) {
    types::fold(&mut domain.base);
    if let Some(default) = &mut domain.default {
        defaults::fold(default, &domain.base);
        if default.key.is_empty() {
            domain.default = None;
        }
    }
    for check in domain.checks.iter_mut() {
        constraint_name(&mut check.name);
        check.expr.key = exprs::key(&check.expr.text, &Scope::default()).into();
    }
}
