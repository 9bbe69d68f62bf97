//! A WebSocket connection to the gateway.

use std::time::Duration;

use serenity::futures::{SinkExt as _, StreamExt as _};
use tokio::time::timeout;

use super::payload::GatewayPayload;
use crate::network::{self, CloseFrame, Message};

/// Time limit for connecting including HELLO, and for each send.
const IO_TIMEOUT: Duration = Duration::from_secs(15);
/// Time limit for the gateway's answer to a close frame.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

pub(super) type Socket = network::WebSocket;

/// Connects and awaits HELLO. Returns the socket and the heartbeat interval; `None` after an error or 15 s.
pub(super) async fn open(url: &str) -> Option<(Socket, Duration)> {
    let opened = async {
        let mut socket = network::connect(&versioned_url(url)).await.ok()?;
        let hello = socket.next().await?.ok()?;
        match GatewayPayload::parse(hello.to_text().ok()?)? {
            GatewayPayload::Hello(interval) => Some((socket, interval)),
            _ => None,
        }
    };
    timeout(IO_TIMEOUT, opened).await.ok()?
}

/// Sends a text frame, and returns whether that succeeded.
pub(super) async fn send(socket: &mut Socket, text: String) -> bool {
    let sent = timeout(IO_TIMEOUT, socket.send(Message::text(text))).await;
    matches!(sent, Ok(Ok(())))
}

/// Sends a close frame and reads until the gateway has closed the connection, for at most 2 s.
pub(super) async fn close(socket: &mut Socket, code: u16) {
    let frame = CloseFrame {
        code: code.into(),
        reason: "".into(),
    };
    let closing = async {
        if socket.close(Some(frame)).await.is_ok() {
            while let Some(Ok(_)) = socket.next().await {}
        }
    };
    let _ = timeout(CLOSE_TIMEOUT, closing).await;
}

/// Returns the address with the query for version and encoding.
fn versioned_url(url: &str) -> String {
    let url = url.trim_end_matches('/');
    let host = url.split_once("://").map_or(url, |(_, host)| host);
    let slash = if host.contains('/') { "" } else { "/" };
    format!("{url}{slash}?v=10&encoding=json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_has_version_and_encoding() {
        for (url, whole) in [
            (
                "wss://gateway.discord.gg",
                "wss://gateway.discord.gg/?v=10&encoding=json",
            ),
            (
                "ws://proxy:1/gateway/",
                "ws://proxy:1/gateway?v=10&encoding=json",
            ),
        ] {
            assert_eq!(versioned_url(url), whole);
        }
    }
}
