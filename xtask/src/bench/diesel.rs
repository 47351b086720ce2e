//! What reading a large Diesel schema adds to `limbeck check`.

use std::{
    fmt::Write,
    fs, io,
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::{root, say};

const TABLES: usize = 1_000;
const COLUMNS: usize = 12;
/// Of each kind, one after the other: what else the machine does meets both.
const RUNS: usize = 15;

/// Builds the program for release, makes a database of a thousand tables, and compares how long `check`
/// takes with their `table!`s and with a file that declares nothing. `url` names an empty database; without
/// one it is a file of SQLite's.
pub(crate) fn bench(url: Option<&str>) -> io::Result<bool> {
    let Some(program) = super::program()? else { return Ok(false) };
    let directory = root().join("target/bench-diesel");
    if directory.exists() {
        fs::remove_dir_all(&directory)?;
    }
    fs::create_dir_all(&directory)?;
    fs::write(directory.join("schema.rs"), schema())?;
    fs::write(directory.join("nothing.rs"), "")?;
    let bench = Bench { program, directory, url: url.unwrap_or("sqlite:bench.db").to_owned() };
    bench.ran("schema.rs", &["revision", "--autogenerate", "-m", "bench"])?;
    bench.ran("schema.rs", &["upgrade", "head"])?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        without.push(bench.ran("nothing.rs", &["check"])?);
        with.push(bench.ran("schema.rs", &["check"])?);
    }
    let (with, without) = (super::median(with), super::median(without));
    let added = (with.as_secs_f64() / without.as_secs_f64() - 1.0) * 100.0;
    say(&format!(
        "check of {TABLES} tables, {} columns, median of {RUNS}: {without:.1?} with no model, {with:.1?} with the schema.rs, {added:+.1} %",
        TABLES * COLUMNS
    ));
    Ok(true)
}

struct Bench {
    program: PathBuf,
    directory: PathBuf,
    url: String,
}

impl Bench {
    /// How long the program took, which must do what it is asked.
    fn ran(&self, models: &str, words: &[&str]) -> io::Result<Duration> {
        let models = format!("diesel:{models}");
        let mut command = Command::new(&self.program);
        command.current_dir(&self.directory).args(["--url", &self.url, "--models", &models]);
        command.args(["--migrations", "m"]).args(words).stdout(Stdio::null()).stderr(Stdio::piped());
        let start = Instant::now();
        let output = command.output()?;
        let took = start.elapsed();
        if output.status.success() {
            return Ok(took);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(io::Error::other(format!("`limbeck {}` failed: {said}", words.join(" "))))
    }
}

/// As `diesel print-schema` writes it: types that mean the same column on every database.
fn schema() -> String {
    let kinds = ["Text", "Nullable<Text>", "Integer", "BigInt", "Nullable<Timestamp>", "Double"];
    let mut text = String::from("// @generated automatically by Diesel CLI.\n");
    for table in 0..TABLES {
        // Infallible: it writes to a string.
        let _ = write!(text, "\ndiesel::table! {{\n    table_{table} (id) {{\n        id -> BigInt,\n");
        for column in 1..COLUMNS {
            let kind = kinds.get((table + column) % kinds.len()).unwrap_or(&"Text");
            let _ = writeln!(text, "        column_{column} -> {kind},");
        }
        text.push_str("    }\n}\n");
    }
    text
}
