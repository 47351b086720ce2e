//! What columns are computed from, count with, and keep when they change their type.

use limbeck_schema::{Column, Expr, Generated, Identity, Name, ObjectName, Sequence, Table};

use super::{comment, sequence, types};
use crate::{
    dice::Dice,
    edit::column::{is_key, is_tied},
    kind::Kind,
    names::name,
    placeholder::placeholder,
    sketch::{Sketch, stored_columns},
};

/// Collations every PostgreSQL has.
const COLLATIONS: [&str; 2] = ["C", "POSIX"];

pub(super) fn collation(dice: &mut Dice) -> Option<Name> {
    dice.pick(&COLLATIONS).map(|text| name(text))
}

pub(super) fn computed(table: &Table, own: Option<&Name>, dice: &mut Dice) -> Option<(Generated, String)> {
    let bases: Vec<&Column> = stored_columns(table).filter(|column| Some(&column.name) != own).collect();
    let column = dice.pick(&bases)?;
    let base = placeholder(&column.name);
    let (expr, sql_type) = match (types::kind(&column.sql_type.text), dice.below(3)) {
        (Kind::Integer, 0) => (format!("{base} * 2"), "bigint"),
        (Kind::Text, 0) => (format!("upper({base})"), "text"),
        (Kind::Text, 1) => (format!("length({base})"), "integer"),
        (Kind::Json, 0) => (format!("{base} ->> 'n'"), "text"),
        _ => (format!("{base} IS NULL"), "boolean"),
    };
    Some((Generated { expr: Expr::new(expr), stored: true }, sql_type.to_owned()))
}

/// Numbers that come by themselves, now and then; and what the column is for.
pub(super) fn furnish(sketch: &mut Sketch, table: &ObjectName, column: &mut Column, dice: &mut Dice) {
    if types::kind(&column.sql_type.text) == Kind::Integer {
        match dice.below(10) {
            7 | 8 => identify(column, dice),
            9 => column.default = Some(sequence::add_for(sketch, table, column, dice)),
            _ => {}
        }
    }
    column.comment = if dice.chance(10) { comment::text(dice) } else { None };
}

/// Makes it an identity column.
pub(super) fn identify(column: &mut Column, dice: &mut Dice) {
    column.nullable = false;
    column.default = None;
    let mut counts = Sequence::over(types::of_sequence(&column.sql_type.text));
    if dice.chance(25) {
        counts.start = 100;
        counts.increment = 5;
    }
    column.identity =
        Some(Box::new(Identity { always: dice.chance(50), sequence_name: None, sequence: counts }));
}

/// A column that just got another type; none where something counts on the old one.
pub(super) fn retyped(table: &Table, mut column: Column) -> Option<Column> {
    let old = types::kind(&table.columns.get(&column.name)?.sql_type.text);
    let new = types::kind(&column.sql_type.text);
    if old == new {
        if let Some(identity) = &mut column.identity {
            // The server gives the sequence the new type too, and moves a bound that was the old type's.
            let counts = Sequence::over(types::of_sequence(&column.sql_type.text));
            identity.sequence.sql_type = counts.sql_type;
            identity.sequence.max = counts.max;
        }
        return Some(column);
    }
    let counts = column.default.as_ref().is_some_and(|expr| expr.text.contains("nextval"));
    if is_tied(table, &column.name)
        || (is_key(table, &column.name) && !new.is_distinct())
        || counts
        || column.identity.is_some()
    {
        return None;
    }
    column.default = None;
    column.collation = column.collation.filter(|_| new == Kind::Text);
    Some(column)
}
