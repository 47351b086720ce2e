//! Reports for people.

use limbeck_engine::{ChangeAction, ChangeLine};

/// One change a line, grouped by object, coloured by what happens.
pub(crate) fn changes(lines: &[ChangeLine]) -> String {
    let mut out = String::new();
    let mut object = None;
    for line in lines {
        if object.is_some() && object != Some(&line.object) {
            out.push('\n');
        }
        object = Some(&line.object);
        let colour = match line.action {
            ChangeAction::Add => "32",
            ChangeAction::Drop => "31",
            ChangeAction::Change | ChangeAction::Rename => "33",
        };
        out.push_str(&format!("\u{1b}[{colour}m{line}\u{1b}[0m\n"));
    }
    out
}
