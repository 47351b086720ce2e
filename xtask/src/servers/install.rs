//! Installing a server where that can be done without asking: on Debian, as root.

use std::{io, path::Path, process::Command};

use super::{
    Maker,
    programs::{self, Programs},
};
use crate::say;

pub(super) fn install(maker: &Maker) -> io::Result<Programs> {
    let (name, packages) = (maker.name, maker.packages);
    if !Path::new("/usr/bin/apt-get").is_file() || super::cluster::own_id("-u")? != 0 {
        return Err(io::Error::other(format!(
            "the tests need a {name} server and found none: {}",
            maker.remedy()
        )));
    }
    say(&format!("{name}: no server found, installing Debian's"));
    (maker.before_install)()?;
    apt(maker, &["update", "-q"])?;
    let mut install = vec!["install", "-yq", "--no-install-recommends"];
    install.extend(packages.split_whitespace());
    apt(maker, &install)?;
    programs::find(maker)?.ok_or_else(|| {
        io::Error::other(format!(
            "apt-get installed `{packages}`, yet no server is there: {}",
            maker.remedy()
        ))
    })
}

fn apt(maker: &Maker, words: &[&str]) -> io::Result<()> {
    let mut apt = Command::new("apt-get");
    let done = apt.args(words).env("DEBIAN_FRONTEND", "noninteractive").status()?;
    if done.success() {
        return Ok(());
    }
    let words = words.join(" ");
    Err(io::Error::other(format!(
        "`apt-get {words}` failed, so there is no {} server: {}",
        maker.name,
        maker.remedy()
    )))
}
