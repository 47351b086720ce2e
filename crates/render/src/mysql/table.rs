//! `CREATE TABLE`.

use limbeck_schema::{Check, Column, Dialect, Name, Table};

use super::{
    column, foreign_key, index, key, options,
    quote::{qualified, verbatim},
};

/// The whole statement, a column or key a line, in the order of `SHOW CREATE TABLE`. Constraints stand in
/// the order of the columns they are over, so that the order in which they were declared does not show.
pub(crate) fn create(table: &Table, dialect: Dialect) -> String {
    let lines: Vec<String> = columns(table, dialect).chain(constraints(table)).collect();
    format!(
        "CREATE TABLE {} (\n    {}\n){}",
        qualified(&table.name),
        lines.join(",\n    "),
        options::all(&table.options)
    )
}

fn columns(table: &Table, dialect: Dialect) -> impl Iterator<Item = String> {
    table.columns.iter().map(move |own| {
        let checks = table.checks.iter().filter(|check| is_of(own, check));
        column::definition(own, checks, dialect)
    })
}

fn constraints(table: &Table) -> Vec<String> {
    let place = |name: &Name| table.columns.position(name).unwrap_or(usize::MAX);
    let mut lines: Vec<String> = table.primary_key.iter().map(key::primary).collect();
    lines.extend(table.indexes.iter().map(index::definition));
    let mut foreign_keys: Vec<_> = table.foreign_keys.iter().collect();
    foreign_keys.sort_by_key(|key| (key.columns.iter().map(place).collect::<Vec<_>>(), *key));
    lines.extend(foreign_keys.into_iter().map(foreign_key::constraint));
    let of_none = |check: &&Check| !table.columns.iter().any(|own| is_of(own, check));
    let mut checks: Vec<_> = table.checks.iter().filter(of_none).collect();
    checks.sort();
    lines.extend(checks.into_iter().map(key::check));
    lines.extend(table.unmodelled.iter().map(|clause| verbatim(&clause.text)));
    lines
}

/// Whether the check is said behind the column.
fn is_of(column: &Column, check: &Check) -> bool {
    check.column.as_ref() == Some(&column.name)
}
