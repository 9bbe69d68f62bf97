//! Notices to interactions that are not answered: those that cannot be parsed, and those that come in a burst. They need
//! only the ids and the token.

use serde_json::Value;
use serenity::all::{ApplicationId, Http, InteractionId};

use super::api::ApiError;
use super::decode::ReplyTarget;
use super::deliver::{self, InteractionHandle, Outgoing};
use super::render;
use crate::assistant::Phrases;

/// Types of interactions
/// (<https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type>).
const PING: u64 = 1;
const AUTOCOMPLETE: u64 = 4;

/// The reason why an interaction is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It cannot be parsed.
    Unreadable,
    /// Too many came at once.
    Busy,
}

/// The fields of an interaction that a reply needs.
#[derive(Debug, Clone)]
pub(super) struct BareInteraction {
    pub id: InteractionId,
    application: ApplicationId,
    token: String,
    is_autocomplete: bool,
    pub locale: Option<String>,
}

impl BareInteraction {
    /// Reads the ids and the token; `None` where one is missing, or for a ping.
    pub(super) fn read(data: &Value) -> Option<Self> {
        let text = |key: &str| data.get(key).and_then(Value::as_str);
        let id = |key: &str| text(key)?.parse::<u64>().ok().filter(|id| *id > 0);
        let kind = data.get("type").and_then(Value::as_u64);
        (kind != Some(PING)).then_some(())?;
        Some(Self {
            id: InteractionId::new(id("id")?),
            application: ApplicationId::new(id("application_id").unwrap_or(1)),
            token: text("token")?.to_owned(),
            is_autocomplete: kind == Some(AUTOCOMPLETE),
            locale: text("locale").map(str::to_owned),
        })
    }

    /// Sends the refusal.
    pub(super) async fn refuse(
        &self,
        http: &Http,
        refusal: Refusal,
        phrases: Phrases,
    ) -> Result<(), ApiError> {
        let handle = InteractionHandle {
            http,
            application: self.application,
            id: self.id,
            token: &self.token,
        };
        if self.is_autocomplete {
            return handle.respond(&deliver::autocomplete(Vec::new())).await;
        }
        let reply = match refusal {
            Refusal::Unreadable => phrases.unknown(),
            Refusal::Busy => phrases.busy(),
        };
        let message = render::message(reply).body;
        let outgoing = Outgoing::ephemeral(message);
        handle
            .respond(&deliver::response(outgoing, ReplyTarget::NewMessage))
            .await
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_interaction_needs_an_id_and_a_token_only() {
        let read = |data: &Value| BareInteraction::read(data).is_some();
        let whole = json!({ "id": "1", "application_id": "2", "token": "t", "type": 2 });
        assert!(read(&whole));
        for (key, value, readable) in [
            ("type", json!(99), true),
            ("type", json!("x"), true),
            ("application_id", json!(null), true),
            ("locale", json!(7), true),
            ("type", json!(1), false),
            ("id", json!("x"), false),
            ("token", json!(null), false),
        ] {
            let mut data = whole.clone();
            data[key] = value;
            assert_eq!(read(&data), readable, "{data}");
        }
    }
}
