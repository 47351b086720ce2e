//! `CREATE TABLE`.

use limbeck_schema::{Name, Table};

use super::{column, foreign_key, key, quote::quoted};

/// The whole statement, a column or constraint a line. Constraints stand in the order of the columns
/// they are over, so that the order in which they were declared does not show.
pub(crate) fn create(table: &Table) -> String {
    let place = |name: &Name| table.columns.position(name).unwrap_or(usize::MAX);
    let places = |names: &mut dyn Iterator<Item = &Name>| -> Vec<usize> { names.map(place).collect() };
    let inline = table.primary_key.as_ref().filter(|primary| key::is_inline(primary));
    let mut lines: Vec<String> = table
        .columns
        .iter()
        .map(|column| {
            let key = inline.filter(|key| key.parts.iter().any(|part| part.column == column.name));
            column::definition(column, key)
        })
        .collect();
    if let Some(primary) = table.primary_key.as_ref().filter(|_| inline.is_none()) {
        lines.push(key::primary(primary));
    }
    let mut uniques: Vec<_> = table.uniques.iter().collect();
    uniques.sort_by_key(|unique| (places(&mut unique.parts.iter().map(|part| &part.column)), *unique));
    lines.extend(uniques.into_iter().map(key::unique));
    let mut foreign_keys: Vec<_> = table.foreign_keys.iter().collect();
    foreign_keys.sort_by_key(|key| (places(&mut key.columns.iter()), *key));
    lines.extend(foreign_keys.into_iter().map(foreign_key::constraint));
    let mut checks: Vec<_> = table.checks.iter().collect();
    checks.sort();
    lines.extend(checks.into_iter().map(key::check));
    lines.extend(table.unmodelled.iter().map(|clause| clause.text.clone()));
    format!("CREATE TABLE {} (\n    {}\n){}", quoted(&table.name.name), lines.join(",\n    "), options(table))
}

fn options(table: &Table) -> String {
    let mut options = Vec::new();
    if table.options.strict {
        options.push("STRICT");
    }
    if table.options.without_rowid {
        options.push("WITHOUT ROWID");
    }
    if options.is_empty() { String::new() } else { format!(" {}", options.join(", ")) }
}
