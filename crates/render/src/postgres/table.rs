//! `CREATE TABLE`.

use limbeck_schema::{ForeignTable, Name, Table, TableOptions};

use super::{
    column, foreign_key, key,
    quote::{literal, qualified, quoted, verbatim, with, word},
};

/// The whole statement, a column or constraint a line. Constraints stand in the order of the columns
/// they are over, so that the order in which they were declared does not show.
pub(crate) fn create(table: &Table) -> String {
    let options = &table.options;
    let lines = columns(table).into_iter().chain(constraints(table)).collect::<Vec<_>>();
    let body = if lines.is_empty() { String::new() } else { format!("\n    {}\n", lines.join(",\n    ")) };
    let kind = match (&options.foreign, options.unlogged) {
        (Some(_), _) => "FOREIGN TABLE",
        (None, true) => "UNLOGGED TABLE",
        (None, false) => "TABLE",
    };
    let mut out = format!("CREATE {kind} {}", qualified(&table.name));
    if let Some(partition) = &options.partition_of {
        out.push_str(&format!(" PARTITION OF {}", qualified(&partition.parent)));
    } else if let Some(of) = &options.of_type {
        out.push_str(&format!(" OF {}", qualified(of)));
    }
    let has_columns_elsewhere = options.partition_of.is_some() || options.of_type.is_some();
    if !(body.is_empty() && has_columns_elsewhere) {
        out.push_str(&format!(" ({body})"));
    }
    if let Some(partition) = &options.partition_of {
        out.push_str(&format!(" {}", verbatim(&partition.bound.text)));
    }
    out + &storage(options)
}

/// Its own columns: those of a parent come by themselves, and a type says what its columns are.
fn columns(table: &Table) -> Vec<String> {
    let own = table.columns.iter().filter(|column| !column.inherited);
    if table.options.of_type.is_some() {
        own.filter_map(column::options).collect()
    } else {
        own.map(column::definition).collect()
    }
}

fn constraints(table: &Table) -> Vec<String> {
    let place = |name: &Name| table.columns.position(name).unwrap_or(usize::MAX);
    let places = |names: &mut dyn Iterator<Item = &Name>| -> Vec<usize> { names.map(place).collect() };
    let mut lines: Vec<String> = table.primary_key.iter().map(key::primary).collect();
    let mut uniques: Vec<_> = table.uniques.iter().collect();
    uniques.sort_by_key(|unique| (places(&mut unique.parts.iter().map(|part| &part.column)), *unique));
    lines.extend(uniques.into_iter().map(key::unique));
    let mut foreign_keys: Vec<_> = table.foreign_keys.iter().collect();
    foreign_keys.sort_by_key(|key| (places(&mut key.columns.iter()), *key));
    lines.extend(foreign_keys.into_iter().map(foreign_key::constraint));
    let mut checks: Vec<_> = table.checks.iter().collect();
    checks.sort();
    lines.extend(checks.into_iter().map(key::check));
    let mut exclusions: Vec<_> = table.exclusions.iter().collect();
    exclusions.sort();
    lines.extend(exclusions.into_iter().map(key::exclusion));
    lines.extend(table.unmodelled.iter().map(|clause| verbatim(&clause.text)));
    lines
}

/// What stands behind the columns, in the order the grammar has it.
fn storage(options: &TableOptions) -> String {
    let mut out = String::new();
    if !options.inherits.is_empty() {
        let parents: Vec<String> = options.inherits.iter().map(qualified).collect();
        out.push_str(&format!(" INHERITS ({})", parents.join(", ")));
    }
    if let Some(by) = &options.partitioned_by {
        out.push_str(&format!(" PARTITION BY {}", verbatim(&by.text)));
    }
    if let Some(method) = &options.access_method {
        out.push_str(&format!(" USING {}", word(method.as_str())));
    }
    out.push_str(&with(&options.parameters));
    if let Some(tablespace) = &options.tablespace {
        out.push_str(&format!(" TABLESPACE {}", quoted(tablespace)));
    }
    if let Some(foreign) = &options.foreign {
        out.push_str(&server(foreign));
    }
    out
}

fn server(foreign: &ForeignTable) -> String {
    let mut out = format!(" SERVER {}", quoted(&foreign.server));
    if !foreign.options.is_empty() {
        let one = |(name, value): (&String, &String)| format!("{} {}", word(name), literal(value));
        let all: Vec<String> = foreign.options.iter().map(one).collect();
        out.push_str(&format!(" OPTIONS ({})", all.join(", ")));
    }
    out
}
