//! Web sockets: a TCP connection, directly or through a proxy, TLS for `wss`, and the handshake.
//!
//! Small messages are sent at once (`TCP_NODELAY`): acknowledgements would otherwise wait up to 50 ms for
//! each other.

use std::io::{ErrorKind, Result};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::Uri;

use super::proxy::{self, Proxy};
use super::tls;

pub(crate) use tokio_tungstenite::tungstenite::Message;
pub(crate) use tokio_tungstenite::tungstenite::protocol::CloseFrame;

/// A stream of bytes, encrypted or not.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// An open web socket.
pub(crate) type WebSocket = WebSocketStream<Box<dyn Stream>>;

/// Opens a web socket at a `ws://` or `wss://` address; the caller limits the time.
///
/// # Errors
/// The address is invalid, or the server or proxy cannot be reached or refuses. The message holds no
/// part of the address.
pub(crate) async fn connect(url: &str) -> Result<WebSocket> {
    let uri: Uri = url.parse().map_err(|_| ErrorKind::InvalidInput)?;
    let tls = match uri.scheme_str() {
        Some("wss") => true,
        Some("ws") => false,
        _ => return Err(ErrorKind::InvalidInput.into()),
    };
    let host = uri.host().ok_or(ErrorKind::InvalidInput)?;
    let host = host.trim_matches(['[', ']']);
    let port = uri.port_u16().unwrap_or(if tls { 443 } else { 80 });
    let proxy = if is_loopback(host) {
        None
    } else {
        proxy::for_host(tls, host, port)?
    };
    let stream = match proxy {
        Some(proxy) => through(&proxy, host, port).await?,
        None => tcp(host, port).await?,
    };
    let stream = if tls {
        encrypted(stream, host).await?
    } else {
        stream
    };
    let request = url
        .into_client_request()
        .map_err(|_| ErrorKind::InvalidInput)?;
    let opened = tokio_tungstenite::client_async(request, stream).await;
    // The error may name the address, which may hold a ticket.
    let (socket, _response) = opened.map_err(|_| ErrorKind::ConnectionRefused)?;
    Ok(socket)
}

/// Returns whether a host is this machine, which no proxy serves.
fn is_loopback(host: &str) -> bool {
    let address = host.parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

async fn tcp(host: &str, port: u16) -> Result<Box<dyn Stream>> {
    Ok(Box::new(dial(host, port).await?))
}

/// Opens a TCP connection without Nagle's algorithm.
async fn dial(host: &str, port: u16) -> Result<TcpStream> {
    let stream = TcpStream::connect((host, port)).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

async fn through(proxy: &Proxy, host: &str, port: u16) -> Result<Box<dyn Stream>> {
    let mut stream = tcp(&proxy.host, proxy.port).await?;
    if proxy.tls {
        stream = encrypted(stream, &proxy.host).await?;
    }
    proxy::tunnel(&mut stream, proxy, host, port).await?;
    Ok(stream)
}

async fn encrypted(stream: Box<dyn Stream>, host: &str) -> Result<Box<dyn Stream>> {
    let connector = tls::connector().ok_or(ErrorKind::Unsupported)?;
    let name = ServerName::try_from(host.to_owned()).map_err(|_| ErrorKind::InvalidInput)?;
    Ok(Box::new(connector.connect(name, stream).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn small_messages_are_sent_at_once() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a port");
        let address = listener.local_addr().expect("an address");
        let stream = dial("127.0.0.1", address.port()).await;
        assert!(stream.expect("a connection").nodelay().expect("an option"));
    }

    #[tokio::test]
    async fn an_address_of_another_kind_is_refused() {
        for url in ["", "https://a.example", "ws://", "a b"] {
            assert!(connect(url).await.is_err(), "{url}");
        }
        assert!(is_loopback("127.0.0.1") && is_loopback("::1") && !is_loopback("a.example"));
    }
}
