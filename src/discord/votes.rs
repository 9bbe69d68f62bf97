//! A vote on an answer: the buttons of its message say in place what was kept. Where only the person sees the message, they
//! are the ones that take it back; where others see it, the vote's number is in its label.

use serde_json::{Value, json};

use super::controls;
use super::layout;
use super::limits::BUTTON_LABEL;
use super::render::{COMPONENTS_V2, EPHEMERAL, MessagePayload, flags};
use crate::chat::{Ask, Reply, ReplyKind};
use crate::markup::Markup;
use crate::platform::text::single_line;
use crate::platform::votes;

/// The message on which a vote was pressed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct VotedMessage {
    components: Vec<Value>,
    /// True if only the person who pressed sees it.
    is_private: bool,
}

impl VotedMessage {
    /// Reads the message of a raw interaction; `None` where no vote was pressed, or the message is not laid out in components.
    pub(super) fn read(interaction: &Value) -> Option<Self> {
        let id = interaction.pointer("/data/custom_id")?.as_str()?;
        is_vote(id).then_some(())?;
        let message = interaction.get("message")?;
        let flags = flags(message);
        (flags & COMPONENTS_V2 > 0).then_some(())?;
        let mut components = message.get("components")?.as_array()?.clone();
        components.iter_mut().for_each(remove_ids);
        components.iter().any(has_votes).then_some(Self {
            components,
            is_private: flags & EPHEMERAL > 0,
        })
    }

    pub(super) const fn is_private(&self) -> bool {
        self.is_private
    }

    /// Returns the message with the number of people whom the answer helped on the button of that vote; `None` where it says
    /// so already.
    pub(super) fn counted(&self, people: u64) -> Option<MessagePayload> {
        let mut components = self.components.clone();
        for part in &mut components {
            count_votes(part, people);
        }
        (components != self.components).then(|| payload(&components))
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
            .components
            .into_iter()
            .filter(|part| !has_votes(part) && !layout::is_text(part))
            .collect();
        components.extend(layout::small_text(&said.join(" ")));
        components.extend(votes);
        Some(payload(&components))
    }
}

/// Builds the edit of a message to these components.
fn payload(components: &[Value]) -> MessagePayload {
    let body = json!({
        "components": components,
        "allowed_mentions": { "parse": [] },
        "flags": COMPONENTS_V2,
    });
    body.into()
}

/// Removes the ids that Discord gives to components, from a component and those inside it.
fn remove_ids(part: &mut Value) {
    if let Some(fields) = part.as_object_mut() {
        fields.remove("id");
        for inside in ["components", "accessory"] {
            match fields.get_mut(inside) {
                Some(Value::Array(parts)) => parts.iter_mut().for_each(remove_ids),
                Some(part) => remove_ids(part),
                None => {}
            }
        }
    }
}

/// Writes the number of people onto the buttons that count them.
fn count_votes(part: &mut Value, people: u64) {
    let id = part.get("custom_id").and_then(Value::as_str);
    let is_counted = id.is_some_and(|id| votes::is_counted(&Ask::from_button(id)));
    let label = part.get("label").and_then(Value::as_str);
    let label = label.filter(|_| is_counted);
    let label = label.and_then(|label| single_line(&votes::counted(label, people), BUTTON_LABEL));
    let Some(fields) = part.as_object_mut() else {
        return;
    };
    if let Some(label) = label {
        fields.insert("label".to_owned(), label.into());
    }
    let inside = fields.get_mut("components").and_then(Value::as_array_mut);
    for part in inside.into_iter().flatten() {
        count_votes(part, people);
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
        let public = read(COMPONENTS_V2, "1:vote:+:sql").expect("a public message");
        assert!(!public.is_private());
        let body = public.counted(2).expect("a number").body;
        assert_eq!(body["components"][0], card);
        assert_eq!(body["components"][1]["components"][0]["label"], "a (2)");
        assert_eq!(public.counted(0), None);
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
        let again = VotedMessage {
            components: parts.clone(),
            is_private: true,
        };
        let again = again.replaced(&reply).expect("a message");
        assert_eq!(again.body, body);
    }
}
