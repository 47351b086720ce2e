//! Reaching a server: its hosts one after the other, with TLS as far as it is wanted.

use std::io;

use rustls::ClientConfig;
use socket2::{SockRef, TcpKeepalive};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_postgres::{
    Client, Config, Connection,
    config::{ChannelBinding, SslMode, SslNegotiation},
    tls::{MakeTlsConnect, TlsConnect},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{
    environment::{Endpoint, Server},
    passfile,
    refusal::refusal,
    tls::Mode,
    wire::{Agreed, Ear, Stream, Wire},
};
use crate::{DbError, certificate::explained, host::unreached, refusal::Refusal};

/// A connection that has been accepted.
pub(super) struct Connected {
    pub(super) client: Client,
    pub(super) connection: Connection<Wire, Wire>,
    pub(super) ear: Ear,
}

/// Why a host was not reached.
pub(super) enum Trouble {
    /// Before the server could say anything.
    Told(String),
    /// TLS was wanted and could not be had.
    Tls(String),
    /// The server has answered, and does not want.
    Refused(Refusal),
}

/// How a host is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Plain,
    /// Encrypted if the server can.
    Either,
    Tls,
}

/// Tries one host.
pub(super) async fn connect(server: &Server, endpoint: &Endpoint) -> Result<Connected, Trouble> {
    let manners: &[Manner] = match server.trust.mode {
        _ if endpoint.is_socket() => &[Manner::Plain],
        Mode::Disable => &[Manner::Plain],
        Mode::Allow => &[Manner::Plain, Manner::Tls],
        Mode::Prefer => &[Manner::Either, Manner::Plain],
        Mode::Require | Mode::VerifyCa | Mode::VerifyFull => &[Manner::Tls],
    };
    let mut first = None;
    for manner in manners {
        let attempt = timeout(server.connect_timeout, attempt(server, endpoint, *manner)).await;
        let trouble = match attempt {
            Ok(Ok(connected)) => return Ok(connected),
            Ok(Err(trouble)) => trouble,
            Err(_) => Trouble::Told(format!(
                "no answer within {} s: check host, port and firewall, or raise connect_timeout",
                server.connect_timeout.as_secs()
            )),
        };
        // 28000: the server wants this client to come the other way, or not at all.
        let other_way = match &trouble {
            Trouble::Tls(_) => true,
            Trouble::Refused(refusal) => refusal.is("28000"),
            Trouble::Told(_) => false,
        };
        // What is told is why the better way did not work.
        first.get_or_insert(trouble);
        if !other_way {
            break;
        }
    }
    Err(first.unwrap_or_else(|| Trouble::Told("there is no host to try".to_owned())))
}

async fn attempt(server: &Server, endpoint: &Endpoint, manner: Manner) -> Result<Connected, Trouble> {
    let stream = if manner == Manner::Plain {
        reach(server, endpoint).await?
    } else {
        let config = server.trust.config().map_err(Trouble::Told)?;
        secured(reach(server, endpoint).await?, endpoint, manner, config).await?
    };
    let ear = Ear::default();
    let mut config = Config::new();
    // The stream is ready as it is: tokio-postgres is to ask for nothing more.
    config.ssl_mode(SslMode::Require).ssl_negotiation(SslNegotiation::Direct);
    config.user(&server.user).dbname(&server.database).application_name(&server.application_name);
    if let Some(password) = &endpoint.password {
        config.password(&password.0);
    }
    if let Some(options) = &server.options {
        config.options(options);
    }
    config.channel_binding(match server.binding.as_deref() {
        Some("require") => ChannelBinding::Require,
        Some("disable") => ChannelBinding::Disable,
        _ => ChannelBinding::Prefer,
    });
    match config.connect_raw(Wire::new(stream, ear.clone()), Agreed).await {
        Ok((client, connection)) => Ok(Connected { client, connection, ear }),
        Err(error) => Err(match ear.error() {
            Some(fields) => Trouble::Refused(refusal(fields)),
            None => Trouble::Told(unanswered(&error)),
        }),
    }
}

/// A stream to the host, nothing said on it yet.
async fn reach(server: &Server, endpoint: &Endpoint) -> Result<Stream, Trouble> {
    if endpoint.is_socket() {
        return socket(endpoint).await;
    }
    let host = endpoint.address.as_deref().unwrap_or(&endpoint.host);
    let stream =
        TcpStream::connect((host, endpoint.port)).await.map_err(|error| Trouble::Told(unreached(&error)))?;
    // Neither failing makes the connection worse than it is.
    let _ = stream.set_nodelay(true);
    if let Some(idle) = server.keepalive {
        let _ = SockRef::from(&stream).set_tcp_keepalive(&TcpKeepalive::new().with_time(idle));
    }
    Ok(Stream::Plain(Box::pin(stream)))
}

