//! Outgoing connections of all clients: proxies, certificates and web sockets.
//!
//! HTTP clients and web sockets use the proxy of `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY`, except for
//! the hosts of `NO_PROXY`, and trust the certificates of the system (`SSL_CERT_FILE`, `SSL_CERT_DIR`)
//! beside those that are built in. The module is independent of platforms.

mod proxy;
mod tls;
mod web_socket;

use reqwest::{Client, ClientBuilder};

pub(crate) use web_socket::{CloseFrame, Message, WebSocket, connect};

/// Returns a builder for an HTTP client with these proxies and certificates; the caller sets timeouts and
/// redirects.
pub(crate) fn http_client() -> ClientBuilder {
    Client::builder().user_agent(concat!("guidepost/", env!("CARGO_PKG_VERSION")))
}
