//! Words tried on real servers, where there are some: `LIMBECK_TEST_POSTGRES15_URL` and the like.

use std::{
    env,
    io::Write,
    process::{self, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use limbeck_plan::Op;

use super::words;

static MADE: AtomicU32 = AtomicU32::new(0);

/// Carries out the ops on every server from `since` on, each in a database of its own, and compares what
/// the queries say afterwards.
pub(super) fn hold(since: u32, before: &str, ops: &[Op], after: &[(&str, &str)]) {
    let servers: Vec<(u32, String)> = (13..30)
        .filter_map(|major| Some((major, env::var(format!("LIMBECK_TEST_POSTGRES{major}_URL")).ok()?)))
        .collect();
    if servers.is_empty() {
        eprintln!(
            "SKIPPED: no PostgreSQL: set LIMBECK_TEST_POSTGRES15_URL, ..17.. or ..18.. to try the words"
        );
    }
    for (major, url) in servers.into_iter().filter(|(major, _)| *major >= since) {
        let database = Database::new(url);
        database.run(before).unwrap_or_else(|error| panic!("PostgreSQL {major}: {error}"));
        let sql = ops.iter().flat_map(words).collect::<Vec<_>>().join(";\n");
        database.run(&sql).unwrap_or_else(|error| panic!("PostgreSQL {major}: {error}"));
        for (query, expected) in after {
            let found = database.run(query).unwrap_or_else(|error| panic!("PostgreSQL {major}: {error}"));
            assert_eq!(found.trim(), *expected, "PostgreSQL {major}: {query}");
        }
    }
}

/// A database that is dropped again.
struct Database {
    server: String,
    name: String,
}

impl Database {
    fn new(server: String) -> Self {
        let name = format!("h_render_{}_{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        psql(&server, &format!("CREATE DATABASE {name} TEMPLATE template0")).unwrap();
        Self { server, name }
    }

    fn run(&self, sql: &str) -> Result<String, String> {
        let (path, parameters) = self.server.split_once('?').unwrap_or((&self.server, ""));
        let (host, _) = path.rsplit_once('/').unwrap();
        psql(&format!("{host}/{}?{parameters}", self.name), sql)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = psql(&self.server, &format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

fn psql(url: &str, sql: &str) -> Result<String, String> {
    let mut child = Command::new("psql")
        .args(["-X", "-q", "-A", "-t", "-b", "-v", "ON_ERROR_STOP=1", "-f", "-", url])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("psql cannot be started: {error}"))?;
    let mut input = child.stdin.take().ok_or("psql takes no input")?;
    input.write_all(format!("{sql};\n").as_bytes()).map_err(|error| error.to_string())?;
    drop(input);
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}
