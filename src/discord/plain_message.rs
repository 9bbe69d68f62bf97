//! A message with the text of its embed as content, for channels in which the bot has no permission to embed.

use serde_json::{Value, json};

use super::limits::CONTENT;
use super::render::MessagePayload;
use crate::platform::text::clip;

/// Returns a message, or an interaction response with a message, with the text of its embed as content; `None` where neither
/// it nor its fallback has an embed.
pub(super) fn plain(message: &MessagePayload) -> Option<MessagePayload> {
    let mut body = message.fallback.as_ref().unwrap_or(&message.body).clone();
    let inside = match body.get_mut("data") {
        Some(data) => data,
        None => &mut body,
    };
    let text = embed_text(inside.get("embeds")?.get(0)?);
    let fields = inside.as_object_mut()?;
    fields.insert("content".to_owned(), clip(&text, CONTENT).into());
    // An edit must remove the previous embeds and attachments.
    fields.insert("embeds".to_owned(), json!([]));
    fields.insert("attachments".to_owned(), json!([]));
    Some(body.into())
}

/// Removes the reference to the message that is replied to, for channels whose history the bot may not read.
pub(super) fn without_reference(mut message: MessagePayload) -> MessagePayload {
    if let Some(fields) = message.body.as_object_mut() {
        fields.remove("message_reference");
    }
    message
}

/// Returns the text of an embed: title, description, fields and footer.
fn embed_text(embed: &Value) -> String {
    let text = |part: &Value, key: &str| part.get(key).and_then(Value::as_str).map(str::to_owned);
    let mut lines = Vec::new();
    lines.extend(text(embed, "title").map(|title| format!("**{title}**")));
    lines.extend(text(embed, "description"));
    let fields = embed.get("fields").and_then(Value::as_array);
    for field in fields.into_iter().flatten() {
        lines.extend(text(field, "name").map(|name| format!("**{name}**")));
        lines.extend(text(field, "value"));
    }
    lines.extend(embed.get("footer").and_then(|footer| text(footer, "text")));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_an_embed_becomes_content_within_its_limit() {
        let embed = json!({
            "title": "SQL", "description": "A language.", "color": 1,
            "fields": [{ "name": "Source", "value": "A page" }], "footer": { "text": "2026-11" },
        });
        let message = json!({ "embeds": [embed], "components": [7], "flags": 64 });
        let body = plain(&message.clone().into()).expect("an embed").body;
        assert_eq!(
            body["content"],
            "**SQL**\nA language.\n**Source**\nA page\n2026-11"
        );
        assert_eq!((&body["embeds"], &body["flags"]), (&json!([]), &json!(64)));
        let response = json!({ "type": 4, "data": message });
        let inside = plain(&response.into()).expect("an embed").body;
        assert_eq!(inside["data"]["content"], body["content"]);
        let long = json!({ "embeds": [{ "description": "a".repeat(4_000) }] });
        let body = plain(&long.into()).expect("an embed").body;
        assert_eq!(
            body["content"].as_str().map(|body| body.chars().count()),
            Some(2_000)
        );
        assert_eq!(plain(&json!({ "type": 5 }).into()), None);
    }
}
