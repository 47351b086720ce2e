//! Files of certificates, and what is wrong with those of servers.

use std::{io, path::Path};

use rustls::{
    CertificateError, Error,
    pki_types::{CertificateDer, pem::PemObject},
};

/// The certificates of a file, of which there is one at least; a text says why they cannot be had.
pub(crate) fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let unreadable = |error| format!("the certificates in {} cannot be read: {error}", file.display());
    let found = CertificateDer::pem_file_iter(file).map_err(unreadable)?.collect::<Result<Vec<_>, _>>();
    let found = found.map_err(unreadable)?;
    if found.is_empty() { Err(format!("{} holds no certificate", file.display())) } else { Ok(found) }
}

/// What an error of the handshake means, for a person.
pub(crate) fn explained(error: &io::Error, host: &str) -> String {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    match inner {
        Some(Error::InvalidCertificate(CertificateError::UnknownIssuer)) => {
            "the server's certificate is not signed by any authority that is trusted: check sslrootcert"
                .to_owned()
        }
        Some(Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        )) => {
            format!(
                "the server's certificate is not for `{host}`: connect by a name it is for, or use `sslmode=verify-ca`"
            )
        }
        Some(Error::InvalidCertificate(
            CertificateError::Expired | CertificateError::ExpiredContext { .. },
        )) => "the server's certificate has expired".to_owned(),
        _ => format!("TLS cannot be agreed upon: {error}"),
    }
}
