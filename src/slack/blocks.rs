//! Constructors for Block Kit layout blocks and text objects, shared by messages, modals and the
//! Home tab, and the text size of a block. Knows nothing of replies.

use serde_json::{Value, json};

use super::{limits, mrkdwn};
use crate::platform::text::{clip, utf16_len};

/// Builds a section block with mrkdwn text. `expand` stops Slack from hiding a part of it behind **See more**
/// (<https://docs.slack.dev/reference/block-kit/blocks/section-block>).
pub(super) fn section(text: &str) -> Value {
    json!({ "type": "section", "text": mrkdwn_text(text), "expand": true })
}

/// Builds a section block of at most [`limits::FIELDS`] texts in mrkdwn, in two columns where the window is wide enough.
pub(super) fn fields(texts: &[String]) -> Value {
    let fields: Vec<Value> = texts.iter().map(|text| mrkdwn_text(text)).collect();
    json!({ "type": "section", "fields": fields, "expand": true })
}

/// Builds a context block with one mrkdwn element a line.
pub(super) fn context(lines: &[String]) -> Value {
    let elements: Vec<Value> = lines.iter().map(|line| mrkdwn_text(line)).collect();
    json!({ "type": "context", "elements": elements })
}

/// Builds a header block; the text is clipped to [`limits::HEADER`].
pub(super) fn header(text: &str) -> Value {
    json!({ "type": "header", "text": plain_text(text, limits::HEADER) })
}

/// Builds a text object in mrkdwn. `verbatim` stops Slack from linking URLs, channel names and user
/// names in plain words.
fn mrkdwn_text(text: &str) -> Value {
    json!({ "type": "mrkdwn", "text": text, "verbatim": true })
}

/// Builds a plain text object without emoji codes, clipped to `limit` UTF-16 units.
pub(super) fn plain_text(text: &str, limit: usize) -> Value {
    let text = clip(&mrkdwn::plain_text(text), limit);
    json!({ "type": "plain_text", "text": text, "emoji": false })
}

/// Returns the share of [`limits::ALL_BLOCKS`] that a block uses: the UTF-16 length of all its
/// strings, as Slack does not document which of them it counts.
pub(super) fn text_size(value: &Value) -> usize {
    match value {
        Value::String(text) => utf16_len(text),
        Value::Array(values) => values.iter().map(text_size).sum(),
        Value::Object(fields) => fields.values().map(text_size).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}
