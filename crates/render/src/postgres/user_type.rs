//! Types somebody made: enumerations, domains, composite types.

use limbeck_schema::{Attribute, Check, Domain, Name, ObjectName, Pair, Validity};

use super::{
    column, key,
    quote::{literal, qualified, quoted, verbatim},
};

/// `CREATE TYPE ... AS ENUM`.
pub(super) fn create_enum(name: &ObjectName, labels: &[String]) -> String {
    let labels: Vec<String> = labels.iter().map(|label| literal(label)).collect();
    format!("CREATE TYPE {} AS ENUM ({})", qualified(name), labels.join(", "))
}

/// `ALTER TYPE ... ADD VALUE`.
pub(super) fn add_label(name: &ObjectName, label: &str, before: Option<&str>) -> String {
    let place = before.map_or_else(String::new, |before| format!(" BEFORE {}", literal(before)));
    format!("ALTER TYPE {} ADD VALUE {}{place}", qualified(name), literal(label))
}

/// `ALTER TYPE ... RENAME VALUE`.
pub(super) fn rename_label(name: &ObjectName, names: &Pair<Name>) -> String {
    let Pair { before, after } = names.as_ref().map(|label| literal(label.as_str()));
    format!("ALTER TYPE {} RENAME VALUE {before} TO {after}", qualified(name))
}

/// `CREATE TYPE ... AS (...)`, an attribute a line.
pub(super) fn create_composite<'a>(
    name: &ObjectName,
    attributes: impl IntoIterator<Item = &'a Attribute>,
) -> String {
    let lines: Vec<String> = attributes.into_iter().map(attribute).collect();
    let body = if lines.is_empty() { String::new() } else { format!("\n    {}\n", lines.join(",\n    ")) };
    format!("CREATE TYPE {} AS ({body})", qualified(name))
}

/// `"name" TYPE COLLATE "collation"`.
pub(super) fn attribute(attribute: &Attribute) -> String {
    format!("{} {}", quoted(&attribute.name), attribute_type(attribute))
}

/// The same without the name.
pub(super) fn attribute_type(attribute: &Attribute) -> String {
    let mut out = verbatim(&attribute.sql_type.text);
    if let Some(collation) = &attribute.collation {
        out.push_str(&format!(" COLLATE {}", qualified(collation)));
    }
    out
}

/// `CREATE DOMAIN`. Only ALTER DOMAIN takes a check that does not hold for the values there are.
pub(super) fn create_domain(name: &ObjectName, domain: &Domain) -> Vec<String> {
    let mut out = format!("CREATE DOMAIN {} AS {}", qualified(name), verbatim(&domain.base.text));
    if let Some(collation) = &domain.collation {
        out.push_str(&format!(" COLLATE {}", qualified(collation)));
    }
    if let Some(expr) = &domain.default {
        out.push_str(&format!(" {}", column::default(expr)));
    }
    if !domain.nullable {
        out.push_str(" NOT NULL");
    }
    let mut checks: Vec<&Check> = domain.checks.iter().collect();
    checks.sort();
    let (inside, later): (Vec<_>, Vec<_>) =
        checks.into_iter().partition(|check| check.validity == Validity::Valid);
    for check in inside {
        out.push_str(&format!("\n    {}", key::check(check)));
    }
    let mut statements = vec![out];
    statements.extend(later.into_iter().map(|check| add_check(name, check)));
    statements
}

/// `ALTER DOMAIN ... ADD CONSTRAINT`.
pub(super) fn add_check(name: &ObjectName, check: &Check) -> String {
    format!("ALTER DOMAIN {} ADD {}", qualified(name), key::check(check))
}
