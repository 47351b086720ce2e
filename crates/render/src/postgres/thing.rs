//! Things by their kind and name, as statements speak of them.

use limbeck_schema::{Kind, Name, Thing};

use super::quote::{literal, qualified, quoted};

/// `TABLE "t"`, `FUNCTION "f"(integer)`, `TRIGGER "x" ON "t"`: as COMMENT ON has it. None for what has
/// no words of its own, and for what limbeck does not manage.
pub(super) fn said(thing: &Thing) -> Option<String> {
    let name = || qualified(&thing.name);
    let part = || thing.part.as_ref().map(quoted);
    Some(match thing.kind {
        Kind::Column => format!("COLUMN {}.{}", name(), part()?),
        Kind::Constraint => format!("CONSTRAINT {} ON {}", part()?, name()),
        Kind::DomainConstraint => format!("CONSTRAINT {} ON DOMAIN {}", part()?, name()),
        Kind::Trigger | Kind::Rule | Kind::Policy => {
            format!("{} {} ON {}", keyword(thing.kind)?, part()?, name())
        }
        Kind::Function | Kind::Procedure | Kind::Aggregate => {
            format!("{} {}", keyword(thing.kind)?, routine(thing))
        }
        kind => format!("{} {}", keyword(kind)?, name()),
    })
}

/// `"f"(integer, text)`. The types are in the server's own words.
pub(super) fn routine(thing: &Thing) -> String {
    let nothing = if thing.kind == Kind::Aggregate { "*" } else { "" };
    let arguments = thing.part.as_ref().map_or(nothing, Name::as_str);
    format!("{}({arguments})", qualified(&thing.name))
}

/// `DROP ...`.
pub(super) fn drop(thing: &Thing) -> Option<String> {
    Some(match altered(thing) {
        Some((owner, word, part)) => format!("ALTER {owner} DROP {word} {part}"),
        None => format!("DROP {}", said(thing)?),
    })
}

/// `ALTER ... RENAME ...`.
pub(super) fn rename(thing: &Thing, to: &Name) -> Option<String> {
    Some(match altered(thing) {
        Some((owner, word, part)) => format!("ALTER {owner} RENAME {word} {part} TO {}", quoted(to)),
        None => format!("ALTER {} RENAME TO {}", said(thing)?, quoted(to)),
    })
}

/// `COMMENT ON ...`.
pub(super) fn comment(thing: &Thing, text: Option<&str>) -> Option<String> {
    let text = text.map_or_else(|| "NULL".to_owned(), literal);
    Some(format!("COMMENT ON {} IS {text}", said(thing)?))
}

/// Where the thing is a part that only the statement on its owner reaches: the owner, what the part is
/// called there, and its name.
fn altered(thing: &Thing) -> Option<(String, &'static str, String)> {
    let (owner, word) = match thing.kind {
        Kind::Column => ("TABLE", "COLUMN"),
        Kind::Constraint => ("TABLE", "CONSTRAINT"),
        Kind::DomainConstraint => ("DOMAIN", "CONSTRAINT"),
        _ => return None,
    };
    let part = thing.part.as_ref().map(quoted)?;
    Some((format!("{owner} {}", qualified(&thing.name)), word, part))
}

fn keyword(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Namespace => "SCHEMA",
        Kind::Extension => "EXTENSION",
        Kind::Collation => "COLLATION",
        Kind::Enum | Kind::Composite | Kind::Range => "TYPE",
        Kind::Domain => "DOMAIN",
        Kind::Sequence => "SEQUENCE",
        Kind::Function => "FUNCTION",
        Kind::Procedure => "PROCEDURE",
        Kind::Aggregate => "AGGREGATE",
        Kind::TextSearchDictionary => "TEXT SEARCH DICTIONARY",
        Kind::TextSearch => "TEXT SEARCH CONFIGURATION",
        Kind::Table => "TABLE",
        Kind::ForeignTable => "FOREIGN TABLE",
        Kind::Index => "INDEX",
        Kind::Statistics => "STATISTICS",
        Kind::View => "VIEW",
        Kind::MaterializedView => "MATERIALIZED VIEW",
        Kind::Trigger => "TRIGGER",
        Kind::Rule => "RULE",
        Kind::Policy => "POLICY",
        Kind::EventTrigger => "EVENT TRIGGER",
        Kind::Publication => "PUBLICATION",
        Kind::Operator
        | Kind::Cast
        | Kind::Column
        | Kind::Default
        | Kind::Constraint
        | Kind::DomainConstraint
        | Kind::Event
        | Kind::DefaultPrivileges => return None,
    })
}
