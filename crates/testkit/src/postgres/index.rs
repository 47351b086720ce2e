//! Terms and predicates of indexes, how they are built, and what they hold besides.

use limbeck_schema::{Column, Index, IndexTerm, Table};

use super::types;
use crate::{dice::Dice, kind::Kind, placeholder::placeholder};

pub(super) fn predicate(column: &Column, dice: &mut Dice) -> Option<String> {
    let name = placeholder(&column.name);
    match (dice.below(8), types::kind(&column.sql_type.text)) {
        (6, _) => Some(format!("{name} IS NOT NULL")),
        (7, Kind::Integer) => Some(format!("{name} > 0")),
        (7, Kind::Text) => Some(format!("{name} <> 'it''s' AND {name} <> ''")),
        (7, Kind::Boolean) => Some(name),
        _ => None,
    }
}

pub(super) fn term(column: &Column, dice: &mut Dice) -> String {
    let name = placeholder(&column.name);
    match (types::kind(&column.sql_type.text), dice.below(2)) {
        (Kind::Integer, 0) => format!("{name} + 1"),
        (Kind::Text, 0) => format!("lower({name})"),
        (Kind::Text, _) => format!("coalesce({name}, 'none')"),
        (Kind::Json, _) => format!("{name} ->> 'n'"),
        _ => format!("{name} IS NULL"),
    }
}

pub(super) fn furnish(table: &Table, index: &mut Index, dice: &mut Dice) {
    // Anything but a text in a term has no collation.
    for part in &mut index.parts {
        if matches!(&part.term, IndexTerm::Expr(expr) if expr.text.ends_with("IS NULL")) {
            part.collation = None;
        }
    }
    index.method = method(table, index, dice).map(str::to_owned);
    if index.method.is_some() {
        let parts = std::mem::take(&mut index.parts);
        index.parts = parts.into_iter().map(|part| limbeck_schema::IndexPart::plain(part.term)).collect();
        return;
    }
    if let Some(first) = index.parts.first_mut()
        && dice.chance(10)
    {
        first.nulls_first = Some(!first.descending);
    }
    if dice.chance(15) {
        let held = |column: &Column| {
            index
                .parts
                .iter()
                .any(|part| matches!(&part.term, IndexTerm::Column(name) if *name == column.name))
        };
        let others: Vec<_> = table.columns.iter().filter(|column| !held(column)).collect();
        index.include.extend(dice.pick(&others).map(|column| column.name.clone()));
    }
    if dice.chance(6) {
        index.parameters.insert("fillfactor".to_owned(), "70".to_owned());
    }
}

/// Anything but a btree, for one plain column.
fn method(table: &Table, index: &Index, dice: &mut Dice) -> Option<&'static str> {
    let [part] = index.parts.as_slice() else { return None };
    let IndexTerm::Column(name) = &part.term else { return None };
    let kind = types::kind(&table.columns.get(name)?.sql_type.text);
    if index.unique || !dice.chance(25) {
        return None;
    }
    match kind {
        Kind::Json | Kind::Array => Some("gin"),
        Kind::Integer | Kind::Text | Kind::Uuid => dice.pick(&["hash", "brin"]).copied(),
        _ => None,
    }
}
