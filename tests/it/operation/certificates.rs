//! Certificates that the system trusts beside the built-in ones.

use std::fs;
use std::process::Stdio;
use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::program::{Program, in_time};

#[tokio::test]
async fn a_platform_is_trusted_by_a_certificate_of_ssl_cert_file_and_by_no_other() {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("trusted.pem");
    fs::write(&file, cert.pem()).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let api = format!("https://localhost:{port}/api");
    let trusted = file.to_str().unwrap();
    for (variables, is_trusted) in [(vec![("SSL_CERT_FILE", trusted)], true), (vec![], false)] {
        let variables: Vec<_> = [("SLACK_API_URL", api.as_str())]
            .into_iter()
            .chain(variables)
            .collect();
        let _program = Program::start(&variables, Stdio::null());
        let (stream, _) = in_time("a connection", listener.accept()).await.unwrap();
        let greeted = in_time("the greeting", acceptor.accept(stream)).await;
        assert_eq!(
            greeted.is_ok(),
            is_trusted,
            "{variables:?}: {:?}",
            greeted.err()
        );
        if let Ok(mut stream) = greeted {
            let mut request = [0; 9];
            in_time("a request", stream.read_exact(&mut request))
                .await
                .unwrap();
            assert_eq!(&request, b"POST /api");
        }
    }
}
