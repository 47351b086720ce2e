//! Servers for the tests: those the environment names, or throwaway ones that are here and gone afterwards.

mod cluster;
mod install;
mod mariadb;
mod postgres;
mod programs;

#[cfg(test)]
mod tests;

use std::{
    io,
    path::{Path, PathBuf},
    process::Command,
};

use crate::say;
use cluster::Cluster;
use programs::Programs;

/// Both the user and the password: the servers listen to this machine alone, and not for long.
const LOGIN: &str = "limbeck";

/// Whose servers can be started here. Those of others, MySQL's own, are used where they are named.
const MAKERS: [&Maker; 2] = [&postgres::POSTGRES, &mariadb::MARIADB];

/// What has to be known of a maker's servers to run one.
struct Maker {
    /// As people call it.
    name: &'static str,
    /// What the variables that name its servers begin with; a version and `_URL` follow.
    variable: &'static str,
    /// The server, which says its version.
    server: &'static str,
    /// Where it may be beside the path.
    places: fn() -> Vec<PathBuf>,
    /// What makes its data, beside it or near it.
    initializer: fn(&Path) -> Option<PathBuf>,
    /// The oldest version that will do.
    oldest: u32,
    /// Who may run it where root must not.
    users: [&'static str; 2],
    /// Debian's.
    packages: &'static str,
    /// What is done before these packages are installed, so that it starts nothing.
    before_install: fn() -> io::Result<()>,
    /// What makes its data.
    initialize: fn(&Cluster<'_>) -> io::Result<Command>,
    /// The words the server is started with, to listen at a port.
    serve: fn(&Cluster<'_>, u16) -> Vec<String>,
    /// What it says once it answers, and if it never will.
    says: [&'static str; 2],
    /// The signal that ends it at once.
    signal: &'static str,
    /// Where it is, its database for administration included, at that port.
    url: fn(u16) -> String,
}

/// Runs `work` with the variables that name servers; of a maker of whom some are named already, nothing is
/// started.
pub(crate) fn with_servers(work: impl FnOnce(&[(String, String)]) -> io::Result<bool>) -> io::Result<bool> {
    let mut started = Vec::new();
    for maker in MAKERS {
        let named = maker.named();
        if named.is_empty() {
            started.push(Cluster::start(maker, &maker.programs()?)?);
        } else {
            say(&format!("{}: using {}", maker.name, named.join(", ")));
        }
    }
    let variables: Vec<_> = started.iter().map(Cluster::variable).collect();
    work(&variables)
}

impl Maker {
    /// The variables that name its servers.
    fn named(&self) -> Vec<String> {
        std::env::vars_os()
            .filter(|(_, url)| !url.is_empty())
            .filter_map(|(name, _)| name.into_string().ok().filter(|name| self.is_named_by(name)))
            .collect()
    }

    /// One version's server: not its certificate, nor another face of it.
    fn is_named_by(&self, variable: &str) -> bool {
        let version = variable.strip_prefix(self.variable).and_then(|rest| rest.strip_suffix("_URL"));
        version.is_some_and(|version| version.parse::<u32>().is_ok())
    }

    fn programs(&self) -> io::Result<Programs> {
        match programs::find(self)? {
            Some(programs) => Ok(programs),
            None => install::install(self),
        }
    }

    /// What to do where no server can be had.
    fn remedy(&self) -> String {
        let Self { name, oldest, packages, variable, url, .. } = self;
        format!(
            "install a {name} server of version {oldest} or later (on Debian `apt-get install {packages}`), \
             or name a running one as {variable}<VERSION>_URL, such as {}, with the right to create databases",
            url(0).replace(":0/", "/").replace(&format!("{LOGIN}:{LOGIN}@127.0.0.1"), "USER:PASSWORD@HOST")
        )
    }
}
