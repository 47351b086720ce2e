//! Addresses of databases.

use std::{fmt, path::PathBuf, str::FromStr};

use limbeck_schema::Family;

use crate::postgres::{self, Address};

/// Where a database is. Printed, it never shows a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    SqliteFile(PathBuf),
    SqliteMemory,
    Postgres(Box<Address>),
}

/// Why a text is no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Nothing stands in front.
    #[error("`{0}` is no database URL: put a scheme in front, such as `sqlite:{0}`")]
    NoScheme(String),
    /// A scheme nobody knows.
    #[error("`{0}:` is no database limbeck knows: this version speaks `sqlite:` and `postgres:`")]
    UnknownScheme(String),
    /// A server that is planned.
    #[error("`{0}:` databases are not supported by this version yet: it speaks `sqlite:` and `postgres:`")]
    NotYet(String),
    /// A port that is no number.
    #[error("`{port}` is no port: a port is a number from 1 to 65535")]
    Port {
        /// What stands there.
        port: String,
    },
    /// Not as many ports as hosts.
    #[error("the URL names {ports} ports for {hosts} hosts: give one port for all, or one for each")]
    Ports {
        /// How many ports.
        ports: usize,
        /// How many hosts.
        hosts: usize,
    },
    /// No server behind the scheme.
    #[error("`{0}:` is not followed by `//`: write `{0}://USER@HOST:PORT/DATABASE`")]
    NoServer(String),
    /// A parameter nobody reads.
    #[error("`{name}` is no parameter of a database URL{}", meant(name))]
    Parameter {
        /// Its name.
        name: String,
    },
    /// A word for how TLS is used that means nothing.
    #[error("`sslmode={value}` means nothing: there are {}", postgres::SSL_MODES.join(", "))]
    SslMode {
        /// What stands there.
        value: String,
    },
    /// A parameter that may be one of a few words and is another.
    #[error("`{name}={value}` means nothing: see libpq's list of what it can be")]
    Value {
        /// Its name.
        name: String,
        /// What stands there.
        value: String,
    },
    /// A parameter that should be a number.
    #[error("`{name}={value}` is no number: write a whole number, of seconds where it is a time")]
    Number {
        /// Its name.
        name: String,
        /// What stands there.
        value: String,
    },
    /// A percent sign that encodes nothing.
    #[error(
        "a `%` in the URL is not followed by two hexadecimal digits of a character: write `%25` for the sign itself"
    )]
    Percent,
    /// A password that ends the host it stands before.
    #[error(
        "user and password end before the `@`: write `%2F` for a `/`, `%3F` for a `?` and `%23` for a `#` in them"
    )]
    Unencoded,
    /// No file is named.
    #[error("the URL names no file: write `sqlite:PATH`, or `sqlite::memory:`")]
    NoPath,
}

impl DatabaseUrl {
    /// Which language is spoken there.
    pub fn family(&self) -> Family {
        match self.place {
            Place::SqliteFile(_) | Place::SqliteMemory => Family::Sqlite,
            Place::Postgres(_) => Family::Postgres,
        }
    }

    #[cfg(test)]
    pub(crate) fn of_server(address: Address) -> Self {
        Self { place: Place::Postgres(Box::new(address)) }
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
            "postgres" | "postgresql" => {
                let address = Address::parse(scheme, rest)?;
                Ok(DatabaseUrl { place: Place::Postgres(Box::new(address)) })
            }
            "mysql" | "mariadb" => Err(server(scheme, rest)),
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

/// What other programs call it.
fn meant(name: &str) -> &'static str {
    match name {
        "schema" | "currentSchema" | "search_path" => {
            ": the default schema is set with `options=-csearch_path%3DNAME`"
        }
        _ => ": take it out, or see libpq's list of parameter key words",
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
            Place::Postgres(address) => address.fmt(f),
        }
    }
}
