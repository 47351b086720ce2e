//! Routines and events.

use limbeck_schema::{Body, Kind, Object, Thing};

use super::quote::{qualified, verbatim};

/// The statement that makes it, which is the server's own.
pub(super) fn create(object: &Object) -> Option<String> {
    match &object.body {
        Body::Routine(routine) => Some(verbatim(&routine.definition.text)),
        Body::Statement(statement) => Some(verbatim(&statement.text)),
        // What MySQL does not have, its planner does not plan.
        Body::Namespace
        | Body::Extension(_)
        | Body::Enum(_)
        | Body::Domain(_)
        | Body::Composite(_)
        | Body::Sequence(_)
        | Body::Policy(_) => None,
    }
}

/// The statement that takes it away. Names are enough: no two routines of a kind share one.
pub(super) fn drop(id: &Thing) -> Option<String> {
    let kind = match id.kind {
        Kind::Function => "FUNCTION",
        Kind::Procedure => "PROCEDURE",
        Kind::Event => "EVENT",
        _ => return None,
    };
    Some(format!("DROP {kind} {}", qualified(&id.name)))
}
