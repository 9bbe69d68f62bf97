//! `guidepost health`: whether a running `serve` lives, for a container's health check.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::process::ExitCode;
use std::time::Duration;

use crate::config::Settings;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(3);

pub(super) fn run(settings: &Settings) -> ExitCode {
    let address = reachable(settings.http.listen);
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

/// One that listens on every address is asked on this machine's own.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// One plain request: a client library would be more than it needs.
fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.take(1_024).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
