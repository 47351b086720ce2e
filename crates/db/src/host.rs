//! Where a server listens.

use std::io;

use crate::{UrlError, percent::filled};

/// One of the hosts to try.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// A name, an IP address, or the directory of a socket.
    pub(crate) host: Option<String>,
    pub(crate) port: Option<u16>,
}

/// `HOST`, `HOST:PORT`, `[::1]:PORT`.
pub(crate) fn place(text: &str) -> Result<Place, UrlError> {
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
pub(crate) fn port(text: &str) -> Result<Option<u16>, UrlError> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.trim().parse::<u16>() {
        Ok(port) if port > 0 => Ok(Some(port)),
        _ => Err(UrlError::Port { port: text.to_owned() }),
    }
}

/// Why nothing could be said to it.
pub(crate) fn unreached(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => {
            "nothing listens there: start the server, or check host and port".to_owned()
        }
        // A name that leads nowhere is of no kind of its own, and of another text on each system.
        _ if error.raw_os_error().is_none() => format!("the host is not known: check its name ({error})"),
        _ => error.to_string(),
    }
}
