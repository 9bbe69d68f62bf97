//! What the gateway and the bot say to each other, as JSON
//! (<https://discord.com/developers/docs/events/gateway-events#payload-structure>). It knows no
//! connection.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

/// Something that the gateway said.
#[derive(Debug, PartialEq)]
pub(super) enum Frame {
    /// How often it wants to hear that the bot lives.
    Hello(Duration),
    /// Something happened.
    Event {
        /// Its place in the session, by which the session is taken up again.
        sequence: u64,
        name: String,
        data: Value,
    },
    /// It wants to hear at once that the bot lives.
    Beat,
    /// It has heard that the bot lives.
    Acknowledged,
    /// The bot is to connect again.
    Reconnect,
    /// The session is not valid, and may still be taken up again or not.
    Invalid { resumable: bool },
    /// Something that this version does not know.
    Unknown,
}

#[derive(Deserialize)]
struct Payload {
    op: u8,
    #[serde(default)]
    d: Value,
    s: Option<u64>,
    t: Option<String>,
}

impl Frame {
    /// Reads what was said; nothing where it is not what a gateway says.
    pub(super) fn read(text: &str) -> Option<Self> {
        let Payload { op, d, s, t } = serde_json::from_str(text).ok()?;
        Some(match op {
            0 => Self::Event {
                sequence: s?,
                name: t?,
                data: d,
            },
            1 => Self::Beat,
            7 => Self::Reconnect,
            9 => Self::Invalid {
                resumable: d.as_bool().unwrap_or(false),
            },
            10 => Self::Hello(Duration::from_millis(
                d.get("heartbeat_interval")?.as_u64()?,
            )),
            11 => Self::Acknowledged,
            _ => Self::Unknown,
        })
    }
}

/// Begins a session.
pub(super) fn identify(token: &str, shard: [u32; 2], intents: u64) -> String {
    let properties = json!({
        "os": "unknown",
        "browser": "guidepost",
        "device": "guidepost",
    });
    json!({ "op": 2, "d": {
        "token": token,
        "shard": shard,
        "intents": intents,
        "properties": properties,
        "compress": false,
    }})
    .to_string()
}

/// Takes a session up again behind the last event that was heard.
pub(super) fn resume(token: &str, session: &str, sequence: u64) -> String {
    json!({ "op": 6, "d": { "token": token, "session_id": session, "seq": sequence } }).to_string()
}

/// Says that the bot lives, and the last event that it heard.
pub(super) fn beat(sequence: Option<u64>) -> String {
    json!({ "op": 1, "d": sequence }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_gateway_says_is_read_and_anything_else_is_not() {
        let read = Frame::read;
        assert_eq!(
            read(r#"{"op":10,"d":{"heartbeat_interval":41250},"s":null,"t":null}"#),
            Some(Frame::Hello(Duration::from_millis(41_250)))
        );
        assert_eq!(
            read(r#"{"op":0,"t":"RESUMED","s":7,"d":null}"#),
            Some(Frame::Event {
                sequence: 7,
                name: "RESUMED".to_owned(),
                data: Value::Null
            })
        );
        assert_eq!(
            read(r#"{"op":9,"d":false}"#),
            Some(Frame::Invalid { resumable: false })
        );
        assert_eq!(read(r#"{"op":99}"#), Some(Frame::Unknown));
        for text in ["", "no JSON", "[]", r#"{"op":0,"d":{}}"#, r#"{"op":10}"#] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
