//! Addresses of databases.

use std::{fmt, path::PathBuf, str::FromStr};

use limbeck_schema::Family;

/// Where a database is. Printed, it never shows a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    SqliteFile(PathBuf),
    SqliteMemory,
}

/// Why a text is no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Nothing stands in front.
    #[error("`{0}` is no database URL: put a scheme in front, such as `sqlite:{0}`")]
    NoScheme(String),
    /// A scheme nobody knows.
    #[error("`{0}:` is no database limbeck knows: this version speaks `sqlite:`")]
    UnknownScheme(String),
    /// A server that is planned.
    #[error("`{0}:` databases are not supported by this version yet: it speaks `sqlite:`")]
    NotYet(String),
    /// A port that is no number.
    #[error("`{port}` is no port: a port is a number from 1 to 65535")]
    Port {
        /// What stands there.
        port: String,
    },
    /// No file is named.
    #[error("the URL names no file: write `sqlite:PATH`, or `sqlite::memory:`")]
    NoPath,
}

impl DatabaseUrl {
    /// Which language is spoken there.
    pub fn family(&self) -> Family {
        match self.place {
            Place::SqliteFile(_) | Place::SqliteMemory => Family::Sqlite,
        }
    }

    pub(crate) fn place(&self) -> &Place {
        &self.place
    }
}

impl FromStr for DatabaseUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        let Some((scheme, rest)) = text.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) else {
            return Err(UrlError::NoScheme(masked(text)));
        };
        match scheme {
            "sqlite" => sqlite(rest),
            "postgres" | "postgresql" | "mysql" | "mariadb" => Err(server(scheme, rest)),
            other => Err(UrlError::UnknownScheme(other.to_owned())),
        }
    }
}

/// One letter is a drive, not a scheme.
fn is_scheme(text: &str) -> bool {
    text.len() > 1 && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

fn sqlite(rest: &str) -> Result<DatabaseUrl, UrlError> {
    let path = rest.strip_prefix("//").unwrap_or(rest);
    let place = match path {
        "" => return Err(UrlError::NoPath),
        ":memory:" => Place::SqliteMemory,
        path => Place::SqliteFile(path.into()),
    };
    Ok(DatabaseUrl { place })
}

/// A server cannot be spoken to yet; a wrong port is said all the same.
fn server(scheme: &str, rest: &str) -> UrlError {
    let authority = rest.trim_start_matches('/').split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let port = if host.ends_with(']') { None } else { host.rsplit_once(':').map(|(_, port)| port) };
    match port {
        Some(port) if !port.parse::<u16>().is_ok_and(|port| port > 0) => {
            UrlError::Port { port: port.to_owned() }
        }
        _ => UrlError::NotYet(scheme.to_owned()),
    }
}

/// Whatever stands between `:` and `@` may be a password.
fn masked(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((before, host)) => match before.split_once(':') {
            Some((user, _)) => format!("{user}:***@{host}"),
            None => text.to_owned(),
        },
        None => text.to_owned(),
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::SqliteFile(path) => write!(f, "sqlite:{}", path.display()),
            Place::SqliteMemory => f.write_str("sqlite::memory:"),
        }
    }
}
