//! Foreign keys.

use limbeck_schema::{Action, Deferral, ForeignKey};

use super::{
    key,
    quote::{list, quoted},
};

/// At the end of the table.
pub(super) fn constraint(foreign: &ForeignKey) -> String {
    format!(
        "{}FOREIGN KEY ({}) {}",
        key::constraint(&foreign.name),
        list(&foreign.columns),
        references(foreign)
    )
}

/// Behind its only column.
pub(super) fn of_column(foreign: &ForeignKey) -> String {
    format!("{}{}", key::constraint(&foreign.name), references(foreign))
}

fn references(foreign: &ForeignKey) -> String {
    let mut out = format!("REFERENCES {}", quoted(&foreign.references.name));
    if !foreign.referenced.text.is_empty() {
        out.push_str(&format!(" ({})", list(&foreign.referenced.text)));
    }
    for (event, action) in [("DELETE", foreign.on_delete), ("UPDATE", foreign.on_update)] {
        if action != Action::NoAction {
            out.push_str(&format!(" ON {event} {action}"));
        }
    }
    out.push_str(match foreign.deferral {
        Deferral::NotDeferrable => "",
        Deferral::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
        Deferral::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    });
    out
}
