//! TLS by rustls: whether it is asked for, and whom it trusts.

use std::path::Path;

use mysql_async::SslOpts;
use rustls::{RootCertStore, pki_types::CertificateDer};

use super::Address;
use crate::certificate::certificates;

/// How much is asked of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Never TLS.
    Disable,
    /// TLS where the server can.
    Prefer,
    /// TLS, with whomever.
    Require,
    /// TLS with somebody the certificate authority knows.
    VerifyCa,
    /// TLS with the very host the certificate names.
    VerifyFull,
}

/// What `sslmode` can say, in libpq's words.
pub(super) const SSL_MODES: [&str; 5] = ["disable", "prefer", "require", "verify-ca", "verify-full"];

/// The same in the words of MySQL's own programs.
const MYSQL_MODES: [&str; 5] = ["DISABLED", "PREFERRED", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY"];

impl Mode {
    const ALL: [Self; 5] = [Self::Disable, Self::Prefer, Self::Require, Self::VerifyCa, Self::VerifyFull];

    pub(super) fn named(text: &str) -> Option<Self> {
        let at = |words: [&str; 5]| words.iter().position(|word| word.eq_ignore_ascii_case(text));
        Self::ALL.get(at(SSL_MODES).or_else(|| at(MYSQL_MODES))?).copied()
    }

    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().zip(SSL_MODES).find(|(mode, _)| **mode == self).map_or("prefer", |(_, name)| name)
    }

    /// What a URL says. With certificates at hand, whoever asks for TLS wants them used.
    pub(super) fn of(address: &Address) -> Self {
        let said = address.get("sslmode").and_then(Self::named);
        match (said, address.get("sslrootcert")) {
            (None | Some(Self::Require), Some(_)) => Self::VerifyCa,
            (said, _) => said.unwrap_or(Self::Prefer),
        }
    }
}

/// What the driver is told for a connection with TLS; a text says why it cannot be.
pub(super) fn options(mode: Mode, roots: Option<&str>) -> Result<SslOpts, String> {
    // The driver takes the one of the process, and there is one only where somebody has said which.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let options = SslOpts::default();
    let names = match mode {
        Mode::VerifyFull => true,
        Mode::VerifyCa => false,
        Mode::Disable | Mode::Prefer | Mode::Require => {
            return Ok(options.with_danger_accept_invalid_certs(true));
        }
    };
    let known = match roots {
        // Whoever has a certificate of some authority is not yet the server.
        Some("system") if !names => {
            return Err("`sslrootcert=system` is for `sslmode=verify-full` only: say both".to_owned());
        }
        Some("system") => rustls_native_certs::load_native_certs().certs,
        Some(file) => certificates(Path::new(file))?,
        None => {
            return Err("no certificate authority is named to verify the server by: name a file with `sslrootcert=FILE`, or `sslrootcert=system` for those of the system".to_owned());
        }
    };
    let roots: Vec<_> = known.into_iter().filter(can_be_root).map(|root| root.to_vec().into()).collect();
    if roots.is_empty() {
        return Err("none of the certificates to verify the server by can be used".to_owned());
    }
    let options = options.with_disable_built_in_roots(true).with_root_certs(roots);
    if names {
        return Ok(options);
    }
    // mysql_async 0.37 looks for these letters in the error that rustls makes of a certificate under another
    // name, and rustls 0.23 writes the name that was expected there instead: so this one is expected. It is
    // looked at after the signatures are.
    Ok(options
        .with_danger_skip_domain_validation(true)
        .with_danger_tls_hostname_override(Some("NotValidForName")))
}

/// The driver gives up at the first one it cannot use.
fn can_be_root(certificate: &CertificateDer<'static>) -> bool {
    RootCertStore::empty().add(certificate.clone()).is_ok()
}
