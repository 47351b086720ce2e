//! A table made anew with its rows.

use std::collections::{BTreeMap, BTreeSet};

use limbeck_lex::{name_of, tokens};
use limbeck_schema::{Column, Expr, Family, Name, ObjectName, Pair, Table};

use crate::{Copied, Rebuild};

pub(super) fn of(
    sides: Pair<&Table>,
    names: &BTreeSet<String>,
    origins: &BTreeMap<Name, Name>,
    reason: String,
) -> Rebuild {
    let Pair { before, after } = sides;
    let copied: Vec<Copied> = after
        .columns
        .iter()
        .filter(|column| column.generated.is_none())
        .filter_map(|column| {
            let there = before.columns.get(&column.name)?;
            let from = origins.get(&column.name).unwrap_or(&there.name).clone();
            Some(Copied { from, to: column.name.clone() })
        })
        .collect();
    let autoincrement = |table: &Table| table.primary_key.as_ref().is_some_and(|key| key.autoincrement);
    Rebuild {
        table: after.name.clone(),
        rowid: rowid(sides, &copied),
        keep_sequence: autoincrement(before) && autoincrement(after),
        abort_on_conflict: resolves_conflicts(after),
        holding: holding(after, names),
        copied,
        reason,
    }
}

/// The table under a name nothing else has, without what is created once it is in its place.
fn holding(after: &Table, names: &BTreeSet<String>) -> Table {
    let mut name = format!("limbeck_new_{}", after.name.name);
    while names.contains(&name.to_ascii_lowercase()) {
        name.push('_');
    }
    let mut table = after.clone();
    table.indexes = Default::default();
    table.triggers = Default::default();
    let Ok(new_name) = Name::new(name) else { return table };
    // An expression may name its own table: `"t"."a" > 0`. It must name the one it stands in, and
    // SQLite turns it back when that one is renamed.
    let speak = |expr: &mut Expr| *expr = Expr::new(requalified(&expr.text, &after.name.name, &new_name));
    for check in table.checks.iter_mut() {
        speak(&mut check.expr);
    }
    for generated in table.columns.iter_mut().filter_map(|column| column.generated.as_mut()) {
        speak(&mut generated.expr);
    }
    table.name = ObjectName::plain(new_name);
    table
}

/// `text` with every qualifier `old.` turned into `new.`.
fn requalified(text: &str, old: &Name, new: &Name) -> String {
    let tokens = tokens(Family::Sqlite, text);
    let mut out = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let is_old = name_of(token).is_some_and(|name| name.eq_ignore_ascii_case(old.as_str()));
        let before_dot = tokens.get(at + 1).is_some_and(|next| next.text == ".");
        if is_old && before_dot {
            out.push('"');
            out.push_str(&new.as_str().replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(token.text);
        }
    }
    out
}

/// The rowid is carried over where both tables have one and no copied column is it.
fn rowid(sides: Pair<&Table>, copied: &[Copied]) -> Option<&'static str> {
    let Pair { before, after } = sides;
    if before.options.without_rowid || after.options.without_rowid {
        return None;
    }
    if let Some(alias) = rowid_alias(after)
        && copied.iter().any(|column| column.to == alias.name)
    {
        return None;
    }
    let taken = |name: &str| {
        let mut columns = before.columns.iter().chain(after.columns.iter());
        columns.any(|column| column.name.as_str().eq_ignore_ascii_case(name))
    };
    ["rowid", "_rowid_", "oid"].into_iter().find(|name| !taken(name))
}

/// The column that is the rowid under another name: a single `INTEGER PRIMARY KEY`, not `DESC`.
fn rowid_alias(table: &Table) -> Option<&Column> {
    let [part] = &table.primary_key.as_ref()?.parts[..] else { return None };
    let column = table.columns.get(&part.column)?;
    (column.sql_type.text.trim().eq_ignore_ascii_case("INTEGER") && !part.descending).then_some(column)
}

/// Whether an `ON CONFLICT` clause would swallow rows while they are copied.
fn resolves_conflicts(table: &Table) -> bool {
    table.primary_key.as_ref().is_some_and(|key| key.on_conflict.is_some())
        || table.uniques.iter().any(|unique| unique.on_conflict.is_some())
        || table.columns.iter().any(|column| column.on_null.is_some())
}
