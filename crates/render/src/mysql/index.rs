//! Indexes.

use std::collections::BTreeMap;

use limbeck_schema::{Index, IndexPart, IndexTerm};

use super::{
    key,
    quote::{parenthesised, quoted, word},
};

/// Words whose value follows without `=`.
const SPACED: [&str; 3] = ["USING", "COMMENT", "WITH PARSER"];

/// An index, in a table or added to one.
pub(super) fn definition(index: &Index) -> String {
    let kind = match &index.method {
        Some(method) => format!("{method} KEY"),
        None if index.unique => "UNIQUE KEY".to_owned(),
        None => "KEY".to_owned(),
    };
    let parts: Vec<String> = index.parts.iter().map(part).collect();
    let parameters = parameters(&index.parameters);
    format!("{kind} {} ({}){parameters}", quoted(&index.name), parts.join(", "))
}

/// What stands behind the terms, `USING` first.
pub(super) fn parameters(parameters: &BTreeMap<String, String>) -> String {
    let one = |(name, value): (&String, &String)| match value.as_str() {
        "" => format!(" {name}"),
        value if SPACED.contains(&name.as_str()) => format!(" {name} {value}"),
        value => format!(" {}={value}", word(name)),
    };
    let (using, rest): (BTreeMap<_, _>, BTreeMap<_, _>) =
        parameters.iter().partition(|(name, _)| name.as_str() == "USING");
    using.into_iter().chain(rest).map(one).collect()
}

fn part(part: &IndexPart) -> String {
    let term = match &part.term {
        IndexTerm::Column(name) => quoted(name),
        IndexTerm::Expr(expr) => parenthesised(expr),
    };
    key::part(&term, part.length, part.descending)
}
