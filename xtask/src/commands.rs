//! Commands that run cargo.

use std::{
    io,
    process::{Command, Stdio},
};

use crate::{root, say, servers};

/// Every test: by `cargo nextest` where it is installed, else by `cargo test`; then the examples in the
/// documentation, which nextest does not run.
pub(crate) fn test(args: &[String]) -> io::Result<bool> {
    let nextest = cargo(&["nextest", "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    let tests: &[&str] = if nextest.success() {
        &["nextest", "run", "--workspace", "--no-fail-fast"]
    } else {
        &["test", "--workspace", "--all-targets", "--no-fail-fast"]
    };
    servers::with_servers(|servers| {
        let tested = run(cargo(tests).args(args).envs(servers.iter().cloned()))?;
        Ok(run(&mut cargo(&["test", "--workspace", "--doc"]))? && tested)
    })
}

/// The acceptance tests, which then write down what they see instead of comparing.
pub(crate) fn bless(args: &[String]) -> io::Result<bool> {
    servers::with_servers(|servers| {
        let mut tests = cargo(&["test", "--package", "limbeck", "--test", "acceptance"]);
        let default = [String::from("fixtures")];
        let words = if args.is_empty() { &default[..] } else { args };
        // What one version of a server writes, the others have to find: they write nothing.
        tests.args(words).args(["--", "--skip", "another_"]);
        run(tests.env("LIMBECK_BLESS", "1").envs(servers.iter().cloned()))
    })
}

/// The cargo that runs this program.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(args).current_dir(root());
    cargo
}

/// Says what is run, and whether it did well.
pub(crate) fn run(command: &mut Command) -> io::Result<bool> {
    let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
    say(&format!("running `cargo {}`", words.join(" ")));
    Ok(command.status()?.success())
}
