//! What columns are computed from, sorted by, count with, and keep when they change their type.

use limbeck_schema::{Column, Expr, Generated, Name, Table};

use super::{comment, types};
use crate::{
    dice::Dice,
    edit::column::{is_key, is_tied},
    flavour::Flavour,
    kind::Kind,
    names::name,
    placeholder::placeholder,
    sketch::stored_columns,
};

/// Collations both have; the last is of another character set.
pub(super) const COLLATIONS: [&str; 4] =
    ["utf8mb4_bin", "utf8mb4_general_ci", "utf8mb4_unicode_ci", "latin1_swedish_ci"];

pub(super) fn collation(kind: &Kind, dice: &mut Dice) -> Option<Name> {
    match kind {
        Kind::Text | Kind::Label(_) => dice.pick(&COLLATIONS).map(|text| name(text)),
        _ => None,
    }
}

pub(super) fn computed(table: &Table, own: Option<&Name>, dice: &mut Dice) -> Option<(Generated, String)> {
    let bases: Vec<&Column> =
        stored_columns(table).filter(|column| Some(&column.name) != own && !column.auto_increment).collect();
    let column = dice.pick(&bases)?;
    let base = placeholder(&column.name);
    let (expr, sql_type) = match (types::kind(&column.sql_type.text), dice.below(3)) {
        (Kind::Integer, 0) => (format!("{base} * 2"), "bigint"),
        (Kind::Text, 0) => (format!("upper({base})"), "varchar(80)"),
        (Kind::Text, 1) => (format!("length({base})"), "int"),
        (Kind::Json, 0) => (format!("json_unquote(json_extract({base}, '$.n'))"), "varchar(40)"),
        _ => (format!("{base} IS NULL"), "tinyint(1)"),
    };
    Some((Generated { expr: Expr::new(expr), stored: dice.chance(50) }, sql_type.to_owned()))
}

/// What else may be said of a column that stores what it is given.
pub(super) fn furnish(column: &mut Column, dice: &mut Dice) {
    match types::kind(&column.sql_type.text) {
        Kind::Integer => column.auto_increment = dice.chance(30),
        Kind::Instant => column.on_update = if dice.chance(30) { now(column) } else { None },
        _ => {}
    }
    column.invisible = dice.chance(5);
    column.comment = if dice.chance(10) { comment::text(dice) } else { None };
}

/// The time a column can have when its row changes, as precise as the column is.
pub(super) fn now(column: &Column) -> Option<Expr> {
    match column.sql_type.text.as_str() {
        "datetime" | "timestamp" => Some(Expr::new("CURRENT_TIMESTAMP")),
        "datetime(6)" => Some(Expr::new("CURRENT_TIMESTAMP(6)")),
        _ => None,
    }
}

/// A column that just got another type; none where something counts on the old one.
pub(super) fn retyped(table: &Table, mut column: Column) -> Option<Column> {
    let old = types::kind(&table.columns.get(&column.name)?.sql_type.text);
    let new = types::kind(&column.sql_type.text);
    let keyable = super::Mysql.is_keyable(&column.sql_type.text);
    if is_key(table, &column.name) && !keyable {
        return None;
    }
    if old != new && (is_tied(table, &column.name) || column.auto_increment) {
        return None;
    }
    let defaults = types::defaults(&column.sql_type.text);
    let fits = |expr: &Expr| expr.text == "NULL" || defaults.iter().any(|own| *own == expr.text);
    column.default = column.default.take().filter(fits);
    column.on_update = column.on_update.as_ref().and_then(|_| now(&column));
    column.collation = column.collation.filter(|_| types::has_collation(&column.sql_type.text));
    Some(column)
}
