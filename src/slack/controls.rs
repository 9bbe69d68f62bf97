//! What can be picked or pressed on a message or a view. Each control carries its
//! [`Ask`](crate::chat::Ask) itself, so that it works after a restart; what cannot be carried is not
//! offered.

use serde_json::{Value, json};

use super::blocks::{clip, label, length};
use super::{dialect, limits};
use crate::chat::{Ask, Button, Choice, Opinion, Tone};
use crate::language::Language;

/// How the `action_id` of a button that turns a page begins.
pub(super) const TURN: &str = "turn";

/// The choices, as something to pick from.
pub(super) fn select(language: Language, tone: Tone, choices: &[Choice]) -> Option<Value> {
    let options: Vec<Value> = choices
        .iter()
        .filter_map(|choice| {
            let value = choice.ask.to_button()?;
            if is_blank(&choice.label) {
                return None;
            }
            let mut option =
                json!({ "text": label(&choice.label, limits::OPTION), "value": value });
            if !is_blank(&choice.detail)
                && let Some(option) = option.as_object_mut()
            {
                let detail = label(&choice.detail, limits::OPTION);
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
                "placeholder": label(&language.text(tone.choosing(), &[]), limits::OPTION),
                "options": options,
            }],
        })
    })
}

/// The buttons in rows, and behind them, where they are wanted apart, those for an opinion in the
/// form that Slack has for it: for messages alone
/// (<https://docs.slack.dev/reference/block-kit/blocks/context-actions-block>), of which those that
/// vanish, as one person sees them, keep to buttons that every client shows.
pub(super) fn buttons(buttons: &[Button], opinions_apart: bool) -> Vec<Value> {
    let opinion = |wanted| {
        buttons
            .iter()
            .find(|button| matches!(&button.ask, Ask::Vote { opinion, .. } if *opinion == wanted))
            .filter(|_| opinions_apart)
    };
    let opinions = opinion(Opinion::Helpful).zip(opinion(Opinion::Unhelpful));
    let apart = opinions.and_then(|(yes, no)| Some((yes, no, feedback(yes, no)?)));
    let elements: Vec<Value> = buttons
        .iter()
        .enumerate()
        .filter(|(_, button)| match &apart {
            Some((yes, no, _)) => !std::ptr::eq(*button, *yes) && !std::ptr::eq(*button, *no),
            None => true,
        })
        .filter_map(|(number, button)| {
            let Button { label, ask, turns } = button;
            let kind = if *turns { TURN } else { "open" };
            self::button(&format!("{kind}-{number}"), label, ask)
        })
        .collect();
    let rows = elements.chunks(limits::ROW);
    let rows = rows.map(|row| json!({ "type": "actions", "elements": row }));
    rows.chain(apart.map(|(_, _, feedback)| feedback)).collect()
}

/// A button that asks something; nothing where it cannot.
pub(super) fn button(action: &str, name: &str, ask: &Ask) -> Option<Value> {
    let value = ask.to_button()?;
    if is_blank(name) {
        return None;
    }
    let mut button = json!({
        "type": "button",
        "action_id": action,
        "text": label(name, limits::BUTTON),
        "value": value,
    });
    if length(name) > limits::BUTTON
        && let Some(button) = button.as_object_mut()
    {
        button.insert("accessibility_label".to_owned(), spoken(name));
    }
    Some(button)
}

/// Two opinions side by side
/// (<https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element>).
fn feedback(yes: &Button, no: &Button) -> Option<Value> {
    let button = |button: &Button| {
        let value = button.ask.to_button()?;
        let name = &button.label;
        (!is_blank(name)).then(|| {
            json!({
                "text": label(name, limits::BUTTON),
                "value": value,
                "accessibility_label": spoken(name),
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

/// What a screen reader says.
fn spoken(name: &str) -> Value {
    json!(clip(&dialect::plain(name), limits::BUTTON_SPOKEN))
}

/// Whether nothing of a label would be seen, which Slack refuses.
fn is_blank(label: &str) -> bool {
    dialect::plain(label).trim().is_empty()
}
