//! What a URL leaves out: libpq's variables, its password file, its defaults.

use std::{
    env,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{
    address::{Address, SSL_MODES},
    passfile,
    role::Role,
    tls::{Mode, Trust},
};
use crate::{
    DbError, UrlError,
    host::{Place, port},
    secret::Secret,
};

/// A server with everything said that is needed to reach it.
#[derive(Debug, Clone)]
pub(super) struct Server {
    pub(super) endpoints: Vec<Endpoint>,
    pub(super) user: String,
    pub(super) database: String,
    pub(super) options: Option<String>,
    pub(super) application_name: String,
    pub(super) connect_timeout: Duration,
    /// After how long without a word the connection is tested, so that nothing between here and the
    /// server forgets it while a long statement runs.
    pub(super) keepalive: Option<Duration>,
    pub(super) trust: Trust,
    pub(super) binding: Option<String>,
    pub(super) roles: Vec<Role>,
}

/// A host to try.
#[derive(Debug, Clone)]
pub(super) struct Endpoint {
    /// A name, an IP address, or the directory of a socket.
    pub(super) host: String,
    /// Where to connect, if that is not what the host's name leads to.
    pub(super) address: Option<String>,
    pub(super) port: u16,
    pub(super) password: Option<Secret>,
}

impl Endpoint {
    /// Whether it is the directory of a socket.
    pub(super) fn is_socket(&self) -> bool {
        self.address.is_none() && (self.host.starts_with('/') || self.host.starts_with('@'))
    }

    pub(super) fn socket(&self) -> PathBuf {
        Path::new(&self.host).join(format!(".s.PGSQL.{}", self.port))
    }
}

impl std::fmt::Display for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_socket() {
            write!(f, "{}", self.socket().display())
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

const PORT: u16 = 5432;

/// Where distributions put the socket.
const SOCKETS: [&str; 2] = ["/var/run/postgresql", "/tmp"];

const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);
const KEEPALIVE: Duration = Duration::from_secs(60);

/// The address with what the environment adds to it.
pub(super) fn completed(address: &Address) -> Result<Server, DbError> {
    let wrong = |error: UrlError| DbError::Connect { place: address.to_string(), message: error.to_string() };
    let said =
        |name: &str, variable: &str| address.get(name).map(str::to_owned).or_else(|| variable_of(variable));
    let user = address.user.clone().or_else(|| variable_of("PGUSER")).or_else(|| whoami::username().ok());
    let Some(user) = user else {
        let message = "no user is named: put one in front of the host, as in `postgres://USER@HOST/DATABASE`, or set PGUSER";
        return Err(DbError::Connect { place: address.to_string(), message: message.to_owned() });
    };
    let database =
        address.database.clone().or_else(|| variable_of("PGDATABASE")).unwrap_or_else(|| user.clone());
    let mut endpoints = endpoints(address).map_err(wrong)?;
    let password = address.password.clone().or_else(|| variable_of("PGPASSWORD").map(Secret));
    let passfile = said("passfile", "PGPASSFILE").map(PathBuf::from).or_else(passfile::usual);
    for endpoint in &mut endpoints {
        endpoint.password = password.clone().or_else(|| {
            passfile.as_deref().and_then(|file| passfile::find(file, endpoint, &database, &user)).map(Secret)
        });
    }
    let mode = said("sslmode", "PGSSLMODE").map_or(Ok(Mode::Prefer), |text| {
        let at = SSL_MODES.iter().position(|known| *known == text);
        at.and_then(|at| Mode::ALL.get(at).copied())
            .ok_or(UrlError::SslMode { value: text, words: &SSL_MODES })
    });
    let seconds = |name: &str, variable: &str| match said(name, variable) {
        None => Ok(None),
        Some(text) => match text.trim().parse::<i64>() {
            Ok(number) => {
                Ok(u64::try_from(number).ok().filter(|number| *number > 0).map(Duration::from_secs))
            }
            Err(_) => Err(UrlError::Number { name: name.to_owned(), value: text }),
        },
    };
    let role = said("target_session_attrs", "PGTARGETSESSIONATTRS");
    let fallback = address.get("fallback_application_name").unwrap_or("limbeck");
    Ok(Server {
        endpoints,
        database,
        options: said("options", "PGOPTIONS"),
        application_name: said("application_name", "PGAPPNAME").unwrap_or_else(|| fallback.to_owned()),
        connect_timeout: seconds("connect_timeout", "PGCONNECT_TIMEOUT")
            .map_err(wrong)?
            .unwrap_or(CONNECT_TIMEOUT),
        keepalive: match address.get("keepalives") {
            Some("0") => None,
            _ => Some(seconds("keepalives_idle", "").map_err(wrong)?.unwrap_or(KEEPALIVE)),
        },
        trust: Trust {
            mode: mode.map_err(wrong)?,
            roots: said("sslrootcert", "PGSSLROOTCERT"),
            certificate: said("sslcert", "PGSSLCERT"),
            key: said("sslkey", "PGSSLKEY"),
        },
        binding: said("channel_binding", "PGCHANNELBINDING"),
        roles: Role::parse(role.as_deref()).ok_or_else(|| {
            let name = "target_session_attrs".to_owned();
            wrong(UrlError::Value { name, value: role.unwrap_or_default() })
        })?,
        user,
    })
}

/// The hosts to try, of the URL or of the variables. One without a name is the socket, where there is one.
fn endpoints(address: &Address) -> Result<Vec<Endpoint>, UrlError> {
    let list = |text: Option<String>| -> Vec<Option<String>> {
        let some = |part: &str| Some(part.trim().to_owned()).filter(|part| !part.is_empty());
        text.map(|text| text.split(',').map(some).collect()).unwrap_or_default()
    };
    let numbers = list(address.get("hostaddr").map(str::to_owned).or_else(|| variable_of("PGHOSTADDR")));
    let mut places = address.places.clone();
    if places.iter().all(|place| place.host.is_none()) {
        let hosts = list(variable_of("PGHOST"));
        let port = places.first().and_then(|place| place.port);
        if !hosts.is_empty() {
            places = hosts.into_iter().map(|host| Place { host, port }).collect();
        }
    }
    places.resize_with(places.len().max(numbers.len()).max(1), Place::default);
    let ports = list(variable_of("PGPORT")).into_iter().map(|text| port(&text.unwrap_or_default()));
    let ports = ports.collect::<Result<Vec<_>, _>>()?;
    let endpoint = |(at, place): (usize, Place)| {
        let port = place.port.or_else(|| ports.get(at).or(ports.first()).copied().flatten()).unwrap_or(PORT);
        let address = numbers.get(at).cloned().flatten();
        let host = place.host.or_else(|| address.clone()).unwrap_or_else(|| usual_host(port));
        Endpoint { host, address, port, password: None }
    };
    Ok(places.into_iter().enumerate().map(endpoint).collect())
}

pub(super) fn is_usual_socket(directory: &str) -> bool {
    SOCKETS.contains(&directory)
}

fn usual_host(port: u16) -> String {
    let has_socket = |directory: &&str| Path::new(directory).join(format!(".s.PGSQL.{port}")).exists();
    SOCKETS.into_iter().find(has_socket).unwrap_or("localhost").to_owned()
}

/// An empty variable is none.
fn variable_of(name: &str) -> Option<String> {
    if name.is_empty() { None } else { env::var(name).ok().filter(|value| !value.is_empty()) }
}

/// A file of libpq's own directory.
pub(super) fn usual_file(name: &str) -> Option<PathBuf> {
    Some(env::home_dir()?.join(".postgresql").join(name))
}
