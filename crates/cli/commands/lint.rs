//! `lint`.

use limbeck_engine::Project;

use crate::{
    Exit,
    args::Format,
    output::{Failure, LintJson, Output, report},
};

pub(crate) fn lint(which: Option<&str>, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let findings = limbeck_engine::lint(project, which)?;
    match output.format {
        Some(Format::Json) => output.json(&LintJson::from(&findings[..]))?,
        Some(Format::Github) => output.data(&findings.iter().map(report::github_lint).collect::<String>()),
        _ if findings.is_empty() => output.data("nothing found"),
        _ => output.data(&findings.iter().map(report::lint_line).collect::<String>()),
    }
    Ok(if findings.is_empty() { Exit::Done } else { Exit::Differs })
}
