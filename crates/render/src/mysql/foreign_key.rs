//! Foreign keys.

use limbeck_schema::{Action, ForeignKey, Name};

use super::{
    key,
    quote::{list, qualified},
};

/// In a table or added to one. Never with `MATCH`, of which both servers keep nothing.
pub(super) fn constraint(foreign: &ForeignKey) -> String {
    let mut out = format!(
        "{}FOREIGN KEY ({}) REFERENCES {} ({})",
        key::constraint(&foreign.name),
        list(&foreign.columns),
        qualified(&foreign.references),
        list(referenced(foreign))
    );
    for (event, action) in [("DELETE", foreign.on_delete), ("UPDATE", foreign.on_update)] {
        if action != Action::NoAction {
            out.push_str(&format!(" ON {event} {action}"));
        }
    }
    out
}

/// Neither server takes a reference that names no columns: then those it means are said.
fn referenced(foreign: &ForeignKey) -> &[Name] {
    if foreign.referenced.text.is_empty() { &foreign.referenced.key } else { &foreign.referenced.text }
}
