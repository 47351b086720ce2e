//! libpq's file of passwords: a line `HOST:PORT:DATABASE:USER:PASSWORD` each.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use super::environment::Endpoint;

/// Where it is if nobody says otherwise.
pub(super) fn usual() -> Option<PathBuf> {
    Some(env::home_dir()?.join(".pgpass"))
}

/// The password of the first line that fits. A file that others may read is not used, as libpq does.
pub(super) fn find(file: &Path, endpoint: &Endpoint, database: &str, user: &str) -> Option<String> {
    if is_open_to_others(file) {
        return None;
    }
    let text = fs::read_to_string(file).ok()?;
    // libpq knows the socket at its usual place under this name.
    let host = if endpoint.is_socket() && super::environment::is_usual_socket(&endpoint.host) {
        "localhost"
    } else {
        &endpoint.host
    };
    let port = endpoint.port.to_string();
    text.lines().find_map(|line| password_of(line, [host, &port, database, user]))
}

/// Whether libpq refuses to use it, which is worth telling where a password is missing.
#[cfg(unix)]
pub(super) fn is_open_to_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
pub(super) fn is_open_to_others(_file: &Path) -> bool {
    false
}

fn password_of(line: &str, wanted: [&str; 4]) -> Option<String> {
    if line.starts_with('#') {
        return None;
    }
    let mut rest = line;
    for wanted in wanted {
        let (field, behind) = field(rest)?;
        if rest.strip_prefix('*').is_none_or(|tail| !tail.starts_with(':')) && field != wanted {
            return None;
        }
        rest = behind;
    }
    // A `:` ends the password too, unless it is escaped.
    Some(field(rest).map_or_else(|| unescaped(rest), |(password, _)| password))
}

/// Up to the next `:` that no backslash stands before, unescaped, and what follows.
fn field(text: &str) -> Option<(String, &str)> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '\\' if !escaped => escaped = true,
            ':' if !escaped => return Some((unescaped(text.get(..at)?), text.get(at + 1..)?)),
            _ => escaped = false,
        }
    }
    None
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::password_of;

    #[test]
    fn a_line_fits_by_all_its_fields() {
        let wanted = ["h", "5432", "d", "u"];
        for (line, password) in [
            ("h:5432:d:u:secret", Some("secret")),
            ("*:*:*:u:a\\:b\\\\c", Some("a:b\\c")),
            ("h:5432:d:v:secret", None),
            ("#h:5432:d:u:secret", None),
            ("h:5432:d", None),
        ] {
            assert_eq!(password_of(line, wanted).as_deref(), password, "{line}");
        }
        assert_eq!(password_of("a\\:b:1:d:u:x", ["a:b", "1", "d", "u"]).as_deref(), Some("x"));
    }
}
