//! `mysql://USER:PASSWORD@HOST:PORT/DATABASE?NAME=VALUE`, for MariaDB too.

use std::{collections::BTreeMap, fmt};

use super::trust::{Mode, SSL_MODES};
use crate::{
    UrlError,
    host::place,
    percent::{decoded, encoded, filled},
    secret::Secret,
};

/// What a URL says of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// `mysql` or `mariadb`: which of the two it is, the server says.
    scheme: String,
    pub(super) user: Option<String>,
    pub(crate) password: Option<Secret>,
    pub(super) host: Option<String>,
    pub(super) port: Option<u16>,
    pub(super) database: String,
    /// Everything behind the `?`, under one name for each thing.
    parameters: BTreeMap<&'static str, String>,
}

impl Address {
    /// Reads what stands behind `mysql:`.
    pub(crate) fn parse(scheme: &str, rest: &str) -> Result<Self, UrlError> {
        let rest = rest.strip_prefix("//").ok_or_else(|| UrlError::NoServer(scheme.to_owned()))?;
        let (front, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = front.split_once('/').unwrap_or((front, ""));
        // A password may hold an `@` that nobody has encoded; a host cannot.
        let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (user, password) = user.split_once(':').unwrap_or((user, ""));
        let place = place(host).map_err(|error| {
            // A `/` or `?` in a password cuts it in two, and its beginning looks like a port.
            if host == authority && rest.contains('@') { UrlError::Unencoded } else { error }
        })?;
        let mut address = Self {
            scheme: scheme.to_owned(),
            user: filled(user)?,
            password: filled(password)?.map(Secret),
            host: place.host,
            port: place.port,
            database: filled(database)?.ok_or_else(|| UrlError::NoDatabase(scheme.to_owned()))?,
            parameters: BTreeMap::new(),
        };
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            address.set(&decoded(name)?, decoded(value)?)?;
        }
        Ok(address)
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The same server, another database.
    pub(super) fn with_database(&self, database: &str) -> Self {
        Self { database: database.to_owned(), ..self.clone() }
    }

    /// As libpq calls them and as MySQL's own programs do.
    fn set(&mut self, name: &str, value: String) -> Result<(), UrlError> {
        let (name, value) = match name {
            "sslmode" | "ssl-mode" | "ssl_mode" => match Mode::named(&value) {
                Some(mode) => ("sslmode", mode.name().to_owned()),
                None => return Err(UrlError::SslMode { value, words: &SSL_MODES }),
            },
            "sslrootcert" | "ssl-ca" | "ssl_ca" => ("sslrootcert", value),
            "socket" | "unix_socket" => ("socket", value),
            "connect_timeout" | "connect-timeout" if value.parse::<u32>().is_err() => {
                return Err(UrlError::Number { name: name.to_owned(), value });
            }
            "connect_timeout" | "connect-timeout" => ("connect_timeout", value),
            // What is spoken anyway.
            "charset" if value == "utf8mb4" => return Ok(()),
            _ => {
                let advice = "there are `sslmode`, `sslrootcert`, `socket` and `connect_timeout`";
                return Err(UrlError::Parameter { name: name.to_owned(), advice });
            }
        };
        self.parameters.insert(name, value);
        Ok(())
    }
}

/// As it can be typed again, less the password.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://", self.scheme)?;
        if let Some(user) = &self.user {
            write!(f, "{}@", encoded(user))?;
        }
        let host = self.host.as_deref().unwrap_or_default();
        let host = if host.contains(':') { format!("[{host}]") } else { encoded(host) };
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        write!(f, "{host}{port}/{}", encoded(&self.database))?;
        for (at, (name, value)) in self.parameters.iter().enumerate() {
            write!(f, "{}{name}={}", if at == 0 { "?" } else { "&" }, encoded(value))?;
        }
        Ok(())
    }
}
