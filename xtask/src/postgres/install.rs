//! Installing a server where that can be done without asking: on Debian, as root.

use std::{fs, io, path::Path, process::Command};

use super::programs::{self, Programs};
use crate::say;

/// What Debian's packages read before they make and start a cluster of their own.
const CREATE_CLUSTER: &str = "/etc/postgresql-common/createcluster.conf";

const REMEDY: &str = "install a PostgreSQL server of version 13 or later (on Debian `apt-get install \
                      postgresql`), or name a running one: \
                      LIMBECK_TEST_POSTGRES15_URL=postgres://USER:PASSWORD@HOST/postgres, with the \
                      right to create databases";

pub(super) fn install() -> io::Result<Programs> {
    if !Path::new("/usr/bin/apt-get").is_file() || super::cluster::own_id("-u")? != 0 {
        return Err(io::Error::other(format!("the tests need a PostgreSQL server and found none: {REMEDY}")));
    }
    say("PostgreSQL: no server found, installing Debian's");
    // Its own cluster would be started at once, and again with the machine.
    if !Path::new(CREATE_CLUSTER).exists() {
        fs::create_dir_all("/etc/postgresql-common")?;
        fs::write(CREATE_CLUSTER, "create_main_cluster = false\n")?;
    }
    apt(&["update", "-q"])?;
    apt(&["install", "-yq", "--no-install-recommends", "postgresql"])?;
    programs::find()?.ok_or_else(|| {
        io::Error::other(format!("apt-get installed `postgresql`, yet no server is there: {REMEDY}"))
    })
}

fn apt(words: &[&str]) -> io::Result<()> {
    let mut apt = Command::new("apt-get");
    let done = apt.args(words).env("DEBIAN_FRONTEND", "noninteractive").status()?;
    if done.success() {
        return Ok(());
    }
    let words = words.join(" ");
    Err(io::Error::other(format!("`apt-get {words}` failed, so there is no PostgreSQL server: {REMEDY}")))
}
