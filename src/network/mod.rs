//! The way out to other servers, one for all clients: proxies, certificates and web sockets.
//!
//! HTTP clients and web sockets use the proxy of `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY`, except for
//! the hosts of `NO_PROXY`, and trust the certificates of the system (`SSL_CERT_FILE`, `SSL_CERT_DIR`)
//! beside those that are built in. The room knows no platform.

mod proxy;
mod tls;
mod web_socket;

use reqwest::{Client, ClientBuilder};

pub(crate) use web_socket::{CloseFrame, Message, WebSocket, connect};

/// Begins an HTTP client that goes this way; its timeouts and redirects are the caller's.
pub(crate) fn http_client() -> ClientBuilder {
    Client::builder().user_agent(concat!("guidepost/", env!("CARGO_PKG_VERSION")))
}
