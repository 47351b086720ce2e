//! Every spelling of a schema, judged.

use limbeck_schema::{
    Body, Column, Dependencies, Index, IndexTerm, Items, KeyName, Name, Object, ObjectName, Schema, SqlType,
    Table, Trigger, View,
};

use super::{
    defaults, keys,
    names::{self, Names},
    texts,
    types::{self, Type},
};
use crate::references;

pub(super) fn schema(mut schema: Schema, names: Names) -> Schema {
    let mut tables = Items::new();
    for table in std::mem::take(&mut schema.tables) {
        tables.put(self::table(table, names));
    }
    schema.tables = tables;
    let mut views = Items::new();
    for view in std::mem::take(&mut schema.views) {
        views.put(self::view(view, names));
    }
    schema.views = views;
    schema.objects = std::mem::take(&mut schema.objects).map(|object| {
        names.thing(&mut object.id);
        self::object(object);
    });
    schema.unmanaged = std::mem::take(&mut schema.unmanaged).map(|object| names.table(&mut object.name));
    schema.dependencies = dependencies(&schema.dependencies, names);
    references::settle(&mut schema);
    schema
}

/// They are looked up by the names of the rest.
fn dependencies(known: &Dependencies, names: Names) -> Dependencies {
    let mut folded = Dependencies::new();
    for (thing, needed) in known.iter() {
        let (mut thing, mut needed) = (thing.clone(), needed.clone());
        names.thing(&mut thing);
        names.thing(&mut needed);
        folded.add(thing, needed);
    }
    folded
}

fn table(mut table: Table, names: Names) -> Table {
    names.table(&mut table.name);
    options(&mut table);
    table.columns = table.columns.map(|column| names::fold(&mut column.name));
    primary_key(&mut table);
    table.indexes = table.indexes.map(fold_index);
    serials(&mut table);
    let collation = table.options.parameters.get("COLLATE").cloned();
    for column in table.columns.iter_mut() {
        self::column(column, collation.as_deref(), names);
    }
    for unique in table.uniques.iter_mut() {
        unique.parts.iter_mut().for_each(|part| names::fold(&mut part.column));
    }
    keys::uniques_as_indexes(&mut table);
    checks(&mut table, names);
    let own = table.name.name.clone();
    for key in table.foreign_keys.iter_mut() {
        key.columns.iter_mut().for_each(names::fold);
        names.table(&mut key.references);
        key.referenced.text.iter_mut().for_each(names::fold);
        key.referenced.key = key.referenced.text.clone();
        key.refuses_at_once = true;
        let over = keys::columns(&key.columns);
        keys::fold_made_up(&mut key.name, &own, "_ibfk_", &over);
    }
    keys::settle_indexes(&mut table);
    table.triggers = table.triggers.map(|trigger| fold_trigger(trigger, names));
    table
}

fn options(table: &mut Table) {
    let options = &mut table.options;
    options.comment = options.comment.take().filter(|text| !text.is_empty());
    // SQLite's, and without a meaning here.
    (options.strict, options.without_rowid) = (false, false);
    options.partitioned_by.iter_mut().for_each(texts::fold_expr);
}

/// The columns of a primary key take no NULL, whatever is said of them. A key that counts is a column that does.
fn primary_key(table: &mut Table) {
    let Some(key) = &mut table.primary_key else { return };
    key.name = KeyName::Implied;
    key.on_conflict = None;
    let counts = std::mem::take(&mut key.autoincrement);
    for (at, part) in key.parts.iter_mut().enumerate() {
        names::fold(&mut part.column);
        part.collation = None;
        if let Some(column) = table.columns.get_mut(&part.column) {
            column.nullable = false;
            column.auto_increment |= counts && at == 0;
        }
    }
}

/// `SERIAL` is a number that counts, and an index.
fn serials(table: &mut Table) {
    let mut found: Vec<Name> = Vec::new();
    for column in table.columns.iter_mut() {
        if column.sql_type.text.trim().eq_ignore_ascii_case("serial") {
            column.sql_type = SqlType::new("bigint unsigned");
            (column.nullable, column.auto_increment) = (false, true);
            found.push(column.name.clone());
        }
    }
    for name in found {
        let is_key = table.primary_key.as_ref().and_then(|key| key.parts.first());
        if is_key.is_none_or(|part| part.column != name) {
            table.uniques.add(limbeck_schema::Unique::over([name]));
        }
    }
}

fn column(column: &mut Column, collation: Option<&str>, names: Names) {
    let read = Type::read(&column.sql_type.text);
    types::fold(&mut column.sql_type, names.dialect);
    column.on_null = None;
    if column.identity.take().is_some() {
        (column.auto_increment, column.nullable) = (true, false);
    }
    column.comment = column.comment.take().filter(|text| !text.is_empty());
    if let Some(default) = &mut column.default {
        defaults::fold(default, &column.sql_type.text);
    }
    column.default = column.default.take().filter(|default| !default.key.is_empty());
    if let Some(moment) = &mut column.on_update {
        defaults::fold(moment, &column.sql_type.text);
    }
    if let Some(generated) = &mut column.generated {
        texts::fold_expr(&mut generated.expr);
    }
    // Nothing said is what the table says.
    if column.collation.is_none() && read.is_some_and(|read| read.has_collation()) {
        let inherited = collation.and_then(|collation| Name::new(collation).ok());
        column.collation = inherited.map(ObjectName::plain);
    }
    column.collation.iter_mut().for_each(|collation| names::fold(&mut collation.name));
}

fn checks(table: &mut Table, names: Names) {
    let own = table.name.name.clone();
    for check in table.checks.iter_mut() {
        if names.dialect.is_mariadb() {
            keys::fold_numbered(&mut check.name, "constraint_");
        } else {
            keys::fold_made_up(&mut check.name, &own, "_chk_", "");
        }
        check.column.iter_mut().for_each(names::fold);
        texts::fold_expr(&mut check.expr);
    }
}

fn fold_index(index: &mut Index) {
    // What was made for a foreign key may be so no more.
    names::fold(&mut index.name);
    for part in &mut index.parts {
        match &mut part.term {
            IndexTerm::Column(name) => names::fold(name),
            IndexTerm::Expr(expr) => texts::fold_expr(expr),
        }
        // There are none of its own.
        part.collation = None;
    }
    index.predicate.iter_mut().for_each(texts::fold_expr);
    index.method = index.method.take().map(|method| method.to_ascii_uppercase());
}

fn fold_trigger(trigger: &mut Trigger, names: Names) {
    names.trigger(&mut trigger.name);
    texts::fold_statement(&mut trigger.definition);
}

fn view(mut view: View, names: Names) -> View {
    names.table(&mut view.name);
    texts::fold_statement(&mut view.definition);
    // The query says them. What the catalogs say may be older: a name that begins with a blank is kept there and
    // printed without it, until the view is made again from what was printed (MySQL 9.7).
    view.columns.clear();
    view
}

fn object(object: &mut Object) {
    match &mut object.body {
        Body::Routine(routine) => {
            texts::fold_statement(&mut routine.definition);
            texts::fold_statement(&mut routine.signature);
        }
        Body::Statement(statement) => texts::fold_statement(statement),
        // PostgreSQL's.
        Body::Namespace
        | Body::Extension(_)
        | Body::Enum(_)
        | Body::Domain(_)
        | Body::Composite(_)
        | Body::Sequence(_)
        | Body::Policy(_) => {}
    }
}
