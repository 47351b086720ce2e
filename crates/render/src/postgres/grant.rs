//! Rights.

use limbeck_schema::{Grant, Kind, Thing};

use super::{
    quote::{qualified, quoted},
    thing::routine,
};

/// What a role gets. One that is there by default is got back; one that is *not* there although it would
/// be by default is taken.
pub(super) fn create(grant: &Grant) -> Option<String> {
    if grant.revoked { take(grant) } else { give(grant) }
}

/// The other way round.
pub(super) fn revoke(grant: &Grant) -> Option<String> {
    if grant.revoked { give(grant) } else { take(grant) }
}

fn give(grant: &Grant) -> Option<String> {
    let option = if grant.grantable { " WITH GRANT OPTION" } else { "" };
    let (head, what) = target(grant)?;
    Some(format!("{head}GRANT {what} TO {}{option}", grantee(grant)))
}

/// The right with the option to pass it on.
fn take(grant: &Grant) -> Option<String> {
    let (head, what) = target(grant)?;
    Some(format!("{head}REVOKE {what} FROM {}", grantee(grant)))
}

fn grantee(grant: &Grant) -> String {
    grant.grantee.as_ref().map_or_else(|| "PUBLIC".to_owned(), quoted)
}

/// What comes before the verb, and which right on what.
fn target(grant: &Grant) -> Option<(String, String)> {
    let Grant { on, privilege, .. } = grant;
    if on.kind == Kind::DefaultPrivileges {
        let part = on.part.as_ref()?;
        return Some((defaults(on), format!("{privilege} ON {part}")));
    }
    let name = qualified(&on.name);
    let what = match on.kind {
        Kind::Column => format!("{privilege} ({}) ON TABLE {name}", quoted(on.part.as_ref()?)),
        Kind::Table | Kind::ForeignTable | Kind::View | Kind::MaterializedView => {
            format!("{privilege} ON TABLE {name}")
        }
        Kind::Sequence => format!("{privilege} ON SEQUENCE {name}"),
        // An aggregate is a function here, and one over nothing is written like a function over nothing.
        Kind::Function | Kind::Aggregate => {
            let on = Thing { kind: Kind::Function, ..on.clone() };
            format!("{privilege} ON FUNCTION {}", routine(&on))
        }
        Kind::Procedure => format!("{privilege} ON PROCEDURE {}", routine(on)),
        Kind::Namespace => format!("{privilege} ON SCHEMA {name}"),
        Kind::Enum | Kind::Composite | Kind::Range | Kind::Domain => format!("{privilege} ON TYPE {name}"),
        // These have no rights.
        Kind::Event
        | Kind::Extension
        | Kind::Collation
        | Kind::Operator
        | Kind::Cast
        | Kind::TextSearchDictionary
        | Kind::TextSearch
        | Kind::Default
        | Kind::Constraint
        | Kind::DomainConstraint
        | Kind::Index
        | Kind::Statistics
        | Kind::Trigger
        | Kind::Rule
        | Kind::Policy
        | Kind::EventTrigger
        | Kind::Publication
        | Kind::DefaultPrivileges => return None,
    };
    Some((String::new(), what))
}

/// `ALTER DEFAULT PRIVILEGES FOR ROLE "r" IN SCHEMA "s" `.
fn defaults(on: &Thing) -> String {
    let role = quoted(&on.name.name);
    let namespace = on.name.namespace.as_ref();
    let namespace = namespace.map_or_else(String::new, |name| format!("IN SCHEMA {} ", quoted(name)));
    format!("ALTER DEFAULT PRIVILEGES FOR ROLE {role} {namespace}")
}
