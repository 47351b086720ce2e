//! Columns that change where they stand.

use limbeck_schema::{Column, Dialect, Identity, Kind, ObjectName, Pair, Sequence, Table, Thing};

use super::{cast, fate::Fate};
use crate::{Op, TableAction};

/// What becomes of a column that is there on both sides, apart from its default and its comment.
pub(super) fn fate(before: (&Table, &Column), after: (&Table, &Column), dialect: Dialect) -> Fate {
    let ((_, b), (_, a)) = (before, after);
    let alone = |column: &Column| Column { default: None, comment: None, ..column.clone() };
    if alone(b) == alone(a) {
        return Fate::Keep;
    }
    if is_computed_anew(b, a, dialect) { Fate::Replace } else { Fate::Alter }
}

/// The column without its default, which is a thing of its own. One that means as much as none is not, and
/// is said where the column is made: the server keeps `NULL::character varying(9)`.
pub(super) fn undefaulted(column: &Column) -> Column {
    let default = column.default.clone().filter(|default| default.key.is_empty());
    Column { default, ..column.clone() }
}

/// Whether its values come from another expression than before, and the server cannot be told so: only
/// from 17 on `SET EXPRESSION` does, and only for what is stored. A plain column never becomes a
/// generated one in place.
fn is_computed_anew(before: &Column, after: &Column, dialect: Dialect) -> bool {
    match (&before.generated, &after.generated) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(b), Some(a)) if b.stored != a.stored => true,
        (Some(b), Some(a)) => {
            let differs = b.expr != a.expr;
            let retyped = is_retyped(before, after);
            (differs || retyped) && (dialect.version.major < 17 || retyped || !b.stored)
        }
    }
}

/// Whether values get another type or sort in another way.
pub(super) fn is_retyped(before: &Column, after: &Column) -> bool {
    before.sql_type != after.sql_type || before.collation != after.collation
}

/// The steps for a column that stays, in an order the server takes: identity and NOT NULL go before they
/// would be in the way, and come when nothing is.
pub(super) fn alterations(tables: Pair<&Table>, columns: Pair<&Column>, fate: Fate) -> Vec<Op> {
    let Pair { before, after } = columns;
    let name = || after.name.clone();
    let mut actions = Vec::new();
    if before.identity.is_some() && after.identity.is_none() {
        actions.push(TableAction::DropIdentity(name()));
    }
    if before.generated.is_some() && after.generated.is_none() {
        actions.push(TableAction::DropExpression(name()));
    }
    // Parts of a table follow it, and cannot be told otherwise.
    let follows = before.inherited && after.inherited;
    if (fate == Fate::Retype || is_retyped(before, after)) && !follows {
        actions.push(set_type(columns, fate));
    }
    if let (Some(b), Some(a)) = (&before.generated, &after.generated)
        && b.expr != a.expr
        && !follows
    {
        actions.push(TableAction::SetExpression(name(), a.expr.clone()));
    }
    match (before.nullable, after.nullable) {
        (true, false) => actions.push(TableAction::SetNotNull(name())),
        (false, true) => actions.push(TableAction::DropNotNull(name())),
        _ => {}
    }
    match (&before.identity, &after.identity) {
        (None, Some(identity)) => actions.push(TableAction::AddIdentity(name(), (**identity).clone())),
        (Some(b), Some(a)) if options(b) != options(a) => {
            actions.push(TableAction::SetIdentity(name(), Pair::new((**b).clone(), (**a).clone())));
        }
        _ => {}
    }
    actions.extend(storage(columns));
    let table = &tables.after.name;
    let mut ops: Vec<Op> = actions.into_iter().map(|action| alter(table, action)).collect();
    ops.extend(numbers(tables, columns));
    ops
}

/// A step on a table.
pub(super) fn alter(table: &ObjectName, action: TableAction) -> Op {
    Op::AlterTable { table: table.clone(), action: Box::new(action) }
}

