//! The stream to the server, with an ear on what it says.
//!
//! Diesel hands on neither the SQLSTATE of an error nor any notice. Both pass by here.

use std::{
    collections::BTreeMap,
    future::{Ready, ready},
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::tls::{ChannelBinding, TlsConnect, TlsStream};

/// The fields of an error or notice by their letters: `C` is the SQLSTATE, `M` the message.
pub(super) type Fields = BTreeMap<char, String>;

/// What a stream has to be able to do.
pub(super) trait Duplex: AsyncRead + AsyncWrite + Send {}

impl<T: AsyncRead + AsyncWrite + Send> Duplex for T {}

/// A connection, encrypted or not.
pub(super) enum Stream {
    Plain(Pin<Box<dyn Duplex>>),
    Tls(Pin<Box<dyn TlsStream + Send>>),
}

/// The stream that tokio-postgres reads and writes, from the first message of the protocol on.
pub(super) struct Wire {
    stream: Stream,
    frame: Frame,
    ear: Ear,
}

impl Wire {
    pub(super) fn new(stream: Stream, ear: Ear) -> Self {
        Self { stream, frame: Frame::default(), ear }
    }
}

/// What the server has said, heard by whoever holds a clone.
#[derive(Debug, Clone, Default)]
pub(super) struct Ear(Arc<Mutex<Heard>>);

#[derive(Debug, Default)]
struct Heard {
    error: Option<Fields>,
    notices: Vec<Fields>,
    /// How many notices did not fit.
    dropped: usize,
}

/// How many notices are kept; a trigger can raise one for each of a million rows.
const NOTICES: usize = 1000;

impl Ear {
    /// The last error, once.
    pub(super) fn error(&self) -> Option<Fields> {
        self.with(|heard| heard.error.take())
    }

    /// The notices so far, once, and how many more there were.
    pub(super) fn notices(&self) -> (Vec<Fields>, usize) {
        self.with(|heard| (std::mem::take(&mut heard.notices), std::mem::take(&mut heard.dropped)))
    }

    /// Takes back the notices of a SQLSTATE.
    pub(super) fn forget(&self, code: &str) {
        self.with(|heard| heard.notices.retain(|fields| fields.get(&'C').is_none_or(|own| own != code)));
    }

    fn hear(&self, kind: u8, body: &[u8]) {
        self.with(|heard| match kind {
            b'E' => heard.error = Some(fields(body)),
            b'N' if heard.notices.len() < NOTICES => heard.notices.push(fields(body)),
            _ => heard.dropped += 1,
        });
    }

    fn with<T>(&self, of: impl FnOnce(&mut Heard) -> T) -> T {
        of(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A letter, a text, a zero; and so on.
fn fields(body: &[u8]) -> Fields {
    let parts = body.split(|byte| *byte == 0);
    let field = |part: &[u8]| {
        let (letter, text) = part.split_first()?;
        Some((char::from(*letter), String::from_utf8_lossy(text).into_owned()))
    };
    parts.filter_map(field).collect()
}

/// The message that is passing by: a letter, the length of what follows with itself, the body.
#[derive(Debug, Default)]
struct Frame {
    header: Vec<u8>,
    left: usize,
    /// Only of messages that are listened to; rows pass by unread.
    body: Vec<u8>,
}

const HEADER: usize = 5;

impl Frame {
    fn pass(&mut self, mut bytes: &[u8], ear: &Ear) {
        while !bytes.is_empty() || (self.header.len() == HEADER && self.left == 0) {
            if self.header.len() < HEADER {
                let (head, rest) = bytes.split_at((HEADER - self.header.len()).min(bytes.len()));
                self.header.extend_from_slice(head);
                bytes = rest;
                if let [_, length @ ..] = &self.header[..]
                    && let Ok(length) = <[u8; 4]>::try_from(length)
                {
                    self.left =
                        usize::try_from(u32::from_be_bytes(length)).unwrap_or_default().saturating_sub(4);
                }
                continue;
            }
            let (part, rest) = bytes.split_at(self.left.min(bytes.len()));
            self.left -= part.len();
            bytes = rest;
            let kind = self.header.first().copied().unwrap_or_default();
            let listens = matches!(kind, b'E' | b'N');
            if listens {
                self.body.extend_from_slice(part);
            }
            if self.left == 0 {
                if listens {
                    ear.hear(kind, &self.body);
                }
                *self = Self::default();
            }
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let wire = self.get_mut();
        let before = buf.filled().len();
        let polled = match &mut wire.stream {
            Stream::Plain(stream) => stream.as_mut().poll_read(cx, buf),
            Stream::Tls(stream) => stream.as_mut().poll_read(cx, buf),
        };
        wire.frame.pass(buf.filled().get(before..).unwrap_or_default(), &wire.ear);
        polled
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match &mut self.get_mut().stream {
            Stream::Plain(stream) => stream.as_mut().poll_write(cx, buf),
            Stream::Tls(stream) => stream.as_mut().poll_write(cx, buf),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().stream {
            Stream::Plain(stream) => stream.as_mut().poll_flush(cx),
            Stream::Tls(stream) => stream.as_mut().poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().stream {
            Stream::Plain(stream) => stream.as_mut().poll_shutdown(cx),
            Stream::Tls(stream) => stream.as_mut().poll_shutdown(cx),
        }
    }
}

impl TlsStream for Wire {
    fn channel_binding(&self) -> ChannelBinding {
        match &self.stream {
            Stream::Plain(_) => ChannelBinding::none(),
            Stream::Tls(stream) => stream.channel_binding(),
        }
    }
}

/// Hands a wire on as it is: whether it is encrypted has been agreed upon before.
pub(super) struct Agreed;

impl TlsConnect<Wire> for Agreed {
    type Stream = Wire;
    type Error = io::Error;
    type Future = Ready<io::Result<Wire>>;

    fn connect(self, wire: Wire) -> Self::Future {
        ready(Ok(wire))
    }
}

#[cfg(test)]
mod tests {
    use super::{Ear, Frame};

    #[test]
    fn errors_are_heard_wherever_the_stream_is_cut() {
        let row = [b'D', 0, 0, 0, 9, b'E', 0, 0, 0, 1];
        let error = b"E\0\0\0\x15C42P01\0Mno such\0\0";
        let ready = b"Z\0\0\0\x05T";
        let all: Vec<u8> = [&row[..], &error[..], &ready[..]].concat();
        for step in 1..all.len() {
            let (ear, mut frame) = (Ear::default(), Frame::default());
            all.chunks(step).for_each(|part| frame.pass(part, &ear));
            let heard = ear.error().unwrap();
            assert_eq!((heard[&'C'].as_str(), heard[&'M'].as_str()), ("42P01", "no such"), "{step}");
            assert!(ear.error().is_none());
        }
    }
}
