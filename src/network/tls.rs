//! TLS by rustls, with the certificates of the system beside the built-in ones.

use std::sync::{Arc, LazyLock};

use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use tracing::warn;

/// Returns the connector that all web sockets share; none where TLS cannot be configured.
pub(super) fn connector() -> Option<TlsConnector> {
    static CONFIG: LazyLock<Option<Arc<ClientConfig>>> = LazyLock::new(|| config().map(Arc::new));
    CONFIG.clone().map(TlsConnector::from)
}

fn config() -> Option<ClientConfig> {
    let provider = Arc::new(ring::default_provider());
    let versions =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = versions.ok()?.with_root_certificates(roots());
    Some(config.with_no_client_auth())
}

/// Returns the built-in certificates and those of the system; system certificates that cannot be read are skipped.
fn roots() -> RootCertStore {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    let system = rustls_native_certs::load_native_certs();
    if system.certs.is_empty() && !system.errors.is_empty() {
        warn!("the certificates of the system cannot be read; the built-in ones are used");
    }
    let (_added, _unusable) = roots.add_parsable_certificates(system.certs);
    roots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_certificates_are_always_there() {
        assert!(roots().len() >= webpki_roots::TLS_SERVER_ROOTS.len());
        assert!(connector().is_some());
    }
}
