//! Primary keys, unique constraints, checks, exclusion constraints, and what they have in common.

use std::collections::BTreeMap;

use limbeck_schema::{Check, Deferral, Exclusion, KeyName, KeyPart, Name, PrimaryKey, Unique, Validity};

use super::quote::{list, parenthesised, quoted, verbatim, with};

/// A primary key, in a table or added to one.
pub(super) fn primary(primary: &PrimaryKey) -> String {
    format!(
        "{}PRIMARY KEY ({}){}{}",
        constraint(&primary.name),
        parts(&primary.parts, primary.without_overlaps),
        index(&primary.include, &primary.parameters),
        deferral(primary.deferral)
    )
}

/// A unique constraint.
pub(super) fn unique(unique: &Unique) -> String {
    let nulls = if unique.nulls_not_distinct { "NULLS NOT DISTINCT " } else { "" };
    format!(
        "{}UNIQUE {nulls}({}){}{}",
        constraint(&unique.name),
        parts(&unique.parts, unique.without_overlaps),
        index(&unique.include, &unique.parameters),
        deferral(unique.deferral)
    )
}

/// A check, of a table or a domain.
pub(super) fn check(check: &Check) -> String {
    let inherit = if check.no_inherit { " NO INHERIT" } else { "" };
    format!(
        "{}CHECK {}{inherit}{}",
        constraint(&check.name),
        parenthesised(&check.expr),
        validity(check.validity)
    )
}

/// An exclusion constraint, whose words are the server's own.
pub(super) fn exclusion(exclusion: &Exclusion) -> String {
    format!("{}{}", constraint(&exclusion.name), verbatim(&exclusion.definition.text))
}

/// `CONSTRAINT "name" ` where there is one.
pub(super) fn constraint(name: &KeyName) -> String {
    name.given().map_or_else(String::new, |name| format!("CONSTRAINT {} ", quoted(name)))
}

/// When it is checked, where that is not at once.
pub(super) fn deferral(deferral: Deferral) -> &'static str {
    match deferral {
        Deferral::NotDeferrable => "",
        Deferral::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
        Deferral::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    }
}

/// For which rows it holds, where those are not all.
pub(super) fn validity(validity: Validity) -> &'static str {
    match validity {
        Validity::Valid => "",
        Validity::NotValid => " NOT VALID",
        Validity::NotEnforced => " NOT ENFORCED",
    }
}

fn parts(parts: &[KeyPart], without_overlaps: bool) -> String {
    let overlaps = if without_overlaps { " WITHOUT OVERLAPS" } else { "" };
    list(parts.iter().map(|part| &part.column)) + overlaps
}

fn index(include: &[Name], parameters: &BTreeMap<String, String>) -> String {
    let include = if include.is_empty() { String::new() } else { format!(" INCLUDE ({})", list(include)) };
    include + &with(parameters)
}
