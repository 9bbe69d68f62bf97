//! Rendering of replies as message payloads within Discord's limits: in components, with an embed as the fallback.
//!
//! The payload is the JSON body of the request and an optional file.

use serde_json::{Value, json};

use super::card::{Card, set};
use super::{embed, layout, picture};
use crate::chat::{Audience, Picture, Reply, ReplyPart, select_items};
use crate::markup::{Markup, Span};
use crate::platform::choices;

/// Message flags: only the user sees the message; its components are its layout, so that it has neither content nor embeds
/// and can never have them
/// (<https://discord.com/developers/docs/resources/message#message-object-message-flags>).
pub(super) const EPHEMERAL: u64 = 1 << 6;
pub(super) const COMPONENTS_V2: u64 = 1 << 15;

/// The JSON body of a message, and the file that it refers to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MessagePayload {
    pub body: Value,
    /// The same message as an embed, for where its components are refused; `None` if the body has an embed itself.
    pub fallback: Option<Value>,
    pub picture: Option<Picture>,
}

impl From<Value> for MessagePayload {
    fn from(body: Value) -> Self {
        Self {
            body,
            fallback: None,
            picture: None,
        }
    }
}

impl MessagePayload {
    /// Replaces the body and its fallback.
    pub(super) fn map(self, change: impl Fn(Value) -> Value) -> Self {
        Self {
            body: change(self.body),
            fallback: self.fallback.map(change),
            picture: self.picture,
        }
    }

    /// Returns the message as an embed.
    pub(super) fn into_fallback(self) -> Self {
        let Self {
            body,
            fallback,
            picture,
        } = self;
        Self {
            body: fallback.unwrap_or(body),
            fallback: None,
            picture,
        }
    }
}

/// Renders a reply. The payload mentions nobody, whatever the content is.
pub(super) fn message(reply: Reply) -> MessagePayload {
    let Reply {
        kind,
        language,
        title,
        mut parts,
        picture,
        note,
        choices,
        menu,
        buttons,
        votes,
        audience,
        // Only **Why this?** shows it.
        match_info: _,
    } = reply;
    let (picture, unfit) = match picture {
        Some(picture) if picture::fits(&picture) => (Some(picture), None),
        unfit => (None, unfit),
    };
    // A picture that Discord would refuse is replaced by its description.
    parts.extend(unfit.map(|picture| ReplyPart {
        body: picture.in_words(language),
        ..ReplyPart::default()
    }));
    let unlisted = choices::unlisted(kind, &parts, &choices);
    let unlisted = Markup::list(unlisted.iter().map(|line| vec![Span::plain(line)]));
    parts.extend((!unlisted.is_empty()).then(|| ReplyPart {
        heading: choices::heading(kind, language),
        body: unlisted,
        ..ReplyPart::default()
    }));
    let card = Card {
        language,
        kind,
        title,
        parts,
        picture,
        note,
        items: select_items(&choices, &menu),
        buttons,
        votes,
    };
    let private = match audience {
        Audience::Private => EPHEMERAL,
        Audience::Public => 0,
    };
    let mut body = json!({
        "components": layout::components(&card),
        "allowed_mentions": { "parse": [] },
        "flags": COMPONENTS_V2 | private,
    });
    let mut fallback = embed::body(&card);
    if private > 0 {
        set(&mut fallback, "flags", private);
    }
    if let Some(picture) = &card.picture {
        for body in [&mut body, &mut fallback] {
            set(body, "attachments", vec![picture::attachment(picture)]);
        }
    }
    MessagePayload {
        body,
        fallback: Some(fallback),
        picture: card.picture,
    }
}

/// Returns the flags of a body.
pub(super) fn flags(body: &Value) -> u64 {
    body.get("flags").and_then(Value::as_u64).unwrap_or(0)
}

/// Sets the flags of a body; removes the field where there is none.
pub(super) fn set_flags(body: &mut Value, flags: u64) {
    if let Some(fields) = body.as_object_mut() {
        fields.remove("flags");
        if flags > 0 {
            fields.insert("flags".to_owned(), flags.into());
        }
    }
}
