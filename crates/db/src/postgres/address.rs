//! `postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/DATABASE?NAME=VALUE`, as libpq reads it.

use std::{collections::BTreeMap, fmt};

use crate::UrlError;

/// What a URL says of a server. What it leaves out is taken from the environment when it is opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Address {
    pub(super) user: Option<String>,
    pub(super) password: Option<Secret>,
    pub(super) places: Vec<Place>,
    pub(super) database: Option<String>,
    /// Everything behind the `?` that is no part of the above, by its name.
    pub(super) parameters: BTreeMap<String, String>,
}

/// One of the hosts to try.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// A name, an IP address, or the directory of a socket.
    pub(super) host: Option<String>,
    pub(super) port: Option<u16>,
}

/// A text that is never shown.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(pub(super) String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
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
            "sslmode" if !SSL_MODES.contains(&&*value) => return Err(UrlError::SslMode { value }),
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
            _ => return Err(UrlError::Parameter { name: name.to_owned() }),
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

/// `HOST`, `HOST:PORT`, `[::1]:PORT`.
fn place(text: &str) -> Result<Place, UrlError> {
    let (host, tail) = match text.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        Some((host, tail)) => (host, tail),
        None => text.find(':').map_or((text, ""), |at| text.split_at(at)),
    };
    let port = match tail.strip_prefix(':') {
        Some(text) => port(text)?,
        None if tail.is_empty() => None,
        None => return Err(UrlError::Port { port: tail.to_owned() }),
    };
    Ok(Place { host: filled(host)?, port })
}

/// An empty one is the default.
pub(super) fn port(text: &str) -> Result<Option<u16>, UrlError> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.trim().parse::<u16>() {
        Ok(port) if port > 0 => Ok(Some(port)),
        _ => Err(UrlError::Port { port: text.to_owned() }),
    }
}

fn filled(text: &str) -> Result<Option<String>, UrlError> {
    Ok(Some(decoded(text)?).filter(|text| !text.is_empty()))
}

/// `%40` is `@`.
fn decoded(text: &str) -> Result<String, UrlError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digit = |at: usize| behind.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        let (Some(high), Some(low)) = (digit(0), digit(1)) else { return Err(UrlError::Percent) };
        // Two hexadecimal digits are a byte; a NUL ends texts in the protocol.
        match u8::try_from(high * 16 + low) {
            Ok(byte) if byte != 0 => bytes.push(byte),
            _ => return Err(UrlError::Percent),
        }
        rest = behind.get(2..).unwrap_or_default();
    }
    String::from_utf8(bytes).map_err(|_| UrlError::Percent)
}

/// The text with everything encoded that could mean something in a URL.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-' | b'~' => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
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
