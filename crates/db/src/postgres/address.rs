//! `postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/DATABASE?NAME=VALUE`, as libpq reads it.

use std::{collections::BTreeMap, fmt};

use crate::{
    UrlError,
    host::{Place, place, port},
    percent::{decoded, encoded, filled},
    secret::Secret,
};

/// What a URL says of a server. What it leaves out is taken from the environment when it is opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Address {
    pub(super) user: Option<String>,
    pub(crate) password: Option<Secret>,
    pub(super) places: Vec<Place>,
    pub(super) database: Option<String>,
    /// Everything behind the `?` that is no part of the above, by its name.
    pub(super) parameters: BTreeMap<String, String>,
}

/// Parameters that mean something here.
const KNOWN: [&str; 16] = [
    "application_name",
    "channel_binding",
    "connect_timeout",
    "fallback_application_name",
    "hostaddr",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "options",
    "passfile",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
];

/// What libpq knows and what changes nothing of which server is reached, nor of how it is trusted.
const IGNORED: [&str; 9] = [
    "client_encoding",
    "gssdelegation",
    "gssencmode",
    "gsslib",
    "krbsrvname",
    "load_balance_hosts",
    "sslcompression",
    "sslsni",
    "tcp_user_timeout",
];

/// What `sslmode` can say, from the least to the most that is asked of the server.
pub(crate) const SSL_MODES: [&str; 6] = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

impl Address {
    /// Reads what stands behind `postgres:`.
    pub(crate) fn parse(scheme: &str, rest: &str) -> Result<Self, UrlError> {
        let rest = rest.strip_prefix("//").ok_or_else(|| UrlError::NoServer(scheme.to_owned()))?;
        let (front, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = front.split_once('/').unwrap_or((front, ""));
        // A password may hold an `@` that nobody has encoded; a host cannot.
        let (user, hosts) = match authority.rsplit_once('@') {
            Some((user, hosts)) => (user, hosts),
            None => ("", authority),
        };
        let (user, password) = user.split_once(':').unwrap_or((user, ""));
        let mut address = Self {
            user: filled(user)?,
            password: filled(password)?.map(Secret),
            places: hosts.split(',').map(place).collect::<Result<_, _>>().map_err(|error| {
                // A `/` or `?` in a password cuts it in two, and its beginning looks like a port.
                if hosts == authority && rest.contains('@') { UrlError::Unencoded } else { error }
            })?,
            database: filled(database)?,
            parameters: BTreeMap::new(),
        };
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            address.set(&decoded(name)?, decoded(value)?)?;
        }
        address.without_empty_places();
        Ok(address)
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The same server, another database.
    pub(super) fn with_database(&self, database: &str) -> Self {
        Self { database: Some(database.to_owned()), ..self.clone() }
    }

    fn set(&mut self, name: &str, value: String) -> Result<(), UrlError> {
        let some = |value: String| Some(value).filter(|value| !value.is_empty());
        match name {
            "user" => self.user = some(value),
            "password" => self.password = some(value).map(Secret),
            "dbname" => self.database = some(value),
            "host" => {
                let ports: Vec<_> = self.places.iter().map(|place| place.port).collect();
                let host = |(at, host): (usize, &str)| Place {
                    host: some(host.to_owned()),
                    port: ports.get(at).copied().flatten(),
                };
                self.places = value.split(',').enumerate().map(host).collect();
            }
            "port" => self.set_ports(&value)?,
            "sslmode" if !SSL_MODES.contains(&&*value) => {
                return Err(UrlError::SslMode { value, words: &SSL_MODES });
            }
            // As JDBC writes it; libpq reads it this way too.
            "ssl" if value == "true" => {
                self.parameters.insert("sslmode".to_owned(), "require".to_owned());
            }
            "connect_timeout" | "keepalives" | "keepalives_idle" if value.parse::<i32>().is_err() => {
                return Err(UrlError::Number { name: name.to_owned(), value });
            }
            _ if KNOWN.contains(&name) || IGNORED.contains(&name) => {
                self.parameters.insert(name.to_owned(), value);
            }
            _ => return Err(UrlError::Parameter { name: name.to_owned(), advice: meant(name) }),
        }
        Ok(())
    }

    /// One port for all hosts, or one for each.
    fn set_ports(&mut self, value: &str) -> Result<(), UrlError> {
        let ports = value.split(',').map(port).collect::<Result<Vec<_>, _>>()?;
        if self.places.is_empty() {
            self.places.push(Place::default());
        }
        if ports.len() != 1 && ports.len() != self.places.len() {
            return Err(UrlError::Ports { ports: ports.len(), hosts: self.places.len() });
        }
        for (at, place) in self.places.iter_mut().enumerate() {
            place.port = ports.get(at).or(ports.first()).copied().flatten();
        }
        Ok(())
    }

    /// One empty place says nothing; where there are several, libpq means the default host by it.
    fn without_empty_places(&mut self) {
        if self.places.iter().all(|place| *place == Place::default()) {
            self.places.clear();
        }
    }
}

/// As it can be typed again, less the password.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("postgres://")?;
        if let Some(user) = &self.user {
            write!(f, "{}@", encoded(user))?;
        }
        for (at, place) in self.places.iter().enumerate() {
            let host = place.host.as_deref().unwrap_or_default();
            let host = if host.contains(':') { format!("[{host}]") } else { encoded(host) };
            let port = place.port.map(|port| format!(":{port}")).unwrap_or_default();
            write!(f, "{}{host}{port}", if at == 0 { "" } else { "," })?;
        }
        if let Some(database) = &self.database {
            write!(f, "/{}", encoded(database))?;
        }
        for (at, (name, value)) in self.parameters.iter().enumerate() {
            write!(f, "{}{name}={}", if at == 0 { "?" } else { "&" }, encoded(value))?;
        }
        Ok(())
    }
}

/// What other programs call it.
fn meant(name: &str) -> &'static str {
    match name {
        "schema" | "currentSchema" | "search_path" => {
            "the default schema is set with `options=-csearch_path%3DNAME`"
        }
        _ => "take it out, or see libpq's list of parameter key words",
    }
}
