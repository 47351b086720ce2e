//! How fast the program is, in a release build.

pub(crate) mod diesel;
pub(crate) mod history;

use std::{
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{commands, root};

/// The program, built for release; none where that failed.
fn program() -> io::Result<Option<PathBuf>> {
    let build = ["build", "--release", "--package", "limbeck", "--bin", "limbeck"];
    if !commands::run(&mut commands::cargo(&build))? {
        return Ok(None);
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Path::new(&target).join("release/limbeck").canonicalize().map(Some)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
