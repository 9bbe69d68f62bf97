//! Tunnels through HTTP proxies, by `CONNECT` (<https://www.rfc-editor.org/rfc/rfc9110#CONNECT>). Which
//! proxy serves which host is decided as by the HTTP clients, whose code this uses.

use std::io::{Error, ErrorKind, Result};

use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// Maximum length of the head of a proxy's response, in bytes.
const MAX_HEAD: usize = 8 * 1_024;

/// An HTTP proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proxy {
    pub(super) host: String,
    pub(super) port: u16,
    /// True if the connection to the proxy itself uses TLS.
    pub(super) tls: bool,
    /// Value of `Proxy-Authorization`.
    authorization: Option<String>,
}

/// Returns the proxy for a host by the environment; none for a direct connection.
///
/// # Errors
/// The proxy is of a kind that web sockets cannot use, such as SOCKS.
pub(super) fn for_host(tls: bool, host: &str, port: u16) -> Result<Option<Proxy>> {
    chosen(&Matcher::from_env(), tls, host, port)
}

fn chosen(matcher: &Matcher, tls: bool, host: &str, port: u16) -> Result<Option<Proxy>> {
    let scheme = if tls { "https" } else { "http" };
    let uri = format!("{scheme}://{}:{port}", bracketed(host));
    let uri = uri.parse().map_err(|_| ErrorKind::InvalidInput)?;
    matcher.intercept(&uri).as_ref().map(read).transpose()
}

fn read(intercept: &Intercept) -> Result<Proxy> {
    let uri = intercept.uri();
    let tls = match uri.scheme_str() {
        Some("http") => false,
        Some("https") => true,
        _ => {
            let problem = "web sockets go through http:// and https:// proxies alone";
            return Err(Error::new(ErrorKind::Unsupported, problem));
        }
    };
    let host = uri.host().ok_or(ErrorKind::InvalidInput)?;
    let authorization = intercept.basic_auth();
    Ok(Proxy {
        host: host.trim_matches(['[', ']']).to_owned(),
        port: uri.port_u16().unwrap_or(if tls { 443 } else { 80 }),
        tls,
        authorization: authorization.and_then(|value| value.to_str().ok().map(str::to_owned)),
    })
}

/// Asks a proxy for a tunnel to a host.
pub(super) async fn tunnel<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    proxy: &Proxy,
    host: &str,
    port: u16,
) -> Result<()> {
    let target = format!("{}:{port}", bracketed(host));
    let mut request = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n");
    if let Some(authorization) = &proxy.authorization {
        request.extend(["Proxy-Authorization: ", authorization, "\r\n"]);
    }
    request.push_str("\r\n");
    stream.write_all(request.as_bytes()).await?;
    stream.flush().await?;
    // Byte by byte, as the bytes after the head belong to the tunnel.
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() >= MAX_HEAD {
            return Err(ErrorKind::InvalidData.into());
        }
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head);
    let status = head.split_whitespace().nth(1).unwrap_or_default();
    if status.starts_with('2') {
        return Ok(());
    }
    let problem = format!("the proxy refuses a tunnel (status {status})");
    Err(Error::new(ErrorKind::ConnectionRefused, problem))
}

/// Returns the host as written in a URL: an IPv6 address in brackets.
fn bracketed(host: &str) -> String {
    if host.contains(':') {
        format!("[{host}]")
    } else {
        host.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::duplex;

    use super::*;

    #[test]
    fn the_proxy_of_the_environment_is_used_except_for_no_proxy_hosts() {
        let matcher = Matcher::builder()
            .https("http://ada:secret@proxy.example:3128")
            .no("localhost,.internal")
            .build();
        let proxy = |host| chosen(&matcher, true, host, 443).expect("a kind that is known");
        let used = proxy("gateway.discord.gg").expect("a proxy");
        assert_eq!(
            (used.host.as_str(), used.port, used.tls),
            ("proxy.example", 3_128, false)
        );
        assert!(
            used.authorization
                .is_some_and(|value| value.starts_with("Basic "))
        );
        for host in ["localhost", "chat.internal"] {
            assert_eq!(proxy(host), None, "{host}");
        }
        assert_eq!(
            chosen(&matcher, false, "plain.example", 80).expect("known"),
            None
        );
        let socks = Matcher::builder().all("socks5://proxy.example").build();
        assert!(chosen(&socks, true, "a.example", 443).is_err());
    }

    #[tokio::test]
    async fn a_tunnel_begins_after_the_head_of_the_response() {
        let proxy = Proxy {
            host: "proxy.example".to_owned(),
            port: 3_128,
            tls: false,
            authorization: Some("Basic x".to_owned()),
        };
        for (response, opens) in [
            (
                "HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\nhello",
                true,
            ),
            ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", false),
        ] {
            let (mut near, mut far) = duplex(1_024);
            far.write_all(response.as_bytes()).await.expect("room");
            let opened = tunnel(&mut near, &proxy, "gateway.example", 443).await;
            assert_eq!(opened.is_ok(), opens);
            let mut asked = [0; 512];
            let length = far.read(&mut asked).await.expect("a request");
            let asked = String::from_utf8_lossy(asked.get(..length).expect("bytes"));
            assert!(
                asked.starts_with("CONNECT gateway.example:443 HTTP/1.1\r\n"),
                "{asked}"
            );
            assert!(
                asked.contains("\r\nProxy-Authorization: Basic x\r\n"),
                "{asked}"
            );
        }
    }
}