#[cfg(unix)]
async fn socket(endpoint: &Endpoint) -> Result<Stream, Trouble> {
    let path = endpoint.socket();
    match tokio::net::UnixStream::connect(&path).await {
        Ok(stream) => Ok(Stream::Plain(Box::pin(stream))),
        Err(error) => Err(Trouble::Told(match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => {
                "no server listens on this socket: start it, or name a host".to_owned()
            }
            _ => error.to_string(),
        })),
    }
}

#[cfg(not(unix))]
async fn socket(_endpoint: &Endpoint) -> Result<Stream, Trouble> {
    Err(Trouble::Told("there are no such sockets on this system: name a host".to_owned()))
}

/// What a client asks for TLS with: its length, and a number no version of the protocol has.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// Asks for TLS, and shakes hands where the server agrees.
async fn secured(
    stream: Stream,
    endpoint: &Endpoint,
    manner: Manner,
    config: ClientConfig,
) -> Result<Stream, Trouble> {
    let Stream::Plain(mut plain) = stream else { return Ok(stream) };
    let mut answer = [0];
    let asked = async {
        plain.write_all(&SSL_REQUEST).await?;
        plain.read_exact(&mut answer).await
    };
    asked.await.map_err(|error| {
        Trouble::Told(format!("the server hangs up when it is asked for TLS: is it PostgreSQL? ({error})"))
    })?;
    if answer != *b"S" {
        return match manner {
            Manner::Either => Ok(Stream::Plain(plain)),
            _ => Err(Trouble::Tls(
                "the server speaks no TLS: turn it on there, or use `sslmode=prefer`".to_owned(),
            )),
        };
    }
    let Ok(connect) = MakeTlsConnect::<std::pin::Pin<Box<dyn super::wire::Duplex>>>::make_tls_connect(
        &mut MakeRustlsConnect::new(config),
        &endpoint.host,
    );
    match connect.connect(plain).await {
        Ok(stream) => Ok(Stream::Tls(Box::pin(stream))),
        Err(error) => Err(Trouble::Tls(explained(&error, &endpoint.host))),
    }
}

/// What went wrong where the server has said nothing itself.
fn unanswered(error: &tokio_postgres::Error) -> String {
    let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    if cause == "password missing" {
        let ignored = passfile::usual().filter(|file| passfile::is_open_to_others(file)).map(|file| {
            format!(" ({} is readable by others and was not used: `chmod 600` it)", file.display())
        });
        return format!(
            "the server asks for a password, and none is set: put it into the URL, PGPASSWORD or ~/.pgpass{}",
            ignored.unwrap_or_default()
        );
    }
    if cause.is_empty() { error.to_string() } else { format!("{error}: {cause}") }
}

/// The troubles of all hosts, as one error.
pub(super) fn failed(server: &Server, mut troubles: Vec<(Endpoint, Trouble)>) -> DbError {
    let place = match &troubles[..] {
        [(endpoint, _)] => format!("`{}` on {endpoint} as `{}`", server.database, server.user),
        _ => format!("`{}` on any host as `{}`", server.database, server.user),
    };
    if let [(endpoint, Trouble::Refused(refusal))] = &troubles[..]
        && refusal.is("3D000")
    {
        return DbError::NoDatabase { name: server.database.clone(), place: endpoint.to_string() };
    }
    let one = |trouble: Trouble| match trouble {
        Trouble::Told(message) | Trouble::Tls(message) => message,
        Trouble::Refused(refusal) if refusal.is("28P01") => {
            format!("{refusal}: check the password in the URL, PGPASSWORD or ~/.pgpass")
        }
        Trouble::Refused(refusal) => refusal.to_string(),
    };
    let message = if troubles.len() == 1 {
        troubles.pop().map(|(_, trouble)| one(trouble)).unwrap_or_default()
    } else {
        let lines = troubles.into_iter().map(|(endpoint, trouble)| format!("{endpoint}: {}", one(trouble)));
        lines.collect::<Vec<_>>().join("; ")
    };
    DbError::Connect { place, message }
}
