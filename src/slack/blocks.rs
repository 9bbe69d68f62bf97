//! The small pieces of Block Kit that a message, a form and the Home tab are made of, and what a text
//! takes of Slack's limits. They know Slack's words alone, and nothing of what is said.

use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{dialect, limits};

pub(super) fn section(text: &str) -> Value {
    json!({ "type": "section", "text": mrkdwn(text) })
}

pub(super) fn context(lines: &[String]) -> Value {
    let elements: Vec<Value> = lines.iter().map(|line| mrkdwn(line)).collect();
    json!({ "type": "context", "elements": elements })
}

pub(super) fn header(text: &str) -> Value {
    json!({ "type": "header", "text": label(text, limits::HEADER) })
}

/// `verbatim` keeps Slack from making links and mentions of its own from plain words.
fn mrkdwn(text: &str) -> Value {
    json!({ "type": "mrkdwn", "text": text, "verbatim": true })
}

/// A text object without mrkdwn and without emoji made of colons.
pub(super) fn label(text: &str, limit: usize) -> Value {
    let text = clip(&dialect::plain(text), limit);
    json!({ "type": "plain_text", "text": text, "emoji": false })
}

/// The text, at most `limit` long; where it is cut, an ellipsis stands at its end.
pub(super) fn clip(text: &str, limit: usize) -> String {
    if length(text) <= limit {
        return text.to_owned();
    }
    let mut clipped = String::new();
    let mut room = limit.saturating_sub(1);
    for grapheme in text.graphemes(true) {
        let more = length(grapheme);
        if more > room {
            break;
        }
        room -= more;
        clipped.push_str(grapheme);
    }
    clipped.truncate(clipped.trim_end().len());
    clipped.push('…');
    clipped
}

pub(super) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// How much of [`limits::SUM`] a block takes: all its texts, whatever they are for, as nobody knows
/// which of them Slack counts.
pub(super) fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => length(text),
        Value::Array(values) => values.iter().map(weight).sum(),
        Value::Object(fields) => fields.values().map(weight).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}
