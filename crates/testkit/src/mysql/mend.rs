//! What MySQL and MariaDB refuse, taken back.

use std::collections::BTreeSet;

use limbeck_schema::{
    Action, Deferral, Expr, ForeignKey, Index, KeyName, KeyPart, Name, Schema, Spelled, Table,
};

use super::{column, index, types};
use crate::{kind::Kind, placeholder::mentions};

/// Whatever an edit did to one thing, the others can stand beside it again.
pub(super) fn mend(schema: &mut Schema) {
    let parents = schema.tables.clone();
    for table in schema.tables.iter_mut() {
        keys(table);
        counting(table);
        columns(table);
        let old = table.clone();
        table.foreign_keys =
            old.foreign_keys.iter().map(|key| foreign_key(&old, key, parents.get(&key.references))).collect();
    }
}

/// Nothing can be NULL in a primary key, which has no name, and keys take as much as they can.
fn keys(table: &mut Table) {
    let own = table.clone();
    if let Some(key) = &mut table.primary_key {
        key.name = KeyName::Implied;
        for part in &mut key.parts {
            let Some(column) = table.columns.get_mut(&part.column) else { continue };
            column.nullable = false;
            part.length = index::length(&column.sql_type.text, part.length);
        }
    }
    let has_json = |of: &&Index| {
        let mut columns = of.parts.iter().filter_map(|part| index::column(&own, part));
        columns.any(|column| types::kind(&column.sql_type.text) == Kind::Json)
    };
    for stale in own.indexes.iter().filter(has_json) {
        table.indexes.remove(&stale.name);
    }
    for of in table.indexes.iter_mut() {
        index::mend(&own, of);
    }
}

/// One column of a table counts, and a key begins with it; no expression speaks of it.
fn counting(table: &mut Table) {
    let first = |part: Option<&KeyPart>| part.map(|part| part.column.clone());
    let primary = table.primary_key.iter().filter_map(|key| first(key.parts.first()));
    let indexes = table.indexes.iter().filter(|index| index.method.is_none());
    let indexed = indexes.filter_map(|of| Some(index::column(table, of.parts.first()?)?.name.clone()));
    let keyed: BTreeSet<Name> = primary.chain(indexed).collect();
    let spoken = expressions(table);
    let mut counted = false;
    for column in table.columns.iter_mut() {
        column.auto_increment &= !counted
            && column.generated.is_none()
            && keyed.contains(&column.name)
            && types::kind(&column.sql_type.text) == Kind::Integer
            && !spoken.iter().any(|expr| mentions(&expr.text, &column.name));
        if column.auto_increment {
            (counted, column.nullable, column.default) = (true, false, None);
        }
    }
}

fn columns(table: &mut Table) {
    let generated = table.columns.iter().filter_map(|column| column.generated.as_ref());
    let generated: Vec<Expr> = generated.map(|generated| generated.expr.clone()).collect();
    for column in table.columns.iter_mut() {
        // MySQL (9.7) lets nothing be generated from what gets a computed value later in the row.
        let base = generated.iter().any(|expr| mentions(&expr.text, &column.name));
        let sql_type = &column.sql_type.text;
        column.default = column.default.take().filter(|expr| !base || !types::is_computed(sql_type, expr));
    }
    for column in table.columns.iter_mut() {
        column.default = column.default.take().filter(|expr| column.nullable || expr.text != "NULL");
        column.on_update = column.on_update.as_ref().and_then(|_| column::now(column));
        // MariaDB (11.8) wants something to store where nobody sees the column.
        let filled = column.nullable || column.default.is_some() || column.auto_increment;
        column.invisible &= filled && column.generated.is_none();
    }
    if table.columns.iter().all(|column| column.invisible) {
        for column in table.columns.iter_mut() {
            column.invisible = false;
        }
    }
}

fn expressions(table: &Table) -> Vec<Expr> {
    let checks = table.checks.iter().map(|check| &check.expr);
    let computed = table.columns.iter().filter_map(|column| column.generated.as_ref());
    checks.chain(computed.map(|generated| &generated.expr)).cloned().collect()
}

/// What follows the parent must not be what an expression speaks of; what may be forgotten can be NULL. The
/// columns of the parent have to be said.
fn foreign_key(table: &Table, key: &ForeignKey, parent: Option<&Table>) -> ForeignKey {
    let spoken = expressions(table);
    let tied = |name: &Name| spoken.iter().any(|expr| mentions(&expr.text, name));
    let tied = key.columns.iter().any(tied);
    let nullable = |name: &Name| table.columns.get(name).is_some_and(|column| column.nullable);
    let nullable = key.columns.iter().all(nullable);
    let possible = |action: Action| match action {
        Action::SetDefault => Action::NoAction,
        Action::Cascade | Action::SetNull if tied => Action::NoAction,
        Action::SetNull if !nullable => Action::NoAction,
        action => action,
    };
    let primary = parent.and_then(|parent| parent.primary_key.as_ref());
    let implied = primary.into_iter().flat_map(|key| &key.parts).map(|part| part.column.clone());
    let referenced = match key.referenced.text.is_empty() {
        true => Spelled::new(implied.collect::<Vec<_>>()),
        false => key.referenced.clone(),
    };
    ForeignKey {
        referenced,
        on_delete: possible(key.on_delete),
        on_update: possible(key.on_update),
        deferral: Deferral::NotDeferrable,
        ..key.clone()
    }
}
