//! What changes may cost here, where that is not what they cost elsewhere.

use limbeck_lex::{significant, string_value};
use limbeck_schema::{Change, Column, Edit, Family, Pair};

use crate::{Hazard, hazard};

/// The hazards of one change.
pub(super) fn of(change: &Change) -> Vec<Hazard> {
    let mut found = hazard::of(change);
    match change {
        Change::Column { edit: Edit::Create(column), .. } if is_filled(column) => {
            found.retain(|hazard| hazard.code != "DD203");
            let (table, name) = (change.object(), &column.name);
            let message = format!(
                "rows of {table} get what {} begins with in {name}, such as 0 or an empty text; a date fails",
                column.sql_type
            );
            found.push(Hazard { code: "DD203", name: "add-not-null-no-default", message });
        }
        Change::Column { edit: Edit::Alter(pair), .. } => found.extend(members(change, pair)),
        Change::Options { pair, .. } if pair.before.partitioned_by != pair.after.partitioned_by => {
            let message =
                format!("fails if {} has rows that fit no partition; its rows are moved", change.object());
            found.push(Hazard { code: "DD228", name: "change-type", message });
        }
        _ => {}
    }
    found
}

/// A new column that takes no NULL and has no default is filled all the same (MySQL 9.7, MariaDB 10.11).
fn is_filled(column: &Column) -> bool {
    !column.nullable && column.default.is_none() && column.generated.is_none() && !column.auto_increment
}

/// Members of an enumeration or a set that go, or change places.
fn members(change: &Change, pair: &Pair<Column>) -> Vec<Hazard> {
    let sides = pair.as_ref().map(|column| listed(&column.sql_type.text));
    let Pair { before: Some(before), after: Some(after) } = sides else { return Vec::new() };
    let path = format!("{}.{}", change.object(), pair.after.name);
    let lost: Vec<String> =
        before.iter().filter(|own| !after.contains(own)).map(|own| format!("`{own}`")).collect();
    let mut found = Vec::new();
    if !lost.is_empty() {
        let message = format!("fails if a row holds {} in {path}: change such rows first", lost.join(", "));
        found.push(Hazard { code: "DS111", name: "enum-value-removed", message });
    }
    let kept = before.iter().filter(|own| after.contains(own));
    if !kept.eq(after.iter().filter(|own| before.contains(own))) {
        let message = format!("values of {path} sort in another order");
        found.push(Hazard { code: "DD219", name: "enum-reorder", message });
    }
    found
}

/// The members of an `enum(...)` or `set(...)`.
fn listed(sql_type: &str) -> Option<Vec<String>> {
    let tokens = significant(Family::Mysql, sql_type);
    let first = tokens.first()?;
    (first.is_word("enum") || first.is_word("set"))
        .then(|| tokens.iter().filter_map(|token| string_value(Family::Mysql, token)).collect())
}

/// In order, each once.
pub(super) fn once(mut hazards: Vec<Hazard>) -> Vec<Hazard> {
    hazards.sort();
    hazards.dedup();
    hazards
}
