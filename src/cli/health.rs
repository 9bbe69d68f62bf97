//! `guidepost health`: whether a running `serve` is alive, for a container's health check.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::process::ExitCode;
use std::time::Duration;

use crate::config::Settings;

/// Time limit for connecting, for writing and for each read.
const HTTP_TIMEOUT: Duration = Duration::from_secs(3);

pub(super) fn run(settings: &Settings) -> ExitCode {
    let address = loopback_for(settings.http.listen);
    match ask(address) {
        Ok(answer) if answer.starts_with("HTTP/1.1 200") => {
            super::print("alive");
            ExitCode::SUCCESS
        }
        Ok(answer) => {
            let status = answer.lines().next().unwrap_or_default();
            super::say(&format!("guidepost: {address} answers \"{status}\""));
            ExitCode::from(1)
        }
        Err(error) => {
            super::say(&format!("guidepost: nothing answers on {address}: {error}"));
            ExitCode::from(1)
        }
    }
}

/// Replaces the unspecified address (0.0.0.0 or ::) by the loopback address.
fn loopback_for(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// Sends `GET /healthz` over a plain socket and returns up to 1,024 bytes of the response.
fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, HTTP_TIMEOUT)?;
    stream.set_read_timeout(Some(HTTP_TIMEOUT))?;
    stream.set_write_timeout(Some(HTTP_TIMEOUT))?;
    write!(
        stream,
        "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.take(1_024).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
