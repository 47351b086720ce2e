//! Addresses of databases.

use std::{fmt, path::PathBuf, str::FromStr};

use limbeck_schema::Family;

use crate::{mysql, postgres};

/// Where a database is. Printed, it never shows a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    SqliteFile(PathBuf),
    SqliteMemory,
    Postgres(Box<postgres::Address>),
    Mysql(Box<mysql::Address>),
}

/// Why a text is no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Nothing stands in front.
    #[error("`{0}` is no database URL: put a scheme in front, such as `sqlite:{0}`")]
    NoScheme(String),
    /// A scheme nobody knows.
    #[error("`{0}:` is no database limbeck knows: there are `sqlite:`, `postgres:`, `mysql:` and `mariadb:`")]
    UnknownScheme(String),
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
    #[error("`{name}` is no parameter of a database URL: {advice}")]
    Parameter {
        /// Its name.
        name: String,
        /// What to do about it.
        advice: &'static str,
    },
    /// A word for how TLS is used that means nothing.
    #[error("`sslmode={value}` means nothing: there are {}", words.join(", "))]
    SslMode {
        /// What stands there.
        value: String,
        /// What may stand there.
        words: &'static [&'static str],
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
    /// A server without a database.
    #[error("the URL names no database: write `{0}://USER@HOST:PORT/DATABASE`")]
    NoDatabase(String),
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
            Place::Mysql(_) => Family::Mysql,
        }
    }

    /// Whether it holds a password, which it does not show: what is shown does not open the database then.
    pub fn has_password(&self) -> bool {
        match &self.place {
            Place::SqliteFile(_) | Place::SqliteMemory => false,
            Place::Postgres(address) => address.password.is_some(),
            Place::Mysql(address) => address.password.is_some(),
        }
    }

    #[cfg(test)]
    pub(crate) fn of_server(address: postgres::Address) -> Self {
        Self { place: Place::Postgres(Box::new(address)) }
    }

    #[cfg(test)]
    pub(crate) fn of_mysql(address: mysql::Address) -> Self {
        Self { place: Place::Mysql(Box::new(address)) }
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
                let address = postgres::Address::parse(scheme, rest)?;
                Ok(DatabaseUrl { place: Place::Postgres(Box::new(address)) })
            }
            "mysql" | "mariadb" => {
                let address = mysql::Address::parse(scheme, rest)?;
                Ok(DatabaseUrl { place: Place::Mysql(Box::new(address)) })
            }
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
            Place::Mysql(address) => address.fmt(f),
        }
    }
}
