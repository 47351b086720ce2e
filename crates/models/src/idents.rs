//! Names of the database as idents of Rust.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_schema::{Name, Table};

/// What `table!` makes beside the columns, and names that its parts are known by; with a column `q` what it
/// makes does not compile (2.3.14).
const TAKEN: [&str; 8] = ["table", "columns", "is_nullable", "star", "dsl", "all_columns", "sql_types", "q"];

/// An ident for the name: other letters are underscores, and one behind it keeps it from what is taken.
pub(crate) fn ident(name: &str, taken: &[&str]) -> String {
    let mut ident = String::new();
    for letter in name.chars() {
        let fits = letter.is_ascii_alphanumeric() || letter == '_';
        if fits {
            ident.push(letter);
        } else if !ident.ends_with('_') {
            ident.push('_');
        }
    }
    if ident.is_empty() || ident.starts_with(|first: char| first.is_ascii_digit()) {
        ident.insert(0, '_');
    }
    let is_word = is_word(&ident);
    let is_taken = TAKEN.contains(&ident.as_str()) || taken.contains(&ident.as_str());
    if !is_word || is_taken || (ident.starts_with("__") && !ident.ends_with('_')) {
        ident.push('_');
    }
    ident
}

/// In UpperCamel, as types are.
pub(crate) fn camel(name: &str) -> String {
    let mut camel = String::new();
    let mut is_start = true;
    for letter in name.chars() {
        if !letter.is_ascii_alphanumeric() {
            is_start = true;
        } else if is_start {
            camel.push(letter.to_ascii_uppercase());
            is_start = false;
        } else {
            camel.push(letter);
        }
    }
    if camel.is_empty() || camel.starts_with(|first: char| first.is_ascii_digit()) {
        camel.insert(0, 'T');
    }
    if !is_word(&camel) {
        camel.push('_');
    }
    camel
}

/// Whether it may stand for a name in whatever edition: `gen` is a keyword since 2024.
fn is_word(ident: &str) -> bool {
    ident != "gen" && syn::parse_str::<syn::Ident>(ident).is_ok()
}

/// The idents of one table.
pub(crate) struct TableIdents {
    pub(crate) table: String,
    columns: BTreeMap<String, String>,
}

impl TableIdents {
    /// The ident of a column.
    pub(crate) fn column(&self, name: &Name) -> String {
        self.columns.get(name.as_str()).cloned().unwrap_or_else(|| ident(name.as_str(), &[]))
    }
}

/// Idents that are given already, by module.
#[derive(Default)]
pub(crate) struct Idents(BTreeMap<Option<String>, BTreeSet<String>>);

impl Idents {
    pub(crate) fn of_table(&mut self, table: &Table) -> TableIdents {
        let module = table.name.namespace.as_ref().map(|name| name.as_str().to_owned());
        let given = self.0.entry(module).or_default();
        let own = free(ident(table.name.name.as_str(), &[]), given);
        let mut of_columns = BTreeSet::new();
        let columns = table.columns.iter().map(|column| {
            // A column may not be called like its table.
            let wanted = ident(column.name.as_str(), &[&own]);
            (column.name.as_str().to_owned(), free(wanted, &mut of_columns))
        });
        let columns = columns.collect();
        TableIdents { table: own, columns }
    }
}

/// The ident, or the first with more underscores that is free.
pub(crate) fn free(mut wanted: String, given: &mut BTreeSet<String>) -> String {
    while !given.insert(wanted.clone()) {
        wanted.push('_');
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_no_names() {
        for (name, word) in
            [("type", "type_"), ("gen", "gen_"), ("Self", "Self_"), ("1st", "_1st"), ("", "__")]
        {
            assert_eq!(ident(name, &[]), word, "{name}");
        }
        for (name, word) in [("self", "Self_"), ("a b", "AB"), ("1st", "T1st"), ("", "T")] {
            assert_eq!(camel(name), word, "{name}");
        }
    }
}
