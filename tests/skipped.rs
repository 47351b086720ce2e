//! What does not run is said aloud, once.

use std::io::Write;

use limbeck_testkit::servers;

#[test]
fn what_needs_a_server_runs_or_is_said_to_be_skipped() {
    if servers::postgres().is_empty() {
        let line = "SKIPPED: every test that needs a PostgreSQL server; `cargo xtask test` runs them too\n";
        // Not by the macros, whose words nobody sees unless the test fails.
        std::io::stderr().write_all(line.as_bytes()).unwrap();
    }
}
