//! Gateway payloads as JSON
//! (<https://discord.com/developers/docs/events/gateway-events#payload-structure>).

use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// Maximum heartbeat interval; a longer one of the gateway is shortened.
const MAX_HEARTBEAT_INTERVAL: Duration = Duration::from_mins(10);

/// The text of a payload, whose data is parsed only where it is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::discord) struct PayloadText(String);

impl PayloadText {
    /// Parses the data (`d`); `None` where it is absent or of another form.
    pub(in crate::discord) fn data<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str::<Data<T>>(&self.0)
            .ok()
            .map(|payload| payload.d)
    }
}

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
        text: PayloadText,
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

/// A payload without its data.
#[derive(Deserialize)]
struct Envelope {
    op: u8,
    s: Option<u64>,
    t: Option<String>,
}

/// The data of opcode 10.
#[derive(Deserialize)]
struct Hello {
    heartbeat_interval: u64,
}

#[derive(Deserialize)]
struct Data<T> {
    d: T,
}

impl GatewayPayload {
    /// Parses a payload; `None` where it is no JSON or lacks a field.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let Envelope { op, s, t } = serde_json::from_str(text).ok()?;
        let text = PayloadText(text.to_owned());
        Some(match op {
            0 => Self::Dispatch {
                sequence: s?,
                name: t?,
                text,
            },
            1 => Self::HeartbeatRequest,
            7 => Self::Reconnect,
            9 => Self::InvalidSession {
                resumable: text.data().unwrap_or(false),
            },
            10 => Self::Hello(
                Duration::from_millis(text.data::<Hello>()?.heartbeat_interval)
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
        let dispatched = r#"{"op":0,"t":"RESUMED","s":7,"d":{"a":1}}"#;
        let Some(GatewayPayload::Dispatch {
            sequence,
            name,
            text,
        }) = parse(dispatched)
        else {
            panic!("it is an event")
        };
        assert_eq!((sequence, name.as_str()), (7, "RESUMED"));
        assert_eq!(text.data(), Some(json!({ "a": 1 })));
        assert_eq!(text.data::<String>(), None);
        assert_eq!(
            parse(r#"{"op":9,"d":false}"#),
            Some(GatewayPayload::InvalidSession { resumable: false })
        );
        assert_eq!(parse(r#"{"op":99}"#), Some(GatewayPayload::Unknown));
        for text in [
            "",
            "no JSON",
            "[]",
            r#"{"op":0,"d":{}}"#,
            r#"{"op":10}"#,
            r#"{"op":0,"t":"A","s":1,"d":{"cut"#,
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
