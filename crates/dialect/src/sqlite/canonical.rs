//! Every spelling of a schema, judged.

use std::collections::BTreeSet;

use limbeck_schema::{
    Column, Deferral, Expr, Index, IndexTerm, Items, KeyName, KeyPart, Name, ObjectName, Schema, Table,
    Trigger,
};

use super::{
    defaults,
    exprs::{self, Scope},
    names, statements, types,
};
use crate::references;

pub(super) fn schema(schema: Schema) -> Schema {
    let mut out = Schema::default();
    for table in schema.tables {
        out.tables.put(self::table(table));
    }
    out.views = schema.views.map(|view| names::fold_object(&mut view.name));
    out.unmanaged = schema.unmanaged.map(|object| names::fold_object(&mut object.name));
    references::settle(&mut out);
    settle_statements(&mut out);
    out
}

fn table(mut table: Table) -> Table {
    names::fold_object(&mut table.name);
    table.options.comment = None;
    let is_strict = table.options.strict;
    table.columns = table.columns.map(|column| names::fold(&mut column.name));
    // Most tables compute nothing, and need no names looked up.
    let computing = table.has_expressions().then_some(&table.columns);
    let columns =
        computing.into_iter().flat_map(Items::iter).map(|column| column.name.key().to_owned()).collect();
    let scope = Scope { table: Some(table.name.name.key().to_owned()), columns };
    for column in table.columns.iter_mut() {
        self::column(column, is_strict, &scope);
    }
    if let Some(key) = &mut table.primary_key {
        constraint_name(&mut key.name);
        key.parts.iter_mut().for_each(|part| key_part(part, &table.columns));
    }
    for unique in table.uniques.iter_mut() {
        constraint_name(&mut unique.name);
        unique.parts.iter_mut().for_each(|part| key_part(part, &table.columns));
    }
    for check in table.checks.iter_mut() {
        constraint_name(&mut check.name);
        fold_expr(&mut check.expr, &scope);
    }
    for key in table.foreign_keys.iter_mut() {
        constraint_name(&mut key.name);
        key.columns.iter_mut().for_each(names::fold);
        names::fold_object(&mut key.references);
        key.referenced.text.iter_mut().for_each(names::fold);
        key.referenced.key = key.referenced.text.clone();
        // Both are checked at every statement.
        if key.deferral == Deferral::InitiallyImmediate {
            key.deferral = Deferral::NotDeferrable;
        }
    }
    table.indexes = table.indexes.map(|index| names::fold(&mut index.name));
    for index in table.indexes.iter_mut() {
        self::index(index, &table.columns, &scope);
    }
    table.triggers = table.triggers.map(|trigger| names::fold(&mut trigger.name));
    table
}

fn column(column: &mut Column, is_strict: bool, scope: &Scope) {
    // SQLite keeps no comments: what a model says there is for its reader.
    column.comment = None;
    types::fold(&mut column.sql_type);
    column.collation.iter_mut().for_each(|name| collation(&mut name.name));
    defaults::fold(column, is_strict);
    if let Some(generated) = &mut column.generated {
        fold_expr(&mut generated.expr, scope);
    }
}

/// BINARY is what is meant when nothing is said.
fn collation(name: &mut Name) {
    names::fold(name);
    if name.key() == "binary" {
        *name = name.clone().folded("");
    }
}

fn constraint_name(name: &mut KeyName) {
    if let KeyName::Given(name) = name {
        names::fold(name);
    }
}

fn key_part(part: &mut KeyPart, columns: &Items<Column>) {
    names::fold(&mut part.column);
    part.collation = own_collation(part.collation.take(), columns.get(&part.column));
}

/// A collation that is not the column's anyway; BINARY counts where the column has another.
fn own_collation(named: Option<Name>, column: Option<&Column>) -> Option<Name> {
    let mut named = named?;
    names::fold(&mut named);
    let of_column = column.and_then(|column| column.collation.as_ref()).map(|collation| collation.name.key());
    let of_column = of_column.filter(|key| !key.is_empty()).unwrap_or("binary");
    (named.key() != of_column).then_some(named)
}

fn index(index: &mut Index, columns: &Items<Column>, scope: &Scope) {
    for part in &mut index.parts {
        match &mut part.term {
            IndexTerm::Column(name) => {
                names::fold(name);
                let named = part.collation.take().map(|collation| collation.name);
                part.collation = own_collation(named, columns.get(name)).map(ObjectName::plain);
            }
            IndexTerm::Expr(expr) => fold_expr(expr, scope),
        }
    }
    if let Some(predicate) = &mut index.predicate {
        fold_expr(predicate, scope);
    }
}

fn fold_expr(expr: &mut Expr, scope: &Scope) {
    expr.key = exprs::key(&expr.text, scope).into();
}

/// Views and triggers may name anything of the schema.
fn settle_statements(schema: &mut Schema) {
    if schema.views.is_empty() && schema.tables.iter().all(|table| table.triggers.is_empty()) {
        return;
    }
    let mut known = BTreeSet::new();
    for table in schema.tables.iter() {
        known.insert(table.name.name.key().to_owned());
        known.extend(table.columns.iter().map(|column| column.name.key().to_owned()));
        known.extend(table.triggers.iter().map(|trigger| trigger.name.key().to_owned()));
    }
    known.extend(schema.views.iter().map(|view| view.name.name.key().to_owned()));
    known.extend(schema.unmanaged.iter().map(|object| object.name.name.key().to_owned()));
    let fold = |trigger: &mut Trigger| statements::fold(&mut trigger.definition, &known);
    for table in schema.tables.iter_mut() {
        table.triggers.iter_mut().for_each(fold);
    }
    for view in schema.views.iter_mut() {
        let triggers = std::mem::take(&mut view.triggers);
        view.triggers = triggers.map(|trigger| names::fold(&mut trigger.name));
        view.triggers.iter_mut().for_each(fold);
        statements::fold(&mut view.definition, &known);
    }
}
