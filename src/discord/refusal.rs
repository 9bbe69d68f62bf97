//! Notices to interactions that are not answered: those that cannot be parsed, and those that come in a burst. They need
//! only the ids and the token, and are rendered once.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;
use serenity::all::{ApplicationId, Http, InteractionId};

use super::api::ApiError;
use super::decode::ReplyTarget;
use super::deliver::{self, InteractionHandle, Outgoing};
use super::render::{self, MessagePayload};
use crate::assistant::Phrases;
use crate::chat::{Door, Reply};
use crate::language::Language;

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
    language: Language,
}

/// The same fields as they are sent; each may be absent or of another type.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct BareFields {
    id: Value,
    application_id: Value,
    token: Value,
    #[serde(rename = "type")]
    kind: Value,
    locale: Value,
}

impl BareInteraction {
    /// Reads the ids and the token; `None` where one is missing, or for a ping.
    pub(super) fn read(data: &BareFields) -> Option<Self> {
        let id = |value: &Value| value.as_str()?.parse::<u64>().ok().filter(|id| *id > 0);
        let kind = data.kind.as_u64();
        (kind != Some(PING)).then_some(())?;
        Some(Self {
            id: InteractionId::new(id(&data.id)?),
            application: ApplicationId::new(id(&data.application_id).unwrap_or(1)),
            token: data.token.as_str()?.to_owned(),
            is_autocomplete: kind == Some(AUTOCOMPLETE),
            language: data
                .locale
                .as_str()
                .and_then(Language::of)
                .unwrap_or_default(),
        })
    }

    /// Sends the refusal.
    pub(super) async fn refuse(&self, http: &Http, refusal: Refusal) -> Result<(), ApiError> {
        static EMPTY: LazyLock<MessagePayload> =
            LazyLock::new(|| deliver::autocomplete(Vec::new()));
        let handle = InteractionHandle {
            http,
            application: self.application,
            id: self.id,
            token: &self.token,
        };
        if self.is_autocomplete {
            return handle.respond(&EMPTY).await;
        }
        let phrases = Phrases::in_locale(Door::Discord, Some(self.language.tag()));
        match refusal {
            Refusal::Unreadable => handle.respond(&response(phrases.unknown())).await,
            Refusal::Busy => match busy(self.language) {
                Some(rendered) => handle.respond(rendered).await,
                None => handle.respond(&response(phrases.busy())).await,
            },
        }
    }
}

/// Returns the rendered response that too many interactions come at once.
fn busy(language: Language) -> Option<&'static MessagePayload> {
    static RENDERED: LazyLock<Vec<(Language, MessagePayload)>> = LazyLock::new(|| {
        let rendered = Language::ALL.map(|language| {
            let phrases = Phrases::in_locale(Door::Discord, Some(language.tag()));
            (language, response(phrases.busy()))
        });
        rendered.into()
    });
    let mut rendered = RENDERED.iter();
    rendered
        .find(|(of, _)| *of == language)
        .map(|(_, response)| response)
}

/// Renders a notice as a private first response.
fn response(notice: Reply) -> MessagePayload {
    let outgoing = Outgoing::ephemeral(render::message(notice));
    deliver::response(outgoing, ReplyTarget::NewMessage)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_interaction_needs_an_id_and_a_token_only() {
        let read = |data: &Value| {
            let fields = serde_json::from_value(data.clone()).expect("an object");
            BareInteraction::read(&fields).is_some()
        };
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

    #[test]
    fn the_busy_notice_is_rendered_in_every_language() {
        let rendered = Language::ALL.map(|language| {
            let notice = busy(language).expect("a notice");
            notice.body.to_string()
        });
        let mut distinct = rendered.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), Language::ALL.len());
    }
}
