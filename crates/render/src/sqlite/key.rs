//! Primary keys, unique constraints, checks, and what they have in common.

use limbeck_schema::{Check, Conflict, KeyName, KeyPart, PrimaryKey, Unique};

use super::quote::{parenthesised, quoted};

/// Whether the key is said behind its column. It must be for AUTOINCREMENT, and for an INTEGER key
/// that is `DESC`, which only there is no alias of the rowid.
pub(super) fn is_inline(primary: &PrimaryKey) -> bool {
    matches!(&primary.parts[..], [part] if part.collation.is_none())
}

/// The key behind its column.
pub(super) fn primary_of_column(primary: &PrimaryKey) -> String {
    let mut out = format!("{}PRIMARY KEY", constraint(&primary.name));
    if primary.parts.iter().any(|part| part.descending) {
        out.push_str(" DESC");
    }
    push(&mut out, &on_conflict(primary.on_conflict));
    if primary.autoincrement {
        out.push_str(" AUTOINCREMENT");
    }
    out
}

/// The key at the end of the table.
pub(super) fn primary(primary: &PrimaryKey) -> String {
    let mut out = format!("{}PRIMARY KEY ({})", constraint(&primary.name), parts(&primary.parts));
    push(&mut out, &on_conflict(primary.on_conflict));
    out
}

/// A unique constraint at the end of the table.
pub(super) fn unique(unique: &Unique) -> String {
    let mut out = format!("{}UNIQUE ({})", constraint(&unique.name), parts(&unique.parts));
    push(&mut out, &on_conflict(unique.on_conflict));
    out
}

/// A check, behind a column or at the end of the table.
pub(super) fn check(check: &Check) -> String {
    format!("{}CHECK {}", constraint(&check.name), parenthesised(&check.expr))
}

/// `CONSTRAINT "name" ` where there is one.
pub(super) fn constraint(name: &KeyName) -> String {
    name.given().map_or_else(String::new, |name| format!("CONSTRAINT {} ", quoted(name)))
}

/// `ON CONFLICT ...` where it is not the default.
pub(super) fn on_conflict(conflict: Option<Conflict>) -> String {
    let what = match conflict {
        None => return String::new(),
        Some(Conflict::Rollback) => "ROLLBACK",
        Some(Conflict::Fail) => "FAIL",
        Some(Conflict::Ignore) => "IGNORE",
        Some(Conflict::Replace) => "REPLACE",
    };
    format!("ON CONFLICT {what}")
}

fn parts(parts: &[KeyPart]) -> String {
    let one = |part: &KeyPart| {
        let mut out = quoted(&part.column);
        if let Some(collation) = &part.collation {
            out.push_str(&format!(" COLLATE {}", quoted(collation)));
        }
        if part.descending {
            out.push_str(" DESC");
        }
        out
    };
    parts.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn push(out: &mut String, clause: &str) {
    if !clause.is_empty() {
        out.push(' ');
        out.push_str(clause);
    }
}
