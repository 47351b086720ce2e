//! Random columns.

use limbeck_schema::{Column, Conflict, Expr, Generated, Name, ObjectName, SqlType, Table};

use crate::{
    dice::Dice,
    kind::{Kind, random_type},
    names::name,
    placeholder::placeholder,
    sketch::{Sketch, stored_columns},
};

const COLLATIONS: [&str; 4] = ["NOCASE", "RTRIM", "BINARY", "nocase"];
const CONFLICTS: [Conflict; 4] = [Conflict::Rollback, Conflict::Fail, Conflict::Ignore, Conflict::Replace];

pub(crate) fn add(sketch: &mut Sketch, table: &ObjectName, dice: &mut Dice) {
    let name = sketch.coin_in(table, 'c', dice);
    let table = sketch.table_mut(table);
    let mut column = Column::new(name, random_type(table.options.strict, dice));
    if dice.chance(12)
        && let Some((generated, sql_type)) = computed(table, dice)
    {
        column.generated = Some(generated);
        column.sql_type = SqlType::new(sql_type);
    } else {
        column.nullable = !dice.chance(35);
        column.on_null = if column.nullable { None } else { conflict(dice) };
        column.default = if dice.chance(35) { default(&column, dice) } else { None };
        column.collation = if dice.chance(15) { collation(dice) } else { None };
    }
    table.columns.add(column).expect("placeholders differ");
}

/// A default that fits the column.
pub(crate) fn default(column: &Column, dice: &mut Dice) -> Option<Expr> {
    if column.nullable && dice.chance(10) {
        return Some(Expr::new("NULL"));
    }
    dice.pick(Kind::of(&column.sql_type.text).defaults()).map(|text| Expr::new(*text))
}

/// What a column of `table` can be computed from, and the type of the outcome.
pub(crate) fn computed(table: &Table, dice: &mut Dice) -> Option<(Generated, &'static str)> {
    computed_without(table, None, dice)
}

/// The same, for a column that must not be computed from itself.
pub(crate) fn computed_without(
    table: &Table,
    own: Option<&Name>,
    dice: &mut Dice,
) -> Option<(Generated, &'static str)> {
    let bases: Vec<_> =
        stored_columns(table).map(|column| &column.name).filter(|name| Some(*name) != own).collect();
    let base = placeholder(dice.pick(&bases)?);
    let (expr, sql_type) = match dice.below(3) {
        0 => (format!("length({base})"), "INTEGER"),
        1 => (format!("upper({base})"), "TEXT"),
        _ => (format!("{base} IS NULL"), "INT"),
    };
    Some((Generated { expr: Expr::new(expr), stored: dice.chance(50) }, sql_type))
}

/// A collation every SQLite has.
pub(crate) fn collation(dice: &mut Dice) -> Option<Name> {
    dice.pick(&COLLATIONS).map(|text| name(text))
}

/// An `ON CONFLICT` clause, now and then.
pub(crate) fn conflict(dice: &mut Dice) -> Option<Conflict> {
    if dice.chance(8) { dice.pick(&CONFLICTS).copied() } else { None }
}
