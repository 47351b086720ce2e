//! A file is read in one sitting.

use super::{
    Finding,
    workspace::{File, Workspace},
};

/// Lines with code on them.
const CODE_LINES: usize = 300;

/// Lines with anything on them, or nothing.
const LINES: usize = 400;

pub(super) fn findings(workspace: &Workspace) -> Vec<Finding> {
    workspace.crates.iter().flat_map(|krate| krate.code()).filter_map(of_file).collect()
}

fn of_file(file: &File) -> Option<Finding> {
    let code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    let (lines, code_lines) = (file.text.lines().count(), file.text.lines().filter(code).count());
    let what = if lines > LINES {
        format!("has {lines} lines, more than {LINES}")
    } else if code_lines > CODE_LINES {
        format!("has {code_lines} lines of code, more than {CODE_LINES}")
    } else {
        return None;
    };
    let remedy = "there is a second noun in it: give that one its own file";
    Some(Finding { file: file.path.clone(), what, remedy })
}
