//! Modals: a form with one text field, as the response to a press, and the text of a submitted one
//! (<https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal>).

use serde_json::json;
use serenity::all::{ActionRowComponent, ModalInteraction};

use super::controls::ACTION_ROW;
use super::limits::{MODAL_LABEL, MODAL_TITLE};
use super::render::MessagePayload;
use crate::chat::{Ask, Form};
use crate::platform::text::single_line;

/// Interaction callback type of a modal.
const MODAL: u8 = 9;
/// Component type of a text field, and its style with several lines
/// (<https://discord.com/developers/docs/components/reference#text-input>).
const TEXT_INPUT: u8 = 4;
const PARAGRAPH: u8 = 2;
/// Custom id of the text field.
const TEXT: &str = "text";

/// Builds the response that opens a form; `None` where its ask does not fit into a custom id.
pub(super) fn open(form: Form) -> Option<MessagePayload> {
    let Form {
        ask,
        language: _,
        title,
        label,
        value,
        max_chars,
    } = form;
    let value: String = value.chars().take(max_chars).collect();
    let input = json!({
        "type": TEXT_INPUT,
        "custom_id": TEXT,
        "style": PARAGRAPH,
        "label": single_line(&label, MODAL_LABEL)?,
        "value": value,
        "min_length": 1,
        "max_length": max_chars,
        "required": true,
    });
    let modal = json!({
        "type": MODAL,
        "data": {
            "custom_id": ask.to_button()?,
            "title": single_line(&title, MODAL_TITLE)?,
            "components": [{ "type": ACTION_ROW, "components": [input] }],
        },
    });
    Some(modal.into())
}

/// Returns the ask of a submitted form with its text; [`Ask::Unknown`] for a form of another version.
pub(super) fn filled(modal: &ModalInteraction) -> Ask {
    let parts = modal.data.components.iter().flat_map(|row| &row.components);
    let text = parts.into_iter().find_map(|part| match part {
        ActionRowComponent::InputText(input) if input.custom_id == TEXT => input.value.clone(),
        _ => None,
    });
    Ask::from_button(&modal.data.custom_id).filled(text.unwrap_or_default())
}
