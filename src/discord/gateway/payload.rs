//! Gateway payloads as JSON
//! (<https://discord.com/developers/docs/events/gateway-events#payload-structure>).

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

/// Maximum heartbeat interval; a longer one of the gateway is shortened.
const MAX_HEARTBEAT_INTERVAL: Duration = Duration::from_mins(10);

/// A payload that the gateway sends.
#[derive(Debug, PartialEq)]
pub(super) enum GatewayPayload {
    /// Opcode 10, with the heartbeat interval.
    Hello(Duration),
    /// Opcode 0: an event.
    Dispatch {
        /// Sequence number in the session, which RESUME repeats.
        sequence: u64,
        name: String,
        data: Value,
    },
    /// Opcode 1: a request for an immediate heartbeat.
    HeartbeatRequest,
    /// Opcode 11.
    HeartbeatAck,
    /// Opcode 7: the bot is asked to reconnect and resume.
    Reconnect,
    /// Opcode 9: the session cannot be used; `resumable` tells whether RESUME may be tried.
    InvalidSession { resumable: bool },
    /// Any other opcode.
    Unknown,
}

#[derive(Deserialize)]
struct Envelope {
    op: u8,
    #[serde(default)]
    d: Value,
    s: Option<u64>,
    t: Option<String>,
}

impl GatewayPayload {
    /// Parses a payload; `None` where it is no JSON or lacks a field.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let Envelope { op, d, s, t } = serde_json::from_str(text).ok()?;
        Some(match op {
            0 => Self::Dispatch {
                sequence: s?,
                name: t?,
                data: d,
            },
            1 => Self::HeartbeatRequest,
            7 => Self::Reconnect,
            9 => Self::InvalidSession {
                resumable: d.as_bool().unwrap_or(false),
            },
            10 => Self::Hello(
                Duration::from_millis(d.get("heartbeat_interval")?.as_u64()?)
                    .min(MAX_HEARTBEAT_INTERVAL),
            ),
            11 => Self::HeartbeatAck,
            _ => Self::Unknown,
        })
    }
}

/// Returns opcode 2, IDENTIFY, which begins a session.
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

/// Returns opcode 6, RESUME, which continues a session after the last received event.
pub(super) fn resume(token: &str, session: &str, sequence: u64) -> String {
    json!({ "op": 6, "d": { "token": token, "session_id": session, "seq": sequence } }).to_string()
}

/// Returns opcode 1, a heartbeat, with the sequence number of the last received event.
pub(super) fn heartbeat(sequence: Option<u64>) -> String {
    json!({ "op": 1, "d": sequence }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gateway_payloads_are_parsed_and_anything_else_is_refused() {
        let parse = GatewayPayload::parse;
        assert_eq!(
            parse(r#"{"op":10,"d":{"heartbeat_interval":41250},"s":null,"t":null}"#),
            Some(GatewayPayload::Hello(Duration::from_millis(41_250)))
        );
        assert_eq!(
            parse(r#"{"op":0,"t":"RESUMED","s":7,"d":null}"#),
            Some(GatewayPayload::Dispatch {
                sequence: 7,
                name: "RESUMED".to_owned(),
                data: Value::Null
            })
        );
        assert_eq!(
            parse(r#"{"op":9,"d":false}"#),
            Some(GatewayPayload::InvalidSession { resumable: false })
        );
        assert_eq!(parse(r#"{"op":99}"#), Some(GatewayPayload::Unknown));
        for text in ["", "no JSON", "[]", r#"{"op":0,"d":{}}"#, r#"{"op":10}"#] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
