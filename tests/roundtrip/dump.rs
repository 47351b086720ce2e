//! What PostgreSQL's own `pg_dump` says of a schema: another judge than limbeck.

use std::process::Command;

use limbeck_testkit::servers::Server;

/// A `pg_dump` that is new enough for a server.
pub(super) struct Dumper(());

impl Dumper {
    /// None where there is no such program: it refuses servers newer than itself.
    pub(super) fn of(server: &Server) -> Option<Self> {
        let output = Command::new("pg_dump").arg("--version").output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        let number = |text: &str| text.parse::<u32>().ok();
        let own = number(text.split_whitespace().nth(2)?.split('.').next()?)?;
        let servers = number(server.name.trim_start_matches(|c: char| !c.is_ascii_digit()))?;
        (own >= servers).then_some(Self(()))
    }

    /// The statements of a dump, sorted, without limbeck's own tables. The order of columns says nothing.
    pub(super) fn dump(&self, url: &str) -> Vec<String> {
        let words = ["--schema-only", "--no-owner", "--exclude-table=limbeck_*", "--dbname", url];
        let output = Command::new("pg_dump").args(words).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        let mut statements: Vec<String> = sections(&text).into_iter().map(sorted_columns).collect();
        statements.sort();
        statements
    }
}

/// A dump has an empty line between its statements; a comment of two lines has none in it.
fn sections(text: &str) -> Vec<Vec<&str>> {
    let mut sections: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        let said = !line.starts_with("--") && !line.starts_with("SET ") && !line.starts_with('\\');
        match sections.last_mut() {
            Some(section) if !line.is_empty() => section.extend(said.then_some(line)),
            _ => sections.push(Vec::new()),
        }
    }
    sections.retain(|section| !section.is_empty());
    sections
}

fn sorted_columns(section: Vec<&str>) -> String {
    let mut lines: Vec<&str> = section.iter().map(|line| line.trim().trim_end_matches(',')).collect();
    if let [first, columns @ .., _] = lines.as_mut_slice()
        && first.starts_with("CREATE TABLE")
    {
        columns.sort_unstable();
    }
    lines.join("\n")
}
