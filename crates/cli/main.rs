//! The `limbeck` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    limbeck::run(std::env::args_os()).into()
}
