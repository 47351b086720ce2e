//! Indexes as attributes of the struct.

use limbeck_schema::{Index, IndexPart, IndexTerm};

use super::{
    constraint::{beside, reference, with},
    quoted,
};
use crate::idents::TableIdents;

/// `index(...)`.
pub(super) fn attribute(index: &Index, idents: &TableIdents) -> String {
    let mut said: Vec<String> = index.parts.iter().map(|one| part(one, idents)).collect();
    said.push(format!("name = {}", quoted(index.name.as_str())));
    said.extend(index.unique.then(|| "unique".to_owned()));
    said.extend(index.nulls_not_distinct.then(|| "nulls_not_distinct".to_owned()));
    said.extend(index.method.as_ref().map(|method| format!("method = {}", quoted(method))));
    said.extend(beside(&index.include, idents));
    said.extend(with(&index.parameters));
    said.extend(index.tablespace.as_ref().map(|name| format!("tablespace = {}", quoted(name.as_str()))));
    said.extend(index.predicate.as_ref().map(|predicate| format!("where = {}", quoted(&predicate.text))));
    format!("index({})", said.join(", "))
}

fn part(part: &IndexPart, idents: &TableIdents) -> String {
    let mut said = match &part.term {
        IndexTerm::Column(name) => reference(name, idents),
        IndexTerm::Expr(expr) => format!("expr({})", quoted(&expr.text)),
    };
    if let Some(collation) = &part.collation {
        let namespace = collation.namespace.iter().map(|name| format!("{}, ", quoted(name.as_str())));
        said += &format!(" collate({}{})", namespace.collect::<String>(), quoted(collation.name.as_str()));
    }
    if let Some(class) = &part.operator_class {
        said += &format!(" ops({})", quoted(class));
    }
    if let Some(length) = part.length {
        said += &format!(" length({length})");
    }
    if part.descending {
        said += " desc";
    }
    match part.nulls_first {
        Some(true) => said + " nulls_first",
        Some(false) => said + " nulls_last",
        None => said,
    }
}
