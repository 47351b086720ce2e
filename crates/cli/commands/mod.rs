//! What each command does: arguments in, output out, the engine between.

mod about;
mod compare;
mod edit;
mod history;
mod init;
mod migrate;
mod revision;

pub(crate) use about::about;
use limbeck_engine::{Offline, Project};

use crate::{
    Exit,
    args::{Command, Format},
    output::{Failure, Output},
};

/// Carries out one command.
pub(crate) fn carry_out(command: &Command, project: &Project, output: &Output) -> Result<Exit, Failure> {
    let prints_sql = matches!(command, Command::Inspect { .. } | Command::Diff { .. });
    if output.format == Some(Format::Sql) && !prints_sql {
        return Err(Failure::usage("`--format sql` is for `inspect` and `diff`".to_owned()));
    }
    let prints_models = output.format.and_then(Format::models).is_some();
    if prints_models && !matches!(command, Command::Inspect { .. }) {
        return Err(Failure::usage("`--format diesel` and `--format rust` are for `inspect`".to_owned()));
    }
    match command {
        Command::Init { directory, layout: _ } => init::init(directory, project, output),
        Command::Revision(asked) => revision::revision(asked, project, output),
        Command::Upgrade { revision, offline } if offline.sql => {
            migrate::script(Offline::Upgrade, revision, offline, project, output)
        }
        Command::Downgrade { revision, offline } if offline.sql => {
            migrate::script(Offline::Downgrade, revision, offline, project, output)
        }
        Command::Stamp { revisions, offline, .. } if offline.sql => {
            migrate::stamp_script(revisions, offline, project, output)
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
        Command::Merge(asked) => revision::merge(asked, project, output),
        Command::Edit { revision } => edit::edit(revision, project, output),
        Command::EnsureVersion { sql } => migrate::ensure_version(*sql, project, output),
        Command::About(asked) => about::about(asked, output),
        Command::Show { revision } => history::show(revision, project, output),
        Command::Check => compare::check(project, output),
        Command::Diff { from, to } => compare::diff(from, to, project, output),
        Command::Inspect { source } => compare::inspect(source, project, output),
    }
}
