//! A vote on a message that others see: its button there says how many people the answer helped.

use serde_json::{Value, json};

use super::{limits, mrkdwn};
use crate::chat::Ask;
use crate::platform::text::{clip, utf16_len};
use crate::platform::votes;

/// The message on which a vote was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct VotedMessage {
    /// The `response_url` by which it can be replaced.
    pub(super) url: String,
    text: Option<String>,
    blocks: Value,
}

impl VotedMessage {
    pub(super) fn new(url: &str, text: Option<String>, blocks: Value) -> Self {
        let url = url.to_owned();
        Self { url, text, blocks }
    }

    /// Returns the body that replaces the message by one with the number of people on the button of that vote; `None` where it
    /// says so already, or has no such button.
    pub(super) fn counted(&self, people: u64) -> Option<Value> {
        let mut blocks = self.blocks.clone();
        count_votes(&mut blocks, people);
        let body = json!({
            "replace_original": true,
            "text": self.text,
            "blocks": blocks,
            "unfurl_links": false,
            "unfurl_media": false,
        });
        (blocks != self.blocks && self.text.is_some()).then_some(body)
    }
}

/// Writes the number of people onto the buttons that count them, and into their names for screen readers.
fn count_votes(part: &mut Value, people: u64) {
    match part {
        Value::Array(parts) => parts.iter_mut().for_each(|part| count_votes(part, people)),
        Value::Object(fields) => {
            let value = fields.get("value").and_then(Value::as_str);
            if value.is_some_and(|value| votes::is_counted(&Ask::from_button(value))) {
                let name = fields.get("accessibility_label").and_then(Value::as_str);
                let name = name.map(str::to_owned);
                let text = fields.get_mut("text").and_then(|text| text.get_mut("text"));
                if let Some(label) = text
                    && let Some(old) = label.as_str().map(str::to_owned)
                {
                    let new = votes::counted(&old, people);
                    if utf16_len(&new) > limits::BUTTON {
                        return;
                    }
                    // The name begins with the label.
                    let name = name.and_then(|name| {
                        Some(format!("{new}{}", name.strip_prefix(old.as_str())?))
                    });
                    *label = new.into();
                    let name = name
                        .map(|name| clip(&mrkdwn::plain_text(&name), limits::BUTTON_ACCESSIBILITY));
                    fields.extend(name.map(|name| ("accessibility_label".to_owned(), json!(name))));
                }
                return;
            }
            let inside = fields.iter_mut().map(|(_, part)| part);
            inside.for_each(|part| count_votes(part, people));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_button_of_the_vote_says_how_many_gave_it() {
        let button = |label: &str, opinion: char| {
            json!({
                "text": { "type": "plain_text", "text": label },
                "accessibility_label": format!("{label}: SQL"),
                "value": format!("1:vote:{opinion}:sql"),
            })
        };
        let blocks = json!([{ "type": "context_actions", "elements": [{
            "type": "feedback_buttons",
            "positive_button": button("Solved it", '+'),
            "negative_button": button("Still stuck", '-'),
        }] }]);
        let message = |blocks: &Value| {
            VotedMessage::new("https://x.example", Some("SQL".to_owned()), blocks.clone())
        };
        let body = message(&blocks).counted(3).expect("a number");
        let buttons = &body["blocks"][0]["elements"][0];
        assert_eq!(buttons["positive_button"]["text"]["text"], "Solved it (3)");
        let name = &buttons["positive_button"]["accessibility_label"];
        assert_eq!(name, "Solved it (3): SQL");
        assert_eq!(buttons["negative_button"], button("Still stuck", '-'));
        assert_eq!(message(&body["blocks"]).counted(3), None);
        assert_eq!(message(&blocks).counted(0), None);
    }
}
