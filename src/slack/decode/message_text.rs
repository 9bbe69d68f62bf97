//! The visible text of a message: its `text`, or else that of its blocks and attachments, as in messages of other apps,
//! forwarded messages and unfurled links
//! (<https://docs.slack.dev/reference/block-kit/blocks>,
//! <https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments>).

use serde_json::Value;

use super::text::plain_text;

/// Number of bytes after which no further block or attachment is read.
const MAX_TEXT: usize = 4_000;
/// Keys of the texts of an attachment, in the order of display.
const ATTACHMENT_TEXTS: [&str; 3] = ["pretext", "title", "text"];
/// Keys of nested blocks and elements.
const CONTAINERS: [&str; 4] = ["elements", "fields", "blocks", "attachments"];

/// Returns the visible text of a message without markup.
pub(super) fn visible_text(text: Option<&str>, blocks: &Value, attachments: &Value) -> String {
    let text = plain_text(text.unwrap_or_default());
    if !text.is_empty() {
        return text;
    }
    for part in [blocks, attachments] {
        let mut raw = String::new();
        collect(part, &mut raw);
        let seen = plain_text(&raw);
        if !seen.is_empty() {
            return seen;
        }
    }
    String::new()
}

/// Appends the texts of a block, an element, an attachment or a list of them.
fn collect(part: &Value, out: &mut String) {
    if out.len() > MAX_TEXT {
        return;
    }
    match part {
        Value::Array(parts) => parts.iter().for_each(|part| collect(part, out)),
        Value::Object(fields) => {
            let kind = fields.get("type").and_then(Value::as_str);
            if matches!(kind, Some("actions" | "context_actions" | "input")) {
                return;
            }
            let before = out.len();
            for name in ATTACHMENT_TEXTS {
                match fields.get(name) {
                    // Elements of rich text follow each other without a gap.
                    Some(Value::String(text)) if matches!(kind, Some("text" | "link")) => {
                        out.push_str(text);
                    }
                    Some(Value::String(text)) => line(out, text),
                    Some(text) => collect(text, out),
                    None => {}
                }
            }
            for name in CONTAINERS {
                if let Some(inner) = fields.get(name) {
                    collect(inner, out);
                }
            }
            let messages = fields.get("message_blocks").and_then(Value::as_array);
            for message in messages.into_iter().flatten() {
                collect(message.get("message").unwrap_or(&Value::Null), out);
            }
            match kind {
                Some("emoji" | "user" | "channel" | "usergroup" | "broadcast") => out.push(' '),
                Some("rich_text_section" | "rich_text_list" | "rich_text_quote") => out.push('\n'),
                _ => {}
            }
            // The fallback is shown where there is no other text.
            if out.len() == before
                && let Some(Value::String(text)) = fields.get("fallback")
            {
                line(out, text);
            }
        }
        _ => {}
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn blocks_and_attachments_are_read_where_there_is_no_text() {
        let rich = json!([{ "type": "rich_text", "elements": [
            { "type": "rich_text_section", "elements": [
                { "type": "user", "user_id": "U1" }, { "type": "text", "text": "what is " },
                { "type": "link", "url": "https://sql.example", "text": "sql" },
                { "type": "text", "text": "?" }, { "type": "emoji", "name": "wave" },
            ] },
        ] }]);
        let section = json!([
            { "type": "section", "text": { "type": "mrkdwn", "text": "*what is* sql?" } },
            { "type": "actions", "elements": [{ "type": "button", "text": { "text": "Go" } }] },
        ]);
        let attached = json!([{ "fallback": "[no preview]", "text": "what is sql?" }]);
        let fallback = json!([{ "fallback": "what is sql?", "image_url": "https://a.example" }]);
        let nested = json!([{ "message_blocks": [{ "message": { "blocks": rich } }] }]);
        for (blocks, attachments) in [
            (&rich, &Value::Null),
            (&section, &Value::Null),
            (&Value::Null, &attached),
            (&json!([]), &fallback),
            (&Value::Null, &nested),
        ] {
            assert_eq!(visible_text(None, blocks, attachments), "what is sql?");
            assert_eq!(visible_text(Some("an API"), blocks, attachments), "an API");
        }
        assert_eq!(
            visible_text(Some(" "), &json!(7), &json!({ "text": 7 })),
            ""
        );
    }
}
