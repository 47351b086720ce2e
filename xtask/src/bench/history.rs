//! How long the program takes to find its way in long histories.

use std::{
    fs,
    io::{self, Error},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::{root, say};

/// How many revisions the histories have.
const LENGTHS: [usize; 3] = [1_000, 10_000, 20_000];

/// How often each command runs; the middle one counts.
const RUNS: usize = 9;

/// Builds the program for release, and says how long `heads` and `history` take it.
pub(crate) fn bench() -> io::Result<bool> {
    let Some(program) = super::program()? else { return Ok(false) };
    for length in LENGTHS {
        let directory = root().join("target/bench-history").join(length.to_string());
        write(&directory, length)?;
        for command in ["heads", "history"] {
            let time = run(&program, &directory, command)?;
            say(&format!("{command} of {length} revisions: {:.1} ms", time.as_secs_f64() * 1000.0));
        }
    }
    Ok(true)
}

/// A history with a branch and its merge every ten revisions, as people write them.
fn write(directory: &Path, length: usize) -> io::Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory)?;
    }
    let versions = directory.join("versions");
    fs::create_dir_all(&versions)?;
    let id = |number: usize| format!("{:012x}", number * 0x9e37_79b9 % 0xffff_ffff_ffff);
    for number in 0..length {
        let parents = match (number, number % 10) {
            (0, _) => String::new(),
            (_, 8) => id(number - 2),
            (_, 9) => format!("{}, {}", id(number - 1), id(number - 2)),
            _ => id(number - 1),
        };
        let text = format!(
            "-- Add table {number}\n--\n-- revision: {id}\n-- revises: {parents}\n-- created: 2026-01-01T00:00:00Z\n\n\
             -- limbeck:upgrade\n\nCREATE TABLE \"t{number}\" (\n    \"id\" INTEGER PRIMARY KEY,\n    \"name\" TEXT NOT NULL\n);\n\n\
             -- limbeck:downgrade\n\n-- hazard DS102 drop-table: every row of t{number} is lost\nDROP TABLE \"t{number}\";\n",
            id = id(number)
        );
        fs::write(versions.join(format!("{}_add_table_{number}.sql", id(number))), text)?;
    }
    Ok(())
}

fn run(program: &Path, directory: &Path, command: &str) -> io::Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        let mut limbeck = Command::new(program);
        limbeck.arg("--migrations").arg(directory).arg(command).stdout(Stdio::null());
        if !limbeck.status()?.success() {
            return Err(Error::other(format!("`limbeck {command}` failed")));
        }
        times.push(start.elapsed());
    }
    Ok(super::median(times))
}
