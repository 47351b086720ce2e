//! `joinable!` and `allow_tables_to_appear_in_same_query!`, as `diesel print-schema` (2.3) writes them: hints
//! for joins, which say nothing of foreign keys.

use limbeck_schema::{Family, ForeignKey, Name, Table};

use crate::{ddl, idents::TableIdents};

/// Those between the tables of one namespace.
pub(super) fn written(all: &[(&Table, TableIdents)], namespace: Option<&Name>, family: Family) -> String {
    let tables: Vec<&(&Table, TableIdents)> =
        all.iter().filter(|(table, _)| table.name.namespace.as_ref() == namespace).collect();
    let mut groups: Vec<usize> = (0..tables.len()).collect();
    let mut lines = Vec::new();
    for (at, (table, idents)) in tables.iter().enumerate() {
        for key in table.foreign_keys.iter() {
            let Some(to) = tables.iter().position(|(parent, _)| parent.name == key.references) else {
                continue;
            };
            let (parent, of_parent) = tables[to];
            let is_only = between(table, parent) + between(parent, table) == 1;
            let [column] = &key.columns[..] else { continue };
            if at == to || !is_only || !is_to_key(key, parent) || !is_one_type(table, column, parent, family)
            {
                continue;
            }
            lines.push(format!(
                "diesel::joinable!({} -> {} ({}));\n",
                idents.table,
                of_parent.table,
                idents.column(column)
            ));
            let (old, new) = (groups[at], groups[to]);
            groups.iter_mut().filter(|group| **group == old).for_each(|group| *group = new);
        }
    }
    lines.sort();
    let joinable = if lines.is_empty() { String::new() } else { format!("\n{}", lines.concat()) };
    joinable + &together(&tables, &groups)
}

/// Tables that joins lead between.
fn together(tables: &[&(&Table, TableIdents)], groups: &[usize]) -> String {
    let mut text = String::new();
    for group in 0..tables.len() {
        let mut idents: Vec<&str> = tables
            .iter()
            .zip(groups)
            .filter(|(_, of)| **of == group)
            .map(|((_, idents), _)| idents.table.as_str())
            .collect();
        idents.sort_unstable();
        if idents.len() > 1 {
            let lines: String = idents.iter().map(|ident| format!("    {ident},\n")).collect();
            text.push_str(&format!("\ndiesel::allow_tables_to_appear_in_same_query!(\n{lines});\n"));
        }
    }
    text
}

fn between(table: &Table, parent: &Table) -> usize {
    table.foreign_keys.iter().filter(|key| key.references == parent.name).count()
}

/// Whether it refers to the primary key of one column.
fn is_to_key(key: &ForeignKey, parent: &Table) -> bool {
    let Some(primary) = &parent.primary_key else { return false };
    let [part] = &primary.parts[..] else { return false };
    match &key.referenced.key[..] {
        [] => true,
        [only] => *only == part.column,
        _ => false,
    }
}

/// Whether column and key are of one type to Diesel, which joins no others.
fn is_one_type(table: &Table, column: &Name, parent: &Table, family: Family) -> bool {
    let said = |table: &Table, column: &Name| {
        let column = table.columns.get(column)?;
        let said = (ddl::of(family).in_diesel)(&column.sql_type.text);
        Some((said.named, said.unsigned, said.is_array))
    };
    let key = parent.primary_key.as_ref().and_then(|key| key.parts.first());
    key.is_some_and(|part| said(table, column) == said(parent, &part.column))
}
