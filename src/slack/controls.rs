//! Buttons and selects of messages and views. The value of a control is its encoded [`Ask`], so that it works after a
//! restart; an [`Ask`] that cannot be encoded gets no control.

use serde_json::{Value, json};

use super::blocks::plain_text;
use super::{limits, mrkdwn};
use crate::chat::{Ask, Button, Choice, Opinion, ReplyKind};
use crate::language::Language;
use crate::platform::text::{clip, utf16_len};

/// Prefix of the `action_id` of buttons that turn a page.
pub(super) const TURN_PAGE: &str = "turn";

/// Builds a select menu of the choices; none where there is nothing to select.
pub(super) fn select(language: Language, kind: ReplyKind, choices: &[&Choice]) -> Option<Value> {
    let options: Vec<Value> = choices
        .iter()
        .filter_map(|choice| {
            let value = choice.ask.to_button()?;
            if is_blank(&choice.label) {
                return None;
            }
            let mut option =
                json!({ "text": plain_text(&choice.label, limits::OPTION), "value": value });
            if !is_blank(&choice.detail)
                && let Some(option) = option.as_object_mut()
            {
                let detail = plain_text(&choice.detail, limits::OPTION);
                option.insert("description".to_owned(), detail);
            }
            Some(option)
        })
        .take(limits::OPTIONS)
        .collect();
    (!options.is_empty()).then(|| {
        json!({
            "type": "actions",
            "elements": [{
                "type": "static_select",
                "action_id": "pick",
                "placeholder": plain_text(&language.text(kind.select_message(), &[]), limits::OPTION),
                "options": options,
            }],
        })
    })
}

/// Builds rows of buttons. With `native_feedback`, the two votes become Slack's feedback buttons in a
/// row of their own, which exist in messages only
/// (<https://docs.slack.dev/reference/block-kit/blocks/context-actions-block>); ephemeral messages keep
/// ordinary buttons, which every client shows.
pub(super) fn buttons(buttons: &[Button], native_feedback: bool) -> Vec<Value> {
    let vote = |wanted| {
        buttons
            .iter()
            .find(|button| matches!(&button.ask, Ask::Vote { opinion, .. } if *opinion == wanted))
            .filter(|_| native_feedback)
    };
    let votes = vote(Opinion::Helpful).zip(vote(Opinion::Unhelpful));
    let native = votes.and_then(|(yes, no)| Some((yes, no, feedback(yes, no)?)));
    let elements: Vec<Value> = buttons
        .iter()
        .enumerate()
        .filter(|(_, button)| match &native {
            Some((yes, no, _)) => !std::ptr::eq(*button, *yes) && !std::ptr::eq(*button, *no),
            None => true,
        })
        .filter_map(|(number, button)| {
            let Button {
                label,
                ask,
                turns,
                style: _,
            } = button;
            let prefix = if *turns { TURN_PAGE } else { "open" };
            self::button(&format!("{prefix}-{number}"), label, ask)
        })
        .collect();
    let rows = elements.chunks(limits::BUTTONS_PER_ROW);
    let rows = rows.map(|row| json!({ "type": "actions", "elements": row }));
    rows.chain(native.map(|(_, _, feedback)| feedback))
        .collect()
}

/// Builds a button; none where its label is blank or its [`Ask`] does not fit into a value.
pub(super) fn button(action_id: &str, label: &str, ask: &Ask) -> Option<Value> {
    let value = ask.to_button()?;
    if is_blank(label) {
        return None;
    }
    let mut button = json!({
        "type": "button",
        "action_id": action_id,
        "text": plain_text(label, limits::BUTTON),
        "value": value,
    });
    if utf16_len(label) > limits::BUTTON
        && let Some(button) = button.as_object_mut()
    {
        button.insert("accessibility_label".to_owned(), accessibility_label(label));
    }
    Some(button)
}

/// Builds Slack's feedback buttons
/// (<https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element>).
fn feedback(yes: &Button, no: &Button) -> Option<Value> {
    let button = |button: &Button| {
        let value = button.ask.to_button()?;
        let label = &button.label;
        (!is_blank(label)).then(|| {
            json!({
                "text": plain_text(label, limits::BUTTON),
                "value": value,
                "accessibility_label": accessibility_label(label),
            })
        })
    };
    Some(json!({
        "type": "context_actions",
        "elements": [{
            "type": "feedback_buttons",
            "action_id": "opinion",
            "positive_button": button(yes)?,
            "negative_button": button(no)?,
        }],
    }))
}

/// Builds the label that screen readers read.
fn accessibility_label(label: &str) -> Value {
    json!(clip(
        &mrkdwn::plain_text(label),
        limits::BUTTON_ACCESSIBILITY
    ))
}

/// Returns whether a label has only invisible characters, which Slack refuses.
fn is_blank(label: &str) -> bool {
    mrkdwn::plain_text(label).trim().is_empty()
}
