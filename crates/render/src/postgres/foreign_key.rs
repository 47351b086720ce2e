//! Foreign keys.

use limbeck_schema::{Action, ForeignKey, Name};

use super::{
    key,
    quote::{list, qualified, quoted},
};

/// A foreign key, in a table or added to one.
pub(super) fn constraint(foreign: &ForeignKey) -> String {
    let mut out = format!(
        "{}FOREIGN KEY ({}) REFERENCES {}",
        key::constraint(&foreign.name),
        columns(&foreign.columns, foreign.period),
        qualified(&foreign.references)
    );
    if !foreign.referenced.text.is_empty() {
        out.push_str(&format!(" ({})", columns(&foreign.referenced.text, foreign.period)));
    }
    if foreign.match_full {
        out.push_str(" MATCH FULL");
    }
    for (event, action) in [("UPDATE", foreign.on_update), ("DELETE", foreign.on_delete)] {
        if action != Action::NoAction {
            out.push_str(&format!(" ON {event} {action}"));
        }
    }
    if !foreign.set_on_delete.is_empty() {
        out.push_str(&format!(" ({})", list(&foreign.set_on_delete)));
    }
    out.push_str(key::deferral(foreign.deferral));
    out.push_str(key::validity(foreign.validity));
    out
}

/// With `PERIOD` before the last one where the key is over time.
fn columns(columns: &[Name], period: bool) -> String {
    let last = columns.len().saturating_sub(1);
    let one = |(at, name): (usize, &Name)| {
        if period && at == last { format!("PERIOD {}", quoted(name)) } else { quoted(name) }
    };
    columns.iter().enumerate().map(one).collect::<Vec<_>>().join(", ")
}
