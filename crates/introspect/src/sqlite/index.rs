//! Indexes somebody created.

use limbeck_schema::{Diagnostic, Name, Table, Unmodelled};

use super::{
    agreement::{error, index_disagrees},
    catalog::{Facts, IndexRow},
    stored,
};

/// Adds the index to its table, or keeps its statement there as a clause nobody understood.
pub(super) fn index(
    name: &str,
    sql: &str,
    (table, facts): (&mut Table, &Facts),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let read = Name::new(name).ok().and_then(|name| stored::index(name, sql, table));
    let rows: Vec<&IndexRow> = facts.indexes.iter().filter(|row| row.index == name).collect();
    let problem = match read {
        None => "the definition that SQLite keeps cannot be read",
        Some(index) if index_disagrees(&index, &rows) => "limbeck reads it differently than SQLite does",
        Some(index) => match table.indexes.add(index) {
            Ok(()) => return,
            Err(_) => "there are two of that name",
        },
    };
    diagnostics.push(error(format!("index `{name}` of table `{}`: {problem}", table.name)));
    table.unmodelled.add(Unmodelled { what: "index".to_owned(), text: sql.to_owned() });
}