fn set_type(columns: Pair<&Column>, fate: Fate) -> TableAction {
    let Pair { before, after } = columns;
    let using = if fate == Fate::Retype {
        Some(cast::through_text(&after.name, &after.sql_type))
    } else {
        cast::using(&after.name, &before.sql_type, &after.sql_type)
    };
    TableAction::SetType {
        column: after.name.clone(),
        sql_type: after.sql_type.clone(),
        collation: after.collation.clone(),
        using,
    }
}

/// How an identity counts; its name is given in a step of its own.
fn options(identity: &Identity) -> (bool, Sequence) {
    (identity.always, identity.sequence.clone())
}

/// A new identity goes on behind the values that are there, and its sequence may have another name.
fn numbers(tables: Pair<&Table>, columns: Pair<&Column>) -> Vec<Op> {
    let Pair { before, after } = columns;
    match (&before.identity, &after.identity) {
        (None, Some(identity)) => vec![Op::CatchUp {
            table: tables.after.name.clone(),
            column: after.name.clone(),
            sequence: None,
            descending: identity.sequence.increment < 0,
        }],
        (Some(b), Some(a)) => {
            let old = sequence_name(&tables.after.name, after, b);
            let new = sequence_name(&tables.after.name, after, a);
            match (old, new) {
                (Some(old), Some(new)) if old != new => {
                    vec![Op::Rename { thing: Thing::new(Kind::Sequence, old), to: new.name }]
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// The name of the sequence behind an identity; none where the server has to shorten it.
pub(super) fn sequence_name(table: &ObjectName, column: &Column, identity: &Identity) -> Option<ObjectName> {
    if let Some(name) = &identity.sequence_name {
        return Some(name.clone());
    }
    let made_up = format!("{}_{}_seq", table.name, column.name);
    if made_up.len() > 63 {
        return None;
    }
    let name = limbeck_schema::Name::new(made_up).ok()?;
    Some(ObjectName { namespace: table.namespace.clone(), name })
}

/// How values are kept, whatever they are.
fn storage(columns: Pair<&Column>) -> Vec<TableAction> {
    let Pair { before, after } = columns;
    let name = || after.name.clone();
    let mut actions = Vec::new();
    if before.storage != after.storage {
        let storage = after.storage.clone().unwrap_or_else(|| usual_storage(&after.sql_type.text).to_owned());
        actions.push(TableAction::SetStorage(name(), storage));
    }
    if before.compression != after.compression {
        let method = after.compression.clone().unwrap_or_else(|| "default".to_owned());
        actions.push(TableAction::SetCompression(name(), method));
    }
    if before.statistics != after.statistics {
        actions.push(TableAction::SetStatistics(name(), after.statistics.unwrap_or(-1)));
    }
    if before.options != after.options {
        let pair = Pair::new(before.options.clone(), after.options.clone());
        actions.push(TableAction::SetColumnOptions(name(), pair));
    }
    actions
}

/// What is to be said of a new column that its definition does not say.
pub(super) fn additions(column: &Column) -> Vec<TableAction> {
    let plain = Column::new(column.name.clone(), column.sql_type.text.clone());
    storage(Pair::new(&plain, column))
}

/// How a type is stored when nothing is said; `SET STORAGE DEFAULT` came with 16 (pg_type of 15.18).
fn usual_storage(sql_type: &str) -> &'static str {
    let base = sql_type.split(['(', '[']).next().unwrap_or_default().trim();
    if sql_type.ends_with("[]") {
        return "EXTENDED";
    }
    match base {
        "numeric" | "inet" | "cidr" => "MAIN",
        "smallint" | "integer" | "bigint" | "real" | "double precision" | "boolean" | "date" | "uuid"
        | "oid" | "name" | "money" | "interval" | "macaddr" | "macaddr8" | "point" | "box" | "circle"
        | "line" | "lseg" | "\"char\"" => "PLAIN",
        _ if base.starts_with("time") => "PLAIN",
        _ => "EXTENDED",
    }
}
