//! What each command does: arguments in, output out, the engine between.

mod about;
mod compare;
mod edit;
mod history;
mod init;
mod lint;
mod migrate;
mod revision;

pub(crate) use about::about;
use limbeck_engine::Offline;

use crate::{
    Exit,
    args::{Command, Format},
    config::Configured,
    output::{Failure, Output},
};

/// Carries out one command.
pub(crate) fn carry_out(
    command: &Command,
    Configured { project, timezone }: &Configured,
    output: &Output,
) -> Result<Exit, Failure> {
    refuse_format(command, output.format)?;
    match command {
        Command::Init { directory, layout: _ } => init::init(directory.as_deref(), project, output),
        Command::Revision(asked) => revision::revision(asked, project, timezone, output),
        Command::Upgrade { revision, offline } if offline.sql => {
            migrate::script(Offline::Upgrade, revision, offline, project, output)
        }
        Command::Downgrade { revision, offline } if offline.sql => {
            migrate::script(Offline::Downgrade, revision, offline, project, output)
        }
        Command::Stamp { from: Some(tool), .. } => revision::take_over(*tool, project, timezone, output),
        Command::Stamp { revisions, purge, offline, .. } if offline.sql => {
            migrate::stamp_script((revisions, *purge), offline, project, output)
        }
        Command::Upgrade { revision, .. } => migrate::upgrade(revision, project, output),
        Command::Downgrade { revision, .. } => migrate::downgrade(revision, project, output),
        Command::Stamp { revisions, purge, .. } => migrate::stamp(revisions, *purge, project, output),
        Command::Current { check_heads } => migrate::current(*check_heads, project, output),
        Command::History { rev_range, indicate_current } => {
            history::history(rev_range.as_deref(), *indicate_current, project, output)
        }
        Command::Heads { resolve_dependencies } => history::heads(*resolve_dependencies, project, output),
        Command::Branches => history::branches(project, output),
        Command::Merge(asked) => revision::merge(asked, project, timezone, output),
        Command::Edit { revision } => edit::edit(revision, project, output),
        Command::EnsureVersion { sql } => migrate::ensure_version(*sql, project, output),
        Command::About(asked) => about::about(asked, output),
        Command::Show { revision } => history::show(revision, project, output),
        Command::Check { replay: false } => compare::check(project, output),
        Command::Check { replay: true } => compare::check_replayed(project, output),
        Command::Lint { revisions } => lint::lint(revisions.as_deref(), project, output),
        Command::Diff { from, to } => compare::diff(from, to, project, output),
        Command::Inspect { source } => compare::inspect(source, project, output),
    }
}

/// Some forms only some commands can take.
fn refuse_format(command: &Command, format: Option<Format>) -> Result<(), Failure> {
    let compares = matches!(command, Command::Diff { .. } | Command::Check { .. });
    let prints_sql = matches!(command, Command::Inspect { .. } | Command::Diff { .. });
    let (name, is_for, fits) = match format {
        Some(Format::Sql) => ("sql", "`inspect` and `diff`", prints_sql),
        Some(Format::Diesel) => ("diesel", "`inspect`", matches!(command, Command::Inspect { .. })),
        Some(Format::SeaOrm) => ("sea-orm", "`inspect`", matches!(command, Command::Inspect { .. })),
        Some(Format::Rust) => ("rust", "`inspect`", matches!(command, Command::Inspect { .. })),
        Some(Format::Unified) => ("unified", "`check` and `diff`", compares),
        Some(Format::Markdown) => ("markdown", "`check` and `diff`", compares),
        Some(Format::Github) => {
            ("github", "`check`, `diff` and `lint`", compares || matches!(command, Command::Lint { .. }))
        }
        Some(Format::Text | Format::Json) | None => return Ok(()),
    };
    if fits { Ok(()) } else { Err(Failure::usage(format!("`--format {name}` is for {is_for}"))) }
}
