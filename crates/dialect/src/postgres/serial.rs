//! `serial`, which is no type: what the server makes of it when it reads it.

use limbeck_schema::{Body, Expr, Kind, Name, Object, ObjectName, Sequence, SqlType, Table, Thing};

use super::{made_up, names, types};

/// Turns every column of a serial type into a number with a default from a sequence of its own; gives the
/// sequences.
pub(super) fn settle(table: &mut Table) -> Vec<Object> {
    let mut sequences = Vec::new();
    for column in table.columns.iter_mut() {
        let Some(number) = types::serial(&column.sql_type.text) else { continue };
        let made_up = made_up::name(table.name.name.key(), Some(column.name.key()), "seq");
        let Ok(name) = Name::new(made_up) else { continue };
        let name = ObjectName { namespace: table.name.namespace.clone(), name };
        let path = path(&name).replace('\'', "''");
        column.sql_type = SqlType::new(number);
        column.nullable = false;
        column.identity = None;
        column.default = Some(Expr::new(format!("nextval('{path}'::regclass)")));
        let owned_by = Some((table.name.clone(), column.name.clone()));
        let sequence = Sequence { owned_by, ..Sequence::over(number) };
        sequences.push(Object { id: Thing::new(Kind::Sequence, name), body: Body::Sequence(sequence) });
    }
    sequences
}

/// The name as the server writes it into the constant.
fn path(name: &ObjectName) -> String {
    let own = names::written(name.name.key());
    match &name.namespace {
        Some(namespace) => format!("{}.{own}", names::written(namespace.key())),
        None => own,
    }
}
