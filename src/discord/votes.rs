//! A vote on an answer that only one person sees: the buttons of its message say what was kept, in place.

use serde_json::{Value, json};

use super::controls;
use super::layout;
use super::render::{COMPONENTS_V2, EPHEMERAL, MessagePayload, flags};
use crate::chat::{Ask, Reply, ReplyKind};
use crate::markup::Markup;

/// The components of a private message on which a vote was pressed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct VotedMessage(Vec<Value>);

impl VotedMessage {
    /// Reads the message of a raw interaction; `None` where others see the message, or no vote was pressed.
    pub(super) fn read(interaction: &Value) -> Option<Self> {
        let id = interaction.pointer("/data/custom_id")?.as_str()?;
        is_vote(id).then_some(())?;
        let message = interaction.get("message")?;
        let wanted = EPHEMERAL | COMPONENTS_V2;
        (flags(message) & wanted == wanted).then_some(())?;
        let components = message.get("components")?.as_array()?;
        components
            .iter()
            .any(has_votes)
            .then(|| Self(components.clone()))
    }

    /// Returns the message with the text of the reply and its votes instead of its own; `None` for a reply that has more to
    /// say than what was kept.
    pub(super) fn replaced(self, reply: &Reply) -> Option<MessagePayload> {
        let leads_on = !reply.choices.is_empty() || !reply.buttons.is_empty();
        if reply.kind != ReplyKind::Info || leads_on || reply.votes.is_empty() {
            return None;
        }
        let said: Vec<String> = reply.parts.iter().map(|part| text(&part.body)).collect();
        let (_, votes) = controls::rows(&[], &reply.votes);
        // The text that an earlier vote added stands beside the card, too.
        let mut components: Vec<Value> = self
            .0
            .into_iter()
            .filter(|part| !has_votes(part) && !layout::is_text(part))
            .collect();
        components.extend(layout::small_text(&said.join(" ")));
        components.extend(votes);
        let body = json!({
            "components": components,
            "allowed_mentions": { "parse": [] },
            "flags": COMPONENTS_V2,
        });
        Some(body.into())
    }
}

fn text(body: &Markup) -> String {
    body.plain().replace('\n', " ")
}

/// Returns whether a row has the buttons of a vote.
fn has_votes(row: &Value) -> bool {
    let parts = row.get("components").and_then(Value::as_array);
    let mut ids = parts
        .into_iter()
        .flatten()
        .filter_map(|part| part.get("custom_id")?.as_str());
    ids.any(is_vote)
}

fn is_vote(id: &str) -> bool {
    matches!(Ask::from_button(id), Ask::Vote { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::Phrases;
    use crate::chat::Button;

    #[test]
    fn a_vote_replaces_the_votes_of_a_private_message_and_nothing_else() {
        let take_back = Ask::from_button("1:vote:0:sql");
        let button = |id: &str| json!({ "type": 2, "style": 2, "label": "a", "custom_id": id });
        let row = |id: &str| json!({ "type": 1, "components": [button(id)] });
        let card = json!({ "type": 17, "components": [row("1:help")] });
        let interaction = |flags: u64, id: &str| {
            json!({ "data": { "custom_id": id }, "message": {
                "flags": flags, "components": [card, row("1:vote:+:sql")],
            } })
        };
        let wanted = EPHEMERAL | COMPONENTS_V2;
        let read = |flags, id| VotedMessage::read(&interaction(flags, id));
        assert!(read(COMPONENTS_V2, "1:vote:+:sql").is_none());
        assert!(read(EPHEMERAL, "1:vote:+:sql").is_none());
        assert!(read(wanted, "1:help").is_none());
        let message = read(wanted, "1:vote:+:sql").expect("a private message");
        let reply = Reply {
            kind: ReplyKind::Info,
            votes: vec![Button::open("Take it back", take_back)],
            ..Phrases::default().dismissed()
        };
        let body = message.replaced(&reply).expect("a message").body;
        let parts = body["components"].as_array().expect("components");
        assert_eq!(parts[0], card);
        assert_eq!(parts[1]["content"], "-# The message is gone.");
        assert_eq!(parts[2]["components"][0]["custom_id"], "1:vote:0:sql");
        assert_eq!(parts.len(), 3);
        // The next vote replaces what the last one said.
        let again = VotedMessage(parts.clone())
            .replaced(&reply)
            .expect("a message");
        assert_eq!(again.body, body);
    }
}
