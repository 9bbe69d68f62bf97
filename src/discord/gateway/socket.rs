//! A connection to the gateway: opened, spoken over, closed.

use std::time::Duration;

use serenity::futures::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::frame::Frame;

/// How long a connection, the gateway's first word on it, or a word of the bot's may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long the gateway may take to close what the bot closes.
const FAREWELL: Duration = Duration::from_secs(2);

pub(super) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Connects, and hears how often the gateway wants to hear that the bot lives; nothing where that
/// does not come about.
pub(super) async fn open(place: &str) -> Option<(Socket, Duration)> {
    let opened = async {
        let (mut socket, _) = connect_async(address(place)).await.ok()?;
        let hello = socket.next().await?.ok()?;
        match Frame::read(hello.to_text().ok()?)? {
            Frame::Hello(every) => Some((socket, every)),
            _ => None,
        }
    };
    timeout(PATIENCE, opened).await.ok()?
}

/// Says something; whether it could be said.
pub(super) async fn say(socket: &mut Socket, text: String) -> bool {
    let sent = timeout(PATIENCE, socket.send(Message::Text(text))).await;
    matches!(sent, Ok(Ok(())))
}

/// Closes, and hears the other side out, as it closes as well.
pub(super) async fn leave(socket: &mut Socket, code: u16) {
    let frame = CloseFrame {
        code: code.into(),
        reason: "".into(),
    };
    let farewell = async {
        if socket.close(Some(frame)).await.is_ok() {
            while let Some(Ok(_)) = socket.next().await {}
        }
    };
    let _ = timeout(FAREWELL, farewell).await;
}

/// The gateway's address with the version that is spoken.
fn address(place: &str) -> String {
    let place = place.trim_end_matches('/');
    let host = place.split_once("://").map_or(place, |(_, host)| host);
    let slash = if host.contains('/') { "" } else { "/" };
    format!("{place}{slash}?v=10&encoding=json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gateway_is_asked_for_the_version_that_is_spoken() {
        for (place, whole) in [
            (
                "wss://gateway.discord.gg",
                "wss://gateway.discord.gg/?v=10&encoding=json",
            ),
            (
                "ws://proxy:1/gateway/",
                "ws://proxy:1/gateway?v=10&encoding=json",
            ),
        ] {
            assert_eq!(address(place), whole);
        }
    }
}
