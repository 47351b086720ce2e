//! What does not run is said aloud, once.

use std::io::Write;

use limbeck_testkit::servers;

#[test]
fn what_needs_a_server_runs_or_is_said_to_be_skipped() {
    let there = |name: &str| servers::mysql().iter().any(|server| server.name.starts_with(name));
    let makers = [
        ("PostgreSQL", !servers::postgres().is_empty(), "; `cargo xtask test` runs them too"),
        ("MariaDB", there("mariadb"), "; `cargo xtask test` runs them too"),
        ("MySQL", there("mysql"), "; LIMBECK_TEST_MYSQL9_URL names one"),
    ];
    for (maker, _, remedy) in makers.into_iter().filter(|(_, there, _)| !there) {
        say(&format!("SKIPPED: every test that needs a server of {maker}'s{remedy}"));
    }
}

/// Not by the macros, whose words nobody sees unless the test fails.
pub(crate) fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}
