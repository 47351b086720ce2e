//! TLS by rustls, asked for and trusted as libpq does.

use std::{path::PathBuf, sync::Arc};

use rustls::{
    ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    client::{
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        verify_server_cert_signed_by_trust_anchor, verify_server_name,
    },
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime, pem::PemObject},
    server::ParsedCertificate,
};

use super::environment::usual_file;
use crate::certificate::certificates;

/// How much is asked of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mode {
    /// Never TLS.
    Disable,
    /// TLS where the server insists.
    Allow,
    /// TLS where the server can.
    Prefer,
    /// TLS, with whomever.
    Require,
    /// TLS with somebody the certificate authority knows.
    VerifyCa,
    /// TLS with the very host the certificate names.
    VerifyFull,
}

impl Mode {
    /// In the order of `SSL_MODES`.
    pub(super) const ALL: [Self; 6] =
        [Self::Disable, Self::Allow, Self::Prefer, Self::Require, Self::VerifyCa, Self::VerifyFull];
}

/// Whom to trust, and who to be.
#[derive(Debug, Clone)]
pub(super) struct Trust {
    pub(super) mode: Mode,
    /// A file of certificates, or `system`.
    pub(super) roots: Option<String>,
    pub(super) certificate: Option<String>,
    pub(super) key: Option<String>,
}

impl Trust {
    /// What rustls is told; a text says why it cannot be.
    pub(super) fn config(&self) -> Result<ClientConfig, String> {
        let provider = Arc::new(ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(self.verifier(provider)?);
        let usual = |given: &Option<String>, name: &str| {
            given.as_ref().map(PathBuf::from).or_else(|| usual_file(name).filter(|path| path.is_file()))
        };
        match (usual(&self.certificate, "postgresql.crt"), usual(&self.key, "postgresql.key")) {
            (Some(certificate), Some(key)) => {
                let chain = certificates(&certificate)?;
                let unreadable = |error| format!("the key in {} cannot be used: {error}", key.display());
                let key = PrivateKeyDer::from_pem_file(&key).map_err(unreadable)?;
                builder.with_client_auth_cert(chain, key).map_err(|error| error.to_string())
            }
            (Some(certificate), None) => {
                Err(format!("{} has no key: name its file with sslkey", certificate.display()))
            }
            _ => Ok(builder.with_no_client_auth()),
        }
    }

    fn verifier(&self, provider: Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, String> {
        if self.roots.as_deref() == Some("system") {
            // Whoever has a certificate of some authority is not yet the server: libpq refuses too.
            if self.mode != Mode::VerifyFull {
                return Err("`sslrootcert=system` is for `sslmode=verify-full` only: say both".to_owned());
            }
            let system = rustls_platform_verifier::Verifier::new(provider);
            return Ok(Arc::new(
                system.map_err(|error| format!("the system's certificates cannot be read: {error}"))?,
            ));
        }
        let usual = usual_file("root.crt").filter(|path| path.is_file());
        let file = self.roots.as_ref().map(PathBuf::from).or(usual);
        // With certificates at hand, `require` is as good as `verify-ca`: libpq keeps it so.
        let (file, names) = match (self.mode, file) {
            (Mode::VerifyFull, Some(file)) => (file, true),
            (Mode::Require | Mode::VerifyCa, Some(file)) => (file, false),
            (Mode::VerifyCa | Mode::VerifyFull, None) => {
                return Err("no certificate authority is named to verify the server by: name a file with `sslrootcert=FILE`, or `sslrootcert=system` for those of the system".to_owned());
            }
            _ => return Ok(Arc::new(Verifier { known: None, provider })),
        };
        let pinned = certificates(&file)?;
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(pinned.iter().cloned());
        Ok(Arc::new(Verifier { known: Some(Known { roots, pinned, names }), provider }))
    }
}

/// Whom a server must be known to; none where nobody is asked who they are.
#[derive(Debug)]
struct Verifier {
    known: Option<Known>,
    provider: Arc<CryptoProvider>,
}

/// Those whose certificate is signed by one of the roots, or is itself among them; with `names` only if
/// it is for the host as well.
#[derive(Debug)]
struct Known {
    roots: RootCertStore,
    pinned: Vec<CertificateDer<'static>>,
    names: bool,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(known) = &self.known else { return Ok(ServerCertVerified::assertion()) };
        let parsed = ParsedCertificate::try_from(end_entity)?;
        // A certificate that signs itself is an authority, and webpki takes no authority for a server.
        // As OpenSSL does, one that the file holds is trusted as it is.
        if !known.pinned.iter().any(|pinned| pinned == end_entity) {
            let algorithms = self.provider.signature_verification_algorithms.all;
            verify_server_cert_signed_by_trust_anchor(&parsed, &known.roots, intermediates, now, algorithms)?;
        }
        if known.names {
            verify_server_name(&parsed, server_name)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
