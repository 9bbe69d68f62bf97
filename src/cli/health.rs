//! `guidepost health`: whether a running `serve` is alive, or whether it answers questions, for a
//! container's health check.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::process::ExitCode;
use std::time::Duration;

use crate::config::Settings;

/// Time limit for connecting, for writing and for each read.
const HTTP_TIMEOUT: Duration = Duration::from_secs(3);

#[derive(clap::Args)]
pub(super) struct HealthArgs {
    /// Ask whether questions are answered on a platform, and print what is degraded
    #[arg(long)]
    ready: bool,
}

pub(super) fn run(args: &HealthArgs, settings: &Settings) -> ExitCode {
    let address = loopback_for(settings.http.listen);
    let path = if args.ready { "/readyz" } else { "/healthz" };
    match get(address, path) {
        Ok(answer) if answer.starts_with("HTTP/1.1 200") => {
            super::print(if args.ready { body(&answer) } else { "alive" });
            ExitCode::SUCCESS
        }
        Ok(answer) => {
            let status = answer.lines().next().unwrap_or_default();
            super::say(&format!("guidepost: {address} answers \"{status}\""));
            if args.ready {
                super::say(body(&answer));
            }
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

/// Returns the body of a response.
fn body(answer: &str) -> &str {
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body);
    body.unwrap_or_default().trim_end()
}

/// Sends a GET request over a plain socket and returns up to 16 KiB of the response.
fn get(address: SocketAddr, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, HTTP_TIMEOUT)?;
    stream.set_read_timeout(Some(HTTP_TIMEOUT))?;
    stream.set_write_timeout(Some(HTTP_TIMEOUT))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.take(16 * 1_024).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
