//! Reaching a server, with TLS as far as it is wanted.

use std::{
    env, fmt, io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures_util::{StreamExt, future::BoxFuture, stream};
use mysql_async::{
    Conn, DriverError, Error, InfileData, IoError, LocalInfileError, Opts, OptsBuilder, ServerError, SslOpts,
    prelude::GlobalHandler,
};
use tokio::{net::lookup_host, time::timeout};

use super::{
    Address,
    trust::{self, Mode},
};
use crate::{DbError, certificate::explained, host::unreached, refusal::one_line};

const PORT: u16 = 3306;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// After how long without a word the connection is tested, so that nothing between here and the server forgets
/// it while a long statement runs.
const KEEPALIVE: Duration = Duration::from_secs(60);

/// The most the protocol allows: what the server does not take, the server refuses.
const LARGEST_PACKET: usize = 1 << 30;

/// Where a server is.
#[derive(Debug, Clone)]
pub(super) enum Endpoint {
    Host(String, u16),
    Socket(String),
}

impl Endpoint {
    /// A socket only where one is named: `localhost` is a host as others are.
    pub(super) fn of(address: &Address) -> Self {
        match address.get("socket") {
            Some(path) => Self::Socket(path.to_owned()),
            None => {
                let host = address.host.clone().unwrap_or_else(|| "localhost".to_owned());
                Self::Host(host, address.port.unwrap_or(PORT))
            }
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Host(host, port) if host.contains(':') => write!(f, "[{host}]:{port}"),
            Self::Host(host, port) => write!(f, "{host}:{port}"),
            Self::Socket(path) => f.write_str(path),
        }
    }
}

/// Whether the server has asked for a file of this machine, as `LOAD DATA LOCAL` makes it.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked(Arc<AtomicBool>);

impl Asked {
    /// Whether it has since it was last looked at.
    pub(super) fn take(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }
}

/// Why it was not reached.
enum Trouble {
    /// Before the server could say anything, or by what it is.
    Told(String),
    /// TLS was wanted and could not be had.
    Tls(String),
    /// The server has answered, and does not want.
    Refused(ServerError),
}

/// Connects to the server of an address.
pub(super) async fn connect(address: &Address, endpoint: &Endpoint, asked: &Asked) -> Result<Conn, DbError> {
    let user = match address.user.clone().or_else(|| whoami::username().ok()) {
        Some(user) => user,
        None => {
            let message =
                "no user is named: put one in front of the host, as in `mysql://USER@HOST/DATABASE`";
            return Err(DbError::Connect { place: address.to_string(), message: message.to_owned() });
        }
    };
    attempts(address, endpoint, &user, asked).await.map_err(|trouble| {
        let place = format!("`{}` on {endpoint} as `{user}`", address.database);
        let message = match trouble {
            Trouble::Refused(error) if error.code == 1049 => {
                return DbError::NoDatabase { name: address.database.clone(), place: endpoint.to_string() };
            }
            Trouble::Refused(error) => unwanted(&error),
            Trouble::Told(message) | Trouble::Tls(message) => message,
        };
        DbError::Connect { place, message }
    })
}

/// With TLS and without, as the mode allows; what is told is why the better way did not work.
async fn attempts(
    address: &Address,
    endpoint: &Endpoint,
    user: &str,
    asked: &Asked,
) -> Result<Conn, Trouble> {
    let mode = match endpoint {
        Endpoint::Socket(_) => Mode::Disable,
        Endpoint::Host(..) => Mode::of(address),
    };
    let base = base(address, endpoint, user, asked).await?;
    let seconds = address.get("connect_timeout").and_then(|text| text.parse().ok()).filter(|time| *time > 0);
    let patience = seconds.map_or(CONNECT_TIMEOUT, Duration::from_secs);
    if mode == Mode::Disable {
        return attempt(&base, None, endpoint, patience).await;
    }
    let tls = trust::options(mode, address.get("sslrootcert")).map_err(Trouble::Told)?;
    match attempt(&base, Some(tls), endpoint, patience).await {
        Err(Trouble::Tls(why)) if mode == Mode::Prefer => {
            attempt(&base, None, endpoint, patience).await.map_err(|trouble| match trouble {
                Trouble::Refused(error) => Trouble::Refused(error),
                Trouble::Told(_) | Trouble::Tls(_) => Trouble::Tls(why),
            })
        }
        other => other,
    }
}

async fn base(
    address: &Address,
    endpoint: &Endpoint,
    user: &str,
    asked: &Asked,
) -> Result<OptsBuilder, Trouble> {
    let password = address.password.as_ref().map(|secret| secret.0.clone());
    let password = password.or_else(|| env::var("MYSQL_PWD").ok().filter(|text| !text.is_empty()));
    // What is set here, the driver does not ask the server for.
    let options = OptsBuilder::default()
        .user(Some(user))
        .pass(password)
        .db_name(Some(&address.database))
        .prefer_socket(false)
        .stmt_cache_size(0)
        .max_allowed_packet(Some(LARGEST_PACKET))
        .wait_timeout(Some(0))
        .tcp_keepalive(Some(KEEPALIVE))
        .connect_attribute("program_name", "limbeck")
        .local_infile_handler(Some(no_rows(asked)));
    match endpoint {
        Endpoint::Socket(path) => Ok(options.socket(Some(path))),
        Endpoint::Host(host, port) => {
            let found = lookup_host((host.as_str(), *port)).await;
            let found = found.map_err(|error| Trouble::Told(unreached(&error)))?;
            let numbers: Vec<_> = found.map(|address| address.ip()).collect();
            Ok(options.ip_or_hostname(host).tcp_port(*port).resolved_ips(Some(numbers)))
        }
    }
}

/// Whoever asks for a file of this machine gets an empty one, and has been seen: the driver would give up the
/// connection where the file is refused.
fn no_rows(asked: &Asked) -> impl GlobalHandler {
    let asked = asked.clone();
    move |_file: &[u8]| -> BoxFuture<'static, Result<InfileData, LocalInfileError>> {
        asked.0.store(true, Ordering::Relaxed);
        Box::pin(async { Ok(stream::empty().boxed()) })
    }
}

