//! Columns: how they are said, where they stand, and what their server cannot change in place.

use limbeck_lex::significant;
use limbeck_schema::{Column, Expr, Family, Name, Pair, Table};

use crate::{Clause, Definition, Position};

/// The column as it is said in a statement about its table: its collation only where the table's default,
/// on both sides, would give it another.
pub(super) fn said(column: &Column, defaults: &[Option<&String>]) -> Column {
    let mut column = column.clone();
    let own = column.collation.as_ref().map(|collation| collation.name.as_str());
    let is_default = own.is_some() && defaults.iter().all(|default| default.map(String::as_str) == own);
    if is_default {
        column.collation = None;
    }
    column
}

/// The collation that a table gives to columns that say none.
pub(super) fn default_collation(table: &Table) -> Option<&String> {
    table.options.parameters.get("COLLATE")
}

/// The column with all that is said behind it.
pub(super) fn definition(column: &Column, tables: Pair<&Table>) -> Definition {
    let defaults = [default_collation(tables.before), default_collation(tables.after)];
    let own = |check: &&limbeck_schema::Check| check.column.as_ref() == Some(&column.name);
    Definition {
        column: said(column, &defaults),
        checks: tables.after.checks.iter().filter(own).cloned().collect(),
    }
}

/// The clauses for a column that changes where a default that is computed has to be set by itself.
pub(super) fn altered(pair: &Pair<Column>, tables: Pair<&Table>, place: Option<Position>) -> Vec<Clause> {
    let Pair { before, after } = pair;
    let is_computed = |expr: &&Expr| {
        let tokens = significant(Family::Mysql, &expr.text);
        tokens.iter().any(|token| token.is_operator("("))
            && !tokens.first().is_some_and(|first| first.is_word("current_timestamp"))
    };
    let redefined = |column: &Column| Clause::RedefineColumn(definition(column, tables), place.clone());
    match after.default.as_ref().filter(is_computed) {
        Some(default) if before.default != after.default => {
            let meanwhile = Column { default: before.default.clone(), ..after.clone() };
            let rest = (meanwhile != *before || place.is_some()).then(|| redefined(&meanwhile));
            // MySQL 9.7 takes `SET DEFAULT (...)` of a column in the primary key, and does nothing.
            let set = if tables.after.primary_key.as_ref().is_some_and(|key| key.is_over(&after.name)) {
                Clause::RedefineDefault(definition(after, tables))
            } else {
                Clause::SetDefault(after.name.clone(), default.clone())
            };
            rest.into_iter().chain([set]).collect()
        }
        _ => vec![redefined(after)],
    }
}

/// Where a new column goes, such that the columns stand as they should. `stays` are those that are there
/// already.
pub(super) fn position(column: &Name, after: &Table, stays: impl Fn(&Name) -> bool) -> Position {
    let own = after.columns.position(column).unwrap_or(usize::MAX);
    let is_last = after.columns.iter().enumerate().all(|(at, other)| at < own || !stays(&other.name));
    if is_last {
        return Position::Last;
    }
    behind_previous(column, after)
}

/// The column's place by the one before it.
pub(super) fn behind_previous(column: &Name, after: &Table) -> Position {
    let own = after.columns.position(column).unwrap_or_default();
    match own.checked_sub(1).and_then(|at| after.columns.iter().nth(at)) {
        Some(previous) => Position::After(previous.name.clone()),
        None => Position::First,
    }
}

/// Whether the column has to be dropped and made again: what is computed when it is read is nowhere, and
/// cannot become something that is stored, nor the other way round (MySQL 3106, MariaDB 1907).
pub(super) fn is_remade(pair: &Pair<Column>) -> bool {
    let is_virtual = |column: &Column| column.generated.as_ref().is_some_and(|generated| !generated.stored);
    is_virtual(&pair.before) != is_virtual(&pair.after)
}

/// Whether a foreign key over the column stands in the way of the change (1832, 1833, 3780).
pub(super) fn disturbs_keys(pair: &Pair<Column>) -> bool {
    let Pair { before, after } = pair;
    before.sql_type != after.sql_type
        || before.collation != after.collation
        || before.nullable != after.nullable
        || before.generated != after.generated
        || before.auto_increment != after.auto_increment
}
