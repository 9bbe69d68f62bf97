//! A form with one text field, as a modal that a press opens (<https://docs.slack.dev/surfaces/modals>).

use serde_json::{Value, json};

use super::blocks::{header, plain_text};
use super::{limits, modals};
use crate::chat::{Ask, Form};

/// `callback_id` of the modal.
pub(super) const FILL: &str = "fill";
/// `block_id` and `action_id` of the text field.
const TEXT: &str = "text";

/// Builds the modal; `None` where its ask does not fit into a button.
pub(super) fn view(form: Form) -> Option<Value> {
    let Form {
        ask,
        language,
        title,
        label,
        value,
        max_chars,
    } = form;
    let value: String = value.chars().take(max_chars).collect();
    let mut element = json!({
        "type": "plain_text_input",
        "action_id": TEXT,
        "multiline": true,
        "max_length": max_chars,
    });
    if let (Some(element), false) = (element.as_object_mut(), value.is_empty()) {
        element.insert("initial_value".to_owned(), json!(value));
    }
    let text = |id: &str| plain_text(&language.text(id, &[]), limits::MODAL_TITLE);
    Some(json!({
        "type": "modal",
        "callback_id": FILL,
        "private_metadata": ask.to_button()?,
        "title": plain_text(modals::TITLE, limits::MODAL_TITLE),
        "submit": text("form-send"),
        "close": text("form-close"),
        "blocks": [
            header(&title),
            {
                "type": "input",
                "block_id": TEXT,
                "label": plain_text(&label, limits::INPUT_LABEL),
                "element": element,
            },
        ],
    }))
}

/// Returns the ask of a submitted form with its text.
pub(super) fn filled(metadata: Option<&str>, state: Option<&Value>) -> Ask {
    let text = state.and_then(|state| state.pointer("/values/text/text/value"));
    let text = text.and_then(Value::as_str).unwrap_or_default();
    Ask::from_button(metadata.unwrap_or_default()).filled(text.to_owned())
}
