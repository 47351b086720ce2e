//! A PostgreSQL server for the tests: one that is named, or one started here and gone afterwards.

mod cluster;
mod install;
mod programs;

use std::io;

use crate::say;
use cluster::Cluster;

/// The variables that name servers begin and end so, with a version between.
const VARIABLE: (&str, &str) = ("LIMBECK_TEST_POSTGRES", "_URL");

/// Runs `work` with the variables that name servers; nothing is started where some are named already.
pub(crate) fn with_server(work: impl FnOnce(&[(String, String)]) -> io::Result<bool>) -> io::Result<bool> {
    let named: Vec<String> = std::env::vars_os()
        .filter(|(_, url)| !url.is_empty())
        .filter_map(|(name, _)| name.into_string().ok().filter(|name| names_a_server(name)))
        .collect();
    if !named.is_empty() {
        say(&format!("PostgreSQL: using {}", named.join(", ")));
        return work(&[]);
    }
    let programs = match programs::find()? {
        Some(programs) => programs,
        None => install::install()?,
    };
    let cluster = Cluster::start(&programs)?;
    let (start, end) = VARIABLE;
    let variable = (format!("{start}{}{end}", programs.version), cluster.url().to_owned());
    say(&format!("PostgreSQL: started {} for {}", programs.directory.display(), variable.0));
    work(&[variable])
}

/// One version's server: not its certificate, nor another face of it.
fn names_a_server(variable: &str) -> bool {
    let (start, end) = VARIABLE;
    let version = variable.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
    version.is_some_and(|version| version.parse::<u32>().is_ok())
}
