//! Views.

use limbeck_schema::View;

use super::quote::{qualified, verbatim};

/// `CREATE VIEW`.
pub(super) fn create(view: &View) -> String {
    statement("CREATE", view)
}

/// `CREATE OR REPLACE VIEW`, which takes options back by leaving them out.
pub(super) fn replace(view: &View) -> String {
    statement("CREATE OR REPLACE", view)
}

fn statement(verb: &str, view: &View) -> String {
    let option = |name: &str| view.options.get(name);
    let mut out = verb.to_owned();
    if let Some(algorithm) = option("ALGORITHM") {
        out.push_str(&format!(" ALGORITHM = {algorithm}"));
    }
    if let Some(security) = option("SQL SECURITY") {
        out.push_str(&format!(" SQL SECURITY {security}"));
    }
    out.push_str(&format!(" VIEW {} AS\n{}", qualified(&view.name), verbatim(&view.definition.text)));
    if let Some(check) = option("CHECK OPTION") {
        out.push_str(&format!("\nWITH {check} CHECK OPTION"));
    }
    out
}