async fn attempt(
    base: &OptsBuilder,
    tls: Option<SslOpts>,
    endpoint: &Endpoint,
    patience: Duration,
) -> Result<Conn, Trouble> {
    match timeout(patience, Conn::new(Opts::from(base.clone().ssl_opts(tls)))).await {
        Ok(Ok(connection)) => Ok(connection),
        Ok(Err(error)) => Err(trouble(error, endpoint)),
        Err(_) => Err(Trouble::Told(format!(
            "no answer within {} s: check host, port and firewall, or raise connect_timeout",
            patience.as_secs()
        ))),
    }
}

fn trouble(error: Error, endpoint: &Endpoint) -> Trouble {
    match error {
        Error::Server(error) => Trouble::Refused(error),
        Error::Driver(DriverError::NoClientSslFlagFromServer) => {
            Trouble::Tls("the server speaks no TLS: turn it on there, or use `sslmode=prefer`".to_owned())
        }
        Error::Driver(DriverError::UnknownAuthPlugin { name }) => Trouble::Told(other_login(&name)),
        Error::Driver(DriverError::MysqlOldPasswordDisabled) => {
            Trouble::Told(other_login("mysql_old_password"))
        }
        Error::Driver(DriverError::CleartextPluginDisabled) => {
            Trouble::Told(other_login("mysql_clear_password"))
        }
        Error::Io(IoError::Tls(error)) => Trouble::Tls(format!("TLS cannot be agreed upon: {error}")),
        Error::Io(IoError::Io(error)) => unheard(&error, endpoint),
        error => Trouble::Told(format!("what answers there cannot be understood: is it MySQL? ({error})")),
    }
}

fn other_login(plugin: &str) -> String {
    format!(
        "the server wants this user to log in by `{plugin}`, which limbeck does not speak: give the user another way with `ALTER USER`"
    )
}

fn unheard(error: &io::Error, endpoint: &Endpoint) -> Trouble {
    if error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) {
        let Endpoint::Host(host, _) = endpoint else { return Trouble::Tls(error.to_string()) };
        return Trouble::Tls(explained(error, host));
    }
    let nobody = matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused);
    Trouble::Told(match endpoint {
        Endpoint::Socket(_) if nobody => {
            "no server listens on this socket: start it, or name a host".to_owned()
        }
        // The host has been found before.
        _ if error.raw_os_error().is_none() => format!("the server hangs up: is it MySQL? ({error})"),
        _ => unreached(error),
    })
}

/// What a server says that does not let us in, and what to do about it.
fn unwanted(error: &ServerError) -> String {
    let advice = match error.code {
        1045 | 1698 => ": check user and password in the URL, or MYSQL_PWD",
        1044 => ": grant the user rights on it, if the name is right",
        3159 => ": use `sslmode=require`",
        _ => "",
    };
    format!("{} ({}){advice}", one_line(&error.message), error.code)
}
