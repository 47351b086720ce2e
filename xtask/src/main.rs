//! The errands of people who work on limbeck: `cargo xtask tidy | test | bless | bench-diesel | bench-history`.
//!
//! Nothing here is part of the program; what `tidy` looks for is what the compiler and the linter
//! cannot see: which crate may know which, and where things are to be found.

mod bench;
mod commands;
mod servers;
mod tidy;

use std::{
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

const USAGE: &str = "\
usage: cargo xtask COMMAND

  tidy          hold the layout: layers, dialects, sizes, docs, words
  test [ARGS]   run every test, on SQLite, PostgreSQL and MariaDB; ARGS go to the test runner
  bless [ARGS]  run the acceptance tests and let them write what they expect
  bench-diesel [URL]
                measure what a schema.rs of a thousand tables adds to `limbeck check`; URL is of an empty
                database
  bench-history measure how long `heads` and `history` take in long histories

PostgreSQL is what LIMBECK_TEST_POSTGRES<VERSION>_URL names, MariaDB what LIMBECK_TEST_MARIADB<VERSION>_URL
does; else throwaway servers are started for the tests, and on Debian root gets them installed if there
are none. MySQL is tried where LIMBECK_TEST_MYSQL<VERSION>_URL names it.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match args.split_first() {
        Some((command, [])) if command == "tidy" => tidy_up(),
        Some((command, rest)) if command == "test" => commands::test(rest),
        Some((command, rest)) if command == "bless" => commands::bless(rest),
        Some((command, rest @ ([] | [_]))) if command == "bench-diesel" => {
            bench::diesel::bench(rest.first().map(String::as_str))
        }
        Some((command, [])) if command == "bench-history" => bench::history::bench(),
        _ => {
            say(USAGE);
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(2)
        }
    }
}

fn tidy_up() -> io::Result<bool> {
    let findings = tidy::findings(root())?;
    for finding in &findings {
        say(&finding.to_string());
    }
    say(&match findings.len() {
        0 => "tidy".to_owned(),
        count => format!("untidy in {count} places"),
    });
    Ok(findings.is_empty())
}

/// The root of the workspace.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// To standard error, whether or not anybody reads it.
fn say(line: &str) {
    drop(writeln!(io::stderr(), "{line}"));
}
