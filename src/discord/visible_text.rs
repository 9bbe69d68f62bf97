//! The visible text of a message: its content, else that of its embeds, its poll, its text
//! components, and the message that it forwards
//! (<https://discord.com/developers/docs/resources/message#message-object>).

use serde_json::Value;

use super::plain_text::plain_text;

/// Number of bytes after which no further embed, component or forwarded message is read.
const MAX_TEXT: usize = 4_000;
/// Keys of the texts of embeds, fields, polls and components, in the order of display.
const TEXTS: [&str; 6] = ["content", "title", "description", "name", "value", "text"];
/// Keys of nested objects and lists.
const CONTAINERS: [&str; 7] = [
    "embeds",
    "fields",
    "poll",
    "question",
    "components",
    "message_snapshots",
    "message",
];
/// Component type of a button, whose label is not text of the message
/// (<https://discord.com/developers/docs/components/reference#component-object-component-types>).
const BUTTON: u64 = 2;

/// Returns the visible text of a message without markup.
pub(super) fn visible_text(message: &Value) -> String {
    let content = message.get("content").and_then(Value::as_str);
    let content = plain_text(content.unwrap_or_default());
    if !content.is_empty() {
        return content;
    }
    let mut raw = String::new();
    for name in CONTAINERS {
        if let Some(part) = message.get(name) {
            collect(part, &mut raw);
        }
    }
    plain_text(&raw)
}

/// Appends the texts of a JSON value and of its nested values.
fn collect(part: &Value, out: &mut String) {
    if out.len() > MAX_TEXT {
        return;
    }
    match part {
        Value::Array(parts) => parts.iter().for_each(|part| collect(part, out)),
        Value::Object(fields) => {
            let kind = fields.get("type").and_then(Value::as_u64);
            if kind == Some(BUTTON) && fields.contains_key("style") {
                return;
            }
            for text in TEXTS.iter().filter_map(|name| fields.get(*name)?.as_str()) {
                out.push_str(text);
                out.push('\n');
            }
            for inner in CONTAINERS.iter().filter_map(|name| fields.get(*name)) {
                collect(inner, out);
            }
        }
        _ => {}
    }
}

/// Returns the visible text of the message on which a message command was used.
pub(super) fn target(interaction: &Value) -> Option<String> {
    let messages = interaction
        .pointer("/data/resolved/messages")?
        .as_object()?;
    messages.values().next().map(visible_text)
}

/// Removes components, embeds and attachments of the target message, which are read as text only: serenity cannot parse an
/// interaction with a kind of them that it does not know.
pub(super) fn prune(interaction: &mut Value) {
    let messages = interaction.pointer_mut("/data/resolved/messages");
    let messages = messages.and_then(Value::as_object_mut);
    for message in messages
        .into_iter()
        .flat_map(|messages| messages.values_mut())
    {
        let Some(fields) = message.as_object_mut() else {
            continue;
        };
        for name in ["components", "embeds", "attachments"] {
            fields.insert(name.to_owned(), Value::Array(Vec::new()));
        }
        for name in [
            "poll",
            "message_snapshots",
            "sticker_items",
            "reactions",
            "call",
        ] {
            fields.remove(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn embeds_polls_components_and_forwarded_messages_are_read_where_there_is_no_content() {
        let embed = json!({ "type": "rich", "title": "what is", "description": "**sql**?" });
        for message in [
            json!({ "content": "what is sql?", "embeds": [{ "title": "an API" }] }),
            json!({ "content": "", "embeds": [embed] }),
            json!({ "content": "<:a:1>", "poll": { "question": { "text": "what is sql?" } } }),
            json!({ "message_snapshots": [{ "message": { "content": "what is sql?" } }] }),
            json!({ "message_snapshots": [{ "message": { "content": "", "embeds": [embed] } }] }),
            json!({ "components": [{ "type": 17, "components": [
                { "type": 10, "content": "what is sql?" },
                { "type": 1, "components": [{ "type": 2, "style": 1, "title": "Go" }] },
            ] }] }),
        ] {
            assert_eq!(visible_text(&message), "what is sql?", "{message}");
        }
        assert_eq!(visible_text(&json!({ "content": 7, "embeds": {} })), "");
    }
}
