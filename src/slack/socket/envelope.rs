//! Socket Mode envelopes (<https://docs.slack.dev/apis/events-api/using-socket-mode#events>).

use serde_json::{Value, json};

use crate::slack::decode::SlackPayload;

/// A message that Slack sent over a Socket Mode connection.
pub(super) enum Envelope {
    /// The connection is ready.
    Hello,
    /// Slack will close the connection.
    Disconnect,
    /// A payload to acknowledge; none where its kind is not used.
    Delivery {
        id: String,
        payload: Option<SlackPayload>,
    },
}

impl Envelope {
    /// Parses a text message; none where it is not an envelope.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut envelope: Value = serde_json::from_str(text).ok()?;
        let payload = envelope.get_mut("payload").map(Value::take);
        let payload = payload.unwrap_or_default();
        let payload = match envelope.get("type").and_then(Value::as_str)? {
            "hello" => return Some(Self::Hello),
            "disconnect" => return Some(Self::Disconnect),
            "slash_commands" => Some(SlackPayload::Command(payload)),
            "interactive" => Some(SlackPayload::Interaction(payload)),
            "events_api" => Some(SlackPayload::Event(payload)),
            _ => None,
        };
        let id = envelope.get("envelope_id")?.as_str()?.to_owned();
        Some(Self::Delivery { id, payload })
    }
}

/// Builds the acknowledgement of a delivery, with a body where it has one.
pub(super) fn acknowledgement(id: &str, body: Option<Value>) -> String {
    let acknowledgement = match body {
        Some(body) => json!({ "envelope_id": id, "payload": body }),
        None => json!({ "envelope_id": id }),
    };
    acknowledgement.to_string()
}
