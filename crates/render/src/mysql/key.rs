//! Primary keys and checks, and the parts of keys.

use limbeck_schema::{Check, KeyName, KeyPart, Name, PrimaryKey, Validity};

use super::{
    index,
    quote::{parenthesised, quoted},
};

/// A primary key: whatever it is called, the server calls it `PRIMARY`.
pub(super) fn primary(primary: &PrimaryKey) -> String {
    let one = |part: &KeyPart| self::part(&quoted(&part.column), part.length, part.descending);
    let parts: Vec<String> = primary.parts.iter().map(one).collect();
    format!("PRIMARY KEY ({}){}", parts.join(", "), index::parameters(&primary.parameters))
}

/// A check, behind a column or at the end of the table.
pub(super) fn check(check: &Check) -> String {
    let enforced = if check.validity == Validity::NotEnforced { " NOT ENFORCED" } else { "" };
    format!("{}CHECK {}{enforced}", constraint(&check.name), parenthesised(&check.expr))
}

/// ``CONSTRAINT `name` `` where there is one.
pub(super) fn constraint(name: &KeyName) -> String {
    let constraint = |name: &Name| format!("CONSTRAINT {} ", quoted(name));
    name.given().map_or_else(String::new, constraint)
}

/// `` `name`(10) DESC ``.
pub(super) fn part(term: &str, length: Option<u32>, descending: bool) -> String {
    let length = length.map_or_else(String::new, |length| format!("({length})"));
    let direction = if descending { " DESC" } else { "" };
    format!("{term}{length}{direction}")
}
